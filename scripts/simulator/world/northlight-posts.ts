import type { DemoPost, PublishedPost } from './demo-posts.ts'

/** Northlight Studio's posts, newest first. */
export const northlightPosts: readonly PublishedPost[] = [
  { kind: 'image', ageHours: 6, appeal: 190, caption: 'Window light, one chair, no hurry. 🤍' },
  {
    kind: 'carousel',
    ageHours: 31,
    appeal: 260,
    caption:
      'Darkroom weekend 🎞️ Two days, six people, one red lamp.\n{date +16}, 10:00 to 17:00, Northlight Studio.\n180 € with film and paper: https://northlight-studio.example/darkroom',
  },
  {
    kind: 'reel',
    ageHours: 58,
    appeal: 540,
    caption: 'Setting up for a portrait in 20 seconds ⏱️',
  },
  {
    kind: 'image',
    ageHours: 96,
    appeal: 210,
    caption: 'Ingrid, 84, and her garden. “Make me look busy,” she said.',
  },
  {
    kind: 'image',
    ageHours: 140,
    appeal: 175,
    caption: 'Blue hour at Lindvik. Prints are numbered and nearly gone 🌊',
  },
  {
    kind: 'carousel',
    ageHours: 178,
    appeal: 280,
    caption: 'Sofie & Jonas. Rain, laughter, and exactly nine minutes of sun ☔️💍',
  },
  {
    kind: 'reel',
    ageHours: 214,
    appeal: 470,
    caption: 'Loading medium format with cold hands. Do not try this at sea.',
  },
  {
    kind: 'image',
    ageHours: 262,
    appeal: 200,
    caption:
      'Open studio night ✨ {date +7} at 19:00. Tea, prints, and the new series on the wall. Free, just come by.',
  },
  {
    kind: 'image',
    ageHours: 310,
    appeal: 165,
    caption: 'Bewerbungsfotos müssen nicht wehtun. Termine am Donnerstag frei 🙂',
  },
  {
    kind: 'carousel',
    ageHours: 355,
    appeal: 235,
    caption: 'Before / after: what daylight does that a flash can’t.',
  },
  {
    kind: 'image',
    ageHours: 402,
    appeal: 180,
    caption: 'Grandfather’s Leica, still going. Third generation behind it.',
  },
  {
    kind: 'reel',
    ageHours: 455,
    appeal: 430,
    caption: 'A day of newborn pictures: 4 floors, 0 lifts, 100 % worth it 👶',
  },
  {
    kind: 'image',
    ageHours: 512,
    appeal: 150,
    caption: 'New backdrop, hand-painted. Colour: “Tuesday in November”.',
  },
  {
    kind: 'carousel',
    ageHours: 575,
    appeal: 225,
    caption: 'Five places for portraits in the old town, with the hour that suits each 🕰️',
  },
  {
    kind: 'image',
    ageHours: 640,
    appeal: 160,
    caption:
      'Mini sessions on {date +8}: 20 minutes, 10 pictures, 95 €. Six slots, book by message 📷',
  },
  {
    kind: 'image',
    ageHours: 720,
    appeal: 185,
    caption: 'Thank you for 3,000 of you. We still read every message. 🧡',
  },
]

/** What it publishes while the simulator plays. */
export const northlightDrafts: readonly DemoPost[] = [
  { kind: 'image', appeal: 205, caption: 'Fog is just a very large softbox. 🌫️' },
  { kind: 'reel', appeal: 500, caption: 'Printing the last two of the blue hour series 🌊' },
  {
    kind: 'carousel',
    appeal: 250,
    caption:
      'Winter portrait walk: {date +11}, 13:00, meeting point old lighthouse. 25 €, hot chocolate included ☕️',
  },
  { kind: 'image', appeal: 190, caption: 'Contact sheets: where the honest pictures live.' },
]
