import { isPlain } from '../plain.ts';

/** Keys that there must be, each with what its value must match; undefined: anything. */
export type Wanted = readonly (readonly [key: string, pattern: RegExp | undefined])[];

/** Reads `{ owner: null, email: '.+@.+' }`; what cannot be read as a regular expression is left out, and so asks for nothing more. */
export function wantedOf(option: unknown, otherwise: Wanted): Wanted {
  if (!isPlain(option)) return otherwise;
  return Object.entries(option).map(([key, value]) => [key, typeof value === 'string' ? patternOf(value) : undefined]);
}

export function isWanted(value: string | undefined, pattern: RegExp | undefined): boolean {
  return value !== undefined && (pattern?.test(value) ?? true);
}

function patternOf(text: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${text})$`);
  } catch {
    return undefined;
  }
}
