/** Little conversations for generated accounts; a line that starts with `> ` is the business's. */
export const generatedTopics: string[][] = [
  ['Hi! Are you open on Sunday?', '> Hello! Yes, from 10 to 4.', 'Great, see you then 😊'],
  [
    'Is the green one still available?',
    '> One left! Shall we keep it for you until tomorrow?',
    'Yes please!',
    'I can be there at five.',
    '> Done. Just say your name at the counter.',
  ],
  [
    'Hallo, kann ich einen Gutschein auch online kaufen?',
    '> Hallo! Ja, über den Link in unserer Bio.',
    'Super, danke schön 🙏',
  ],
  ['Bonjour, vous livrez à Lyon ?', '> Bonjour ! Oui, en trois jours environ.', 'Merci beaucoup !'],
  ['Loved the last reel 😍', '> Thank you so much 💛'],
  [
    'My order has not arrived yet.',
    'It was supposed to be here on Monday.',
    '> We are sorry! Can you tell us the order number?',
    'It is 20418',
    '> Thank you. It is on its way, and arrives tomorrow.',
  ],
  ['How much is the beginners’ course?', '> 35 € a person, material included.', 'And for two?'],
  ['¿Tienen opciones veganas?', '> ¡Claro! Tres platos cada día.', '¡Genial!'],
]
