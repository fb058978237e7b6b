const DESCRIPTIONS: Record<string, { word: string; why: string }> = {
  hidden_by_owner: {
    word: 'hidden',
    why: 'The like count of this post is hidden in Instagram, so Instagram doesn’t give it.',
  },
  not_provided: { word: 'not given', why: 'Instagram didn’t give this number.' },
}

/** Says why a metric has no value: a word for the cell, a sentence for who asks. */
export function describeAbsence(absence: string | null | undefined): { word: string; why: string } {
  if (!absence) return { word: 'not read yet', why: 'Sandpiper has not read this number yet.' }
  return DESCRIPTIONS[absence] ??
    { word: 'not available', why: `Instagram gives no number here (${absence}).` }
}
