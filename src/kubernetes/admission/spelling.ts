import { similarWord } from '../../lint/similar-word.ts';

/** The word that was meant: but for capitals the same, or with one or two other letters. */
export function spelling(word: string, known: readonly string[]): string | undefined {
  const small = word.toLowerCase();
  return known.find((one) => one.toLowerCase() === small) ?? similarWord(word, known);
}
