import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The texts of a project, by path. */
export type Texts = Record<string, string>;

/** A file as an edit leaves it; `text` null: it is gone. */
export interface Edit {
  readonly file: string;
  readonly text: string | null;
  /** What was done, for who reads a failure. */
  readonly what: string;
}

type Below = (bound: number) => number;

const SAMPLES = path.join(import.meta.dirname, '..', '..', 'samples');

/** Texts of the samples' files. */
export function sampleTexts(files: Iterable<string>): Texts {
  const texts: Texts = {};
  for (const file of files) texts[file] = readFileSync(path.join(SAMPLES, file), 'utf8');
  return texts;
}

/** What people do to source, one at a time: most keep it Go, some do not. */
const CHANGES: readonly (readonly [what: string, change: (text: string, below: Below) => string])[] = [
  ['comment', (text, below) => insertLine(text, below, `// note ${below(99)}`)],
  ['comment', (text, below) => replaceOne(text, /\n/g, below, () => ' // note\n')],
  ['blank line', (text, below) => insertLine(text, below, '')],
  ['blanks', (text, below) => replaceOne(text, /[ \t]/g, below, (was) => `${was}  `)],
  ['port', (text, below) => replaceOne(text, /\b\d{4}\b/g, below, () => String(1000 + below(9000)))],
  ['number', (text, below) => replaceOne(text, /\b\d+\b/g, below, () => String(below(100)))],
  ['string', (text, below) => replaceOne(text, /"[^"\n]*"/g, below, (was) => `${was.slice(0, -1)}${below(10)}"`)],
  ['variable', (text, below) => replaceOne(text, /"[A-Z][A-Z_]{2,}"/g, below, () => `"RENAMED_${below(5)}"`)],
  ['path', (text, below) => replaceOne(text, /\/[a-z]+(?=["{/])/g, below, () => `/other${below(5)}`)],
  ['rename', (text, below) => rename(text, below)],
  [
    'remove function',
    (text, below) => replaceOne(text, /^func [^\n]*\{\n(?:[^}\n][^\n]*\n|\n)*\}\n/gm, below, () => ''),
  ],
  ['add function', (text, below) => `${text}\nfunc added${below(5)}(name string) string { return os.Getenv(name) }\n`],
  ['call', (text, below) => insertAfter(text, /^func [^\n]*\{\n/gm, below, `\t_ = os.Getenv("CALL_${below(5)}")\n`)],
  [
    'serve',
    (text, below) => insertAfter(text, /^func [^\n]*\{\n/gm, below, `\thttp.ListenAndServe(":${below(9)}000", nil)\n`),
  ],
  ['remove line', (text, below) => replaceOne(text, /^\t[^\n]*\n/gm, below, () => '')],
  ['remove import', (text, below) => replaceOne(text, /^\t(?:\w+ )?"[\w./-]+"\n/gm, below, () => '')],
  [
    'add import',
    (text, below) => insertAfter(text, /^import \(\n/gm, below, `\t${below(2) ? '_ ' : ''}"net/http/pprof"\n`),
  ],
  [
    'result',
    (text, below) => replaceOne(text, /^(func [^\n]*\)) \w+ \{/gm, below, (was) => was.replace(/\w+ \{$/, 'any {')),
  ],
  ['cut off', (text, below) => text.slice(0, below(text.length))],
];

/** What people do to a Dockerfile or a manifest. */
const OTHER_CHANGES: typeof CHANGES = [
  ['number', (text, below) => replaceOne(text, /\b\d+\b/g, below, () => String(below(9999)))],
  ['path', (text, below) => replaceOne(text, /\/[a-z]+/g, below, () => `/other${below(5)}`)],
  ['word', (text, below) => replaceOne(text, /\b[A-Za-z]{4,}\b/g, below, (was) => `${was}${below(3)}`)],
  ['variable', (text, below) => replaceOne(text, /\b[A-Z][A-Z_]{2,}\b/g, below, () => `RENAMED_${below(5)}`)],
  ['remove line', (text, below) => replaceOne(text, /^[^\n]*\n/gm, below, () => '')],
  ['same line twice', (text, below) => replaceOne(text, /^[^\n]*\n/gm, below, (was) => was + was)],
  ['blank line', (text, below) => insertLine(text, below, '')],
];

/** The next edit of a project; `original`: how it was, so that what broke comes back now and then. */
export function randomEdit(texts: Readonly<Texts>, original: Readonly<Texts>, below: Below): Edit {
  const files = Object.keys(original);
  const pick = <Item>(items: readonly Item[]) => items[below(items.length)] as Item;
  const file = pick(files);
  const text = texts[file];
  const kind = below(20);
  if (text === undefined || kind < 5) return { file, text: original[file] ?? '', what: 'as it was' };
  if (kind === 5) return { file, text: null, what: 'remove' };
  const isGo = file.endsWith('.go');
  if (kind === 6) {
    const copy = isGo ? file.replace(/\.go$/, '_copy.go') : `copy/${file}`;
    return { file: copy, text: texts[copy] === undefined ? text : null, what: 'copy of a file' };
  }
  const [what, change] = pick(isGo ? CHANGES : OTHER_CHANGES);
  return { file, text: change(text, below), what };
}

/** Does it. */
export function applyEdit(texts: Texts, { file, text }: Edit): void {
  if (text === null) Reflect.deleteProperty(texts, file);
  else texts[file] = text;
}

function insertLine(text: string, below: Below, line: string): string {
  const lines = text.split('\n');
  lines.splice(below(lines.length), 0, line);
  return lines.join('\n');
}

function replaceOne(text: string, pattern: RegExp, below: Below, by: (was: string) => string): string {
  const found = [...text.matchAll(pattern)];
  const one = found[below(Math.max(found.length, 1))];
  return one ? text.slice(0, one.index) + by(one[0]) + text.slice(one.index + one[0].length) : text;
}

function insertAfter(text: string, pattern: RegExp, below: Below, inserted: string): string {
  return replaceOne(text, pattern, below, (was) => was + inserted);
}

/** Another name for a word, wherever it stands in the file. */
function rename(text: string, below: Below): string {
  const words = [...new Set(text.match(/\b[a-z][A-Za-z]{3,}\b/g) ?? [])];
  const word = words[below(Math.max(words.length, 1))];
  return word === undefined ? text : text.replace(new RegExp(`\\b${word}\\b`, 'g'), `${word}${below(3)}`);
}
