import type { DemoPost, PublishedPost } from './demo-posts.ts'

/** Harbour Coffee's posts, newest first. */
export const harbourPosts: readonly PublishedPost[] = [
  {
    kind: 'image',
    ageHours: 3,
    appeal: 420,
    caption: 'First frost, first flat white. ❄️☕️ See you at the quay.',
  },
  {
    kind: 'reel',
    ageHours: 20,
    appeal: 1450,
    caption: 'From green bean to your cup in 30 seconds 🎬 #roastery #specialtycoffee',
  },
  {
    kind: 'carousel',
    ageHours: 44,
    appeal: 690,
    caption:
      'PUBLIC CUPPING ☕️ Six coffees, one long table.\n📅 {date +9}, 18:30\n📍 Harbour Coffee, Kaistraße 4\n🎟️ 12 € via https://harbour-coffee.example/cupping',
  },
  {
    kind: 'image',
    ageHours: 69,
    appeal: 510,
    caption: 'Franzbrötchen straight from the oven. You had us at cinnamon. 🥐',
  },
  {
    kind: 'image',
    ageHours: 93,
    appeal: 380,
    hidesLikes: true,
    caption: 'A quiet Tuesday. Sometimes that is all we ask for.',
  },
  {
    kind: 'reel',
    ageHours: 118,
    appeal: 1120,
    caption:
      'Latte-Art-Kurs für Anfänger 🎨\nAm {datum +12} um 16 Uhr in der Rösterei, 45 € pro Person.\nAnmeldung: https://harbour-coffee.example/kurse/latte-art',
  },
  {
    kind: 'image',
    ageHours: 141,
    appeal: 460,
    caption: 'New on the shelf: Ethiopia Guji, natural. Strawberry, jasmine, honey 🍓',
  },
  {
    kind: 'carousel',
    ageHours: 168,
    appeal: 610,
    caption: 'Rainy-day guide to the harbour: five stops, all under a roof. ☔️ Swipe!',
  },
  {
    kind: 'image',
    ageHours: 192,
    appeal: 350,
    caption: 'Wir suchen dich! Barista (m/w/d) in Teilzeit. Schreib uns einfach eine Nachricht 💌',
  },
  { kind: 'reel', ageHours: 220, appeal: 980, caption: 'POV: you ordered “surprise me”. 😮‍💨' },
  {
    kind: 'image',
    ageHours: 247,
    appeal: 440,
    caption: 'Oat milk costs nothing extra from today. You asked, we listened. 🌾',
  },
  {
    kind: 'image',
    ageHours: 275,
    appeal: 530,
    caption:
      'Live at the counter: the Kutter Trio 🎷\n{date +5}, doors 19:00, music 20:00. Free entry, hat goes round.',
  },
  {
    kind: 'carousel',
    ageHours: 301,
    appeal: 570,
    caption: 'Behind the scenes: how we taste 40 cups before breakfast.',
  },
  {
    kind: 'image',
    ageHours: 330,
    appeal: 390,
    caption: 'Our cargo bike has a name now. Say hello to Käpt’n Crema. 🚲',
  },
  {
    kind: 'image',
    ageHours: 362,
    appeal: 410,
    caption:
      'Closed on Monday for the yearly roaster service. Back on Tuesday, shinier than ever ✨',
  },
  {
    kind: 'reel',
    ageHours: 398,
    appeal: 870,
    caption: 'The AeroPress recipe we use on board ⚓️ 16 g, 250 g, 93 °C. Save it!',
  },
  {
    kind: 'image',
    ageHours: 432,
    appeal: 360,
    caption: 'Window seat, free. For about four minutes.',
  },
  {
    kind: 'carousel',
    ageHours: 470,
    appeal: 640,
    caption: 'Meet the farmers: three days in Huila, Colombia 🇨🇴',
  },
  {
    kind: 'image',
    ageHours: 505,
    appeal: 330,
    caption: 'Pumpkin soup season has begun, 7,50 € with bread. 🎃',
  },
  {
    kind: 'image',
    ageHours: 548,
    appeal: 480,
    caption:
      'Flea market in front of the roastery 🛍️ {date +6} from 10 am to 4 pm, Kaistraße. Tables are gone, visitors welcome!',
  },
  { kind: 'reel', ageHours: 590, appeal: 1010, caption: 'Sound on 🔊 First crack at 8:12.' },
  {
    kind: 'image',
    ageHours: 640,
    appeal: 345,
    caption: 'Sunday rules: slow coffee, long talks, no laptops.',
  },
  {
    kind: 'carousel',
    ageHours: 700,
    appeal: 560,
    caption: 'Gift guide: six things under 30 € for people who are serious about coffee 🎁',
  },
  {
    kind: 'image',
    ageHours: 760,
    appeal: 400,
    caption: 'Harbour lights, last order at 21:45. Thank you for a lovely summer 🧡',
  },
]

/** What it publishes while the simulator plays. */
export const harbourDrafts: readonly DemoPost[] = [
  {
    kind: 'image',
    appeal: 450,
    caption:
      'Morning light over the cranes. First cup is on the house for the next ten early birds 🌅',
  },
  {
    kind: 'carousel',
    appeal: 620,
    caption:
      'Brew class “Filter at home” 📅 {date +10}, 17:00 to 19:00, 39 €.\nBook: https://harbour-coffee.example/kurse/filter',
  },
  { kind: 'reel', appeal: 1200, caption: 'How it started, how it’s pouring. 😄' },
  { kind: 'image', appeal: 400, caption: 'Neu: Kardamomknoten. Nur solange der Vorrat reicht 🥨' },
  {
    kind: 'image',
    appeal: 520,
    caption: 'Weihnachtsrösten mit Glühwein und Musik 🎄 Am {datum +14} ab 15 Uhr, Eintritt frei.',
  },
]
