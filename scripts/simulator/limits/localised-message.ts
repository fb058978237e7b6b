import type { Behaviour } from '../behaviour/behaviour.ts'
import type { GraphError } from '../graph/graph-error.ts'

type Language = Behaviour['language']
type Translated = Record<Exclude<Language, 'en'>, string>

/** Our own words for the commonest errors; what counts is that they are not English. */
const TEXTS: Partial<Record<number, Translated>> = {
  1: {
    de: 'Ein unbekannter Fehler ist aufgetreten',
    fr: 'Une erreur inconnue s’est produite',
    pt: 'Ocorreu um erro desconhecido',
    sv: 'Ett okänt fel uppstod',
  },
  4: {
    de: 'Die Anwendung hat ihr Anfragelimit erreicht',
    fr: 'La limite de requêtes de l’application est atteinte',
    pt: 'O limite de solicitações do aplicativo foi atingido',
    sv: 'Gränsen för appens förfrågningar har nåtts',
  },
  10: {
    de: 'Die Anwendung hat keine Berechtigung für diese Aktion',
    fr: 'L’application n’est pas autorisée à effectuer cette action',
    pt: 'O aplicativo não tem permissão para esta ação',
    sv: 'Appen saknar behörighet för den här åtgärden',
  },
  100: {
    de: 'Ungültiger Parameter',
    fr: 'Paramètre non valide',
    pt: 'Parâmetro inválido',
    sv: 'Ogiltig parameter',
  },
  190: {
    de: 'Fehler beim Prüfen des Zugriffsschlüssels',
    fr: 'Erreur lors de la validation du jeton d’accès',
    pt: 'Erro ao validar o token de acesso',
    sv: 'Fel vid kontroll av åtkomsttoken',
  },
}

const ANY: Translated = {
  de: 'Es ist ein Fehler aufgetreten',
  fr: 'Une erreur s’est produite',
  pt: 'Ocorreu um erro',
  sv: 'Ett fel uppstod',
}

/** By code and subcode, where a context has words of its own. */
const BY_SUBCODE: Partial<Record<string, Translated>> = {
  'not_enough_viewers': {
    de: 'Nicht genug Zuschauer, um Insights für dieses Medium anzuzeigen',
    fr: 'Pas assez de spectateurs pour afficher les statistiques de ce contenu',
    pt: 'Não há visualizadores suficientes para que a mídia mostre insights',
    sv: 'Inte tillräckligt många tittare för att visa insikter',
  },
  '2108006': {
    de: 'Das Medium wurde vor der Umwandlung in ein Business-Konto gepostet',
    fr: 'Contenu publié avant la conversion en compte professionnel',
    pt: 'Mídia publicada antes da conversão para conta comercial',
    sv: 'Inlägget publicerades före bytet till företagskonto',
  },
}

/** An error's message in a language: by code alone, as a client must not rely on the words. */
export function localisedMessage(error: GraphError, language: Language): string {
  if (language === 'en') return error.message
  const isViewers = error.code === 10 && error.message.startsWith('Not enough viewers')
  const special = BY_SUBCODE[isViewers ? 'not_enough_viewers' : String(error.subcode)]
  return (special ?? TEXTS[error.code] ?? ANY)[language]
}

/** Titles of metrics in a language; the name itself where we have no words. */
export function localisedTitle(title: string, language: Language): string {
  if (language === 'en') return title
  const titles: Partial<Record<string, Translated>> = {
    Views: { de: 'Aufrufe', fr: 'Vues', pt: 'Visualizações', sv: 'Visningar' },
    Likes: { de: 'Gefällt mir', fr: 'J’aime', pt: 'Curtidas', sv: 'Gillamarkeringar' },
    Comments: { de: 'Kommentare', fr: 'Commentaires', pt: 'Comentários', sv: 'Kommentarer' },
    Shares: { de: 'Geteilte Inhalte', fr: 'Partages', pt: 'Compartilhamentos', sv: 'Delningar' },
    Reach: { de: 'Reichweite', fr: 'Portée', pt: 'Alcance', sv: 'Räckvidd' },
  }
  return titles[title]?.[language] ?? `${title} (${language})`
}
