import type { DemoCustomer } from './demo-customers.ts'

/** Contacts of Harbour Coffee, with what they talk about. */
export const harbourCustomers: readonly DemoCustomer[] = [
  {
    id: '1602510301006188',
    username: 'mareike.loew',
    name: 'Mareike Löw',
    topics: [
      [
        'Moin! Habt ihr sonntags schon ab 9 geöffnet? ☕️',
        '> Moin Mareike! Sonntags ab 10, samstags ab 9 😊',
        'Ah super, dann eben ausschlafen 😄',
        'Gibt es die Franzbrötchen auch in vegan?',
        '> Ja, immer am Wochenende, solange der Vorrat reicht.',
        'Perfekt, könnt ihr mir zwei zurücklegen? Ich komme so gegen 11.',
        '> Machen wir gern, auf den Namen Löw!',
        'Ihr seid die Besten 💛',
      ],
      [
        'Hallöchen, ich glaube, ich habe meinen grünen Schal bei euch liegen lassen 🧣',
        'Am Tisch direkt am Fenster, gestern Nachmittag.',
        '> Der hängt bei uns an der Garderobe, sicher und warm!',
        'Puh, danke! Ich hole ihn morgen früh ab.',
      ],
    ],
  },
  {
    id: '1602510301007421',
    username: 'tom.whitaker',
    name: 'Tom Whitaker',
    topics: [
      [
        'Hi there! Do you ship the Ethiopia Guji to the UK?',
        '> Hi Tom! We do, usually 4 to 6 days.',
        'Brilliant. Is this the right one? https://harbour-coffee.example/beans/guji-natural',
        '> That is the one 👍 Roasted every Tuesday.',
        'Ordered two bags. Can I get them ground for AeroPress?',
        '> Of course, we have put a note on your order.',
        'Cheers! 🙌',
      ],
      [
        'The Guji arrived today and it is unreal. Strawberries!! 🍓',
        'What ratio do you use in the shop?',
        '> So glad! 16 g to 250 g, 93 °C, about 2:45.',
        'Trying that tomorrow morning. Thanks!',
      ],
    ],
  },
  {
    id: '1602510301009034',
    username: 'jasmin.oezdemir',
    name: 'Jasmin Özdemir',
    topics: [
      [
        'Hey! Ist beim Latte-Art-Kurs noch ein Platz frei? 🎨',
        '> Hi Jasmin, genau zwei noch! Möchtest du einen?',
        'Gern beide, ich bringe meine Schwester mit 👯‍♀️',
        'Wie läuft das mit der Bezahlung?',
        '> Einfach hier: https://harbour-coffee.example/kurse/latte-art',
        'Erledigt ✅ Wir freuen uns riesig!',
      ],
      [
        'Kurze Frage: Habt ihr Hafermilch ohne Aufpreis?',
        '> Seit diesem Monat ja 🌾',
        'Yesss, endlich jemand 🙏',
      ],
    ],
  },
  {
    id: '1602510301011275',
    username: 'paul.et.lea',
    name: 'Paul & Léa',
    topics: [
      [
        'Bonjour! We are visiting next week, is the roastery tour in English?',
        '> Bonjour! Yes, Thursdays at 16:00 it is in English.',
        'Parfait. For two adults and one very curious seven-year-old 😅',
        '> Curious ones go free. Shall we reserve?',
        'Oui, please! Thursday then.',
        'Merci beaucoup, à bientôt ⛵️',
      ],
      [
        'Is there a place nearby where we can leave a big suitcase?',
        'We come straight from the train station.',
        '> You can leave it behind our counter, no problem.',
        'How kind, thank you!',
      ],
    ],
  },
  {
    id: '1602510301013850',
    username: 'nina.grafik',
    name: 'Nina Schäfer',
    topics: [
      [
        'Hallo zusammen, wir sind ein Designbüro um die Ecke (12 Leute).',
        'Macht ihr auch Bürobelieferung mit Bohnen?',
        '> Hallo Nina! Ja, ab 2 kg im Monat, mit dem Lastenrad 🚲',
        'Das klingt großartig. Was kostet das ungefähr?',
        '> 24 € pro Kilo, Lieferung inklusive. Wir schicken dir ein Angebot.',
        'Bitte an buero@grafik-schaefer.example, danke!',
      ],
      [
        'Die erste Lieferung ist da – das ganze Büro duftet 😍',
        'Könnten wir nächstes Mal halb Espresso, halb Filter haben?',
        '> Klar, ist notiert!',
        'Danke euch, schönes Wochenende! 🌞',
      ],
    ],
  },
]
