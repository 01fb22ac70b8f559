/** The shell patterns of `${name#…}`, `${name%…}` and `${name/…}`. */

/** Undefined: the pattern has a part that we do not decide. */
export function cutPrefix(value: string, pattern: string, longest: boolean): string | undefined {
  const matcher = expression(pattern, longest, '^', '');
  return matcher === undefined ? undefined : value.replace(matcher, '');
}

export function cutSuffix(value: string, pattern: string, longest: boolean): string | undefined {
  const matcher = expression(pattern, true, '^', '$');
  if (matcher === undefined || value.length > MOST_LETTERS) return undefined;
  const starts = Array.from({ length: value.length + 1 }, (_, index) => (longest ? index : value.length - index));
  const start = starts.find((index) => matcher.test(value.slice(index)));
  return start === undefined ? value : value.slice(0, start);
}

export function replaceMatches(value: string, pattern: string, text: string, all: boolean): string | undefined {
  const matcher = pattern === '' ? undefined : expression(pattern, true, '', '', all ? 'g' : '');
  return matcher === undefined ? undefined : value.replace(matcher, () => text);
}

/** Patterns come from the file: what could make a regular expression slow is left undecided. */
const MOST_LETTERS = 500;
const MOST_STARS = 3;

function expression(pattern: string, greedy: boolean, before: string, after: string, flags = ''): RegExp | undefined {
  if (pattern.length > MOST_LETTERS || pattern.includes('[') || pattern.split('*').length - 1 > MOST_STARS) {
    return undefined;
  }
  const source = pattern.replace(/\\(.)|([*?])|[.+^${}()|\]\\]/gs, (matched, escaped?: string, wild?: string) => {
    if (wild !== undefined) return wild === '?' ? '.' : greedy ? '.*' : '.*?';
    return (escaped ?? matched).replace(/[^\w\s]/g, '\\$&');
  });
  return new RegExp(`${before}${source}${after}`, `s${flags}`);
}
