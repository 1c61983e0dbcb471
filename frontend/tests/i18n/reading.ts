/** Flesch-Kincaid, the school year in which a text can be read: close enough for a guard, no more. */

const VOWELS = /[aeiouy]+/g;

export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z']+/g) ?? [];
}

/** Groups of vowels, without a silent e at the end. */
export function syllables(word: string): number {
  const spoken = word.replace(/(?:[^laeiouy]es|[^aeiouyldt]ed|[^laeiouy]e)$/, "");
  return Math.max(1, spoken.match(VOWELS)?.length ?? 1);
}

export function gradeOf(text: string): number {
  const words = wordsOf(text);
  const sentences = text.split(/[.!?:]+/).filter((part) => wordsOf(part).length > 0).length;
  const spoken = words.reduce((sum, word) => sum + syllables(word), 0);
  return 0.39 * (words.length / sentences) + 11.8 * (spoken / words.length) - 15.59;
}
