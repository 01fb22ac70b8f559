import type { Report } from '../../lint/rule.ts';
import type { IgnoreLine, IgnorePattern } from '../files/ignore-file.ts';
import { belowLine, withoutLine } from './line-edits.ts';
import { type IgnoreRule, isPlain } from './subject.ts';

/** Who has more patterns has no one who reads them. */
const MOST = 300;
const EVERYTHING = ['*', '**', '**/*'];

export const ignoreExceptionWithoutEffect: IgnoreRule = {
  id: 'ignore-exception-without-effect',
  title: 'Put exceptions of .dockerignore behind what they except',
  severity: 'warning',
  aliases: [],
  why: 'The last pattern that matches a file decides. An exception (`!`) that stands before the pattern it is about is taken back by it, and one that no pattern before it concerns changes nothing.',
  exampleOf: 'dockerignore',
  examples: [
    { bad: '«!README.md»\n*.md\n', good: '*.md\n!README.md\n', fixed: true },
    { bad: '*\n«!cmd»\n!go.mod\ncmd\nbin\n', good: '*\n!go.mod\ncmd\n!cmd\nbin\n', fixed: true },
    { bad: 'bin\n«!go.mod»\ntmp\n', good: 'bin\ntmp\n', fixed: true },
  ],
  *check({ text, lines }): Iterable<Report> {
    const valid = lines.filter((line): line is Valid => line.pattern !== null);
    if (valid.length > MOST || !valid.every(({ pattern }) => isPlain(pattern))) return;
    for (const [index, line] of valid.entries()) {
      if (!line.exception || line.pattern.text === '.') continue;
      const range = { start: line.start, end: line.end };
      const taker = valid.slice(index + 1).findLast((later) => !later.exception && covers(later.pattern, line.pattern));
      if (taker) {
        yield {
          ...range,
          message: ['`{0}` below leaves out again what `{1}` takes back in', taker.written, line.written],
          fixes: [
            {
              title: ['Move `{0}` behind `{1}`, so that it counts', line.written, taker.written],
              safe: false,
              edits: [withoutLine(text, line), belowLine(text, taker, line.written)],
            },
          ],
        };
      } else if (
        !valid.slice(0, index).some((before) => !before.exception && mayConcern(before.pattern, line.pattern))
      ) {
        yield {
          ...range,
          message: ['Nothing above leaves `{0}` out, so that there is nothing to take back in', line.pattern.text],
          fixes: [{ title: ['Remove this line'], safe: true, edits: [withoutLine(text, line)] }],
        };
      }
    }
  },
};

type Valid = IgnoreLine & { readonly pattern: IgnorePattern };

/** Whether a pattern surely matches all that an exception matches. */
function covers(pattern: IgnorePattern, exception: IgnorePattern): boolean {
  if (pattern.text === exception.text || EVERYTHING.includes(pattern.text)) return true;
  return !isMagic(exception.text) && ancestry(exception.text).some(pattern.matches);
}

/** False: no file that the exception matches can be one that the pattern leaves out. */
function mayConcern(pattern: IgnorePattern, exception: IgnorePattern): boolean {
  const [left, right] = [pattern.text.split('/'), exception.text.split('/')];
  for (const [index, name] of left.entries()) {
    const other = right[index];
    // What lies below of the one may be what the other names.
    if (other === undefined || name.includes('**') || other.includes('**')) return true;
    if (isMagic(name) ? !isMagic(other) && !matchesName(pattern, index, other) : !isMagic(other) && name !== other) {
      return false;
    }
  }
  return true;
}

/** Only of a pattern's last name it is known what it matches. */
function matchesName({ text, matches }: IgnorePattern, index: number, name: string): boolean {
  const names = text.split('/');
  if (index !== names.length - 1 || names.slice(0, -1).some(isMagic)) return true;
  return matches([...names.slice(0, -1), name].join('/'));
}

function isMagic(text: string): boolean {
  return /[*?[\\]/.test(text);
}

function ancestry(path: string): string[] {
  const names = path.split('/');
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}
