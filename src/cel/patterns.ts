import { RE2JS } from '@bufbuild/re2';

const LONGEST_PATTERN = 1000;
const LONGEST_TEXT = 100_000;

/** Looks for a regular expression as CEL has them (RE2): that takes time in proportion to the text, whatever the pattern is. */
export function createMatcher(): (text: string, pattern: string) => boolean {
  const compiled = new Map<string, RE2JS>();
  const compile = (pattern: string): RE2JS => {
    if (pattern.length > LONGEST_PATTERN) throw new Error('the pattern is too long');
    const known = compiled.get(pattern);
    if (known) return known;
    const made = RE2JS.compile(pattern);
    if (compiled.size < 100) compiled.set(pattern, made);
    return made;
  };
  return (text, pattern) => {
    if (text.length > LONGEST_TEXT) throw new Error('the text is too long for a pattern');
    return compile(pattern).test(text);
  };
}
