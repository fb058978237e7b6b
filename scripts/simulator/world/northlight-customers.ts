import type { DemoCustomer } from './demo-customers.ts'

/** Contacts of Northlight Studio, with what they talk about. */
export const northlightCustomers: readonly DemoCustomer[] = [
  {
    id: '1702630412008213',
    username: 'sofie.brandt',
    name: 'Sofie Brandt',
    topics: [
      [
        'Hi! We are getting married on 12 June and love your pictures 😍',
        'Are you still free that day?',
        '> Congratulations, Sofie! 🥂 The 12th is free. Where is it?',
        'At the old lighthouse in Lindvik, around 60 guests.',
        '> What a place! We will send you our packages today.',
        'Wonderful, looking forward to it 💌',
      ],
      [
        'Quick one: would you also take pictures of the rehearsal dinner?',
        '> Sure, two extra hours are no problem.',
        'Then please add that. Thank you!!',
      ],
    ],
  },
  {
    id: '1702630412009977',
    username: 'oskar.lindqvist',
    name: 'Oskar Lindqvist',
    topics: [
      [
        'Hej! Is the darkroom workshop suitable for complete beginners?',
        '> Hej Oskar! Absolutely, we start with loading the film.',
        'Great. Do I bring my own camera?',
        '> If you have one. Otherwise we lend you an old Pentax 📷',
        'I found my grandfather’s Leica, does that count? 😄',
        '> That counts double!',
        'See you there then 🎞️',
      ],
      [
        'Could you recommend a place for developing C-41 near the centre?',
        '> Try the lab in Östergatan, say hello from us.',
        'Tack! 🙏',
      ],
    ],
  },
  {
    id: '1702630412011360',
    username: 'amelie.kfm',
    name: 'Amélie Kaufmann',
    topics: [
      [
        'Hallo, ich bräuchte neue Bewerbungsfotos, möglichst noch diese Woche 🙈',
        '> Hallo Amélie! Donnerstag 17 Uhr hätten wir noch frei.',
        'Donnerstag passt! Was soll ich anziehen?',
        '> Etwas Einfarbiges, in dem du dich wohlfühlst.',
        'Super, bis Donnerstag!',
      ],
      [
        'Die Fotos sind der Hammer, vielen lieben Dank 🥰',
        'Darf ich eins davon auf meiner Seite zeigen? https://kaufmann-beratung.example/team',
        '> Natürlich! Ein kleiner Hinweis auf uns wäre schön.',
        'Schon erledigt ✨',
      ],
    ],
  },
  {
    id: '1702630412014508',
    username: 'marcus.at.sea',
    name: 'Marcus Reed',
    topics: [
      [
        'Hey, are prints of the blue hour series for sale?',
        'The one with the two boats 🌊',
        '> Hi Marcus! Yes, as 30x40 and 50x70, both numbered.',
        '50x70 please. How much with shipping to Ireland?',
        '> 140 € including shipping. Shall we send an invoice?',
        'Yes please, to marcus@reed-marine.example',
      ],
      [
        'The print arrived safe and sound. My wall finally makes sense 🙌',
        '> We would love to see it hanging!',
        'Photo follows at the weekend.',
      ],
    ],
  },
  {
    id: '1702630412017742',
    username: 'yara.haddad',
    name: 'Yara Haddad',
    topics: [
      [
        'Hello! Do you photograph newborns at home? 👶',
        '> Hello Yara, yes, best in the first three weeks.',
        'She arrived last Friday 💕 Could you come next week?',
        '> Congratulations! Wednesday or Thursday morning?',
        'Thursday at ten would be perfect.',
        'We are on the 4th floor without a lift, sorry in advance 😅',
        '> Our calves say thank you. See you Thursday!',
      ],
      [
        'Is it possible to get two of the pictures in black and white?',
        'Numbers 14 and 22 from the gallery.',
        '> Both are in your gallery now.',
        'So beautiful, I cried a little. Thank you 🤍',
      ],
    ],
  },
]
