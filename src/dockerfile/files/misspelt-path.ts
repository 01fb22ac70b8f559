import type { EntryKind } from './file-tree.ts';
import { similarWord } from '../../lint/similar-word.ts';

type Entries = ReadonlyMap<string, EntryKind> | undefined;

/** In larger folders nobody looks for what a name could mean. */
const MOST = 500;
/** Folders that builds make: their names are no typing errors of others. */
const MADE = /^(?:dist|build|builds|bin|out|output|outputs|target|targets|release|releases|public|generated|vendor)$/i;

/** The path that is there where one of the names of `path` has a typing error; the rest of it has to be there, too. */
export function misspeltPath(path: string, list: (folder: string) => Entries): string | undefined {
  const names = path.split('/');
  for (const [index, name] of names.entries()) {
    const folder = names.slice(0, index).join('/');
    const entries = list(folder);
    const kind = entries?.get(name);
    if (kind === 'folder') continue;
    if (kind !== undefined || !entries || entries.size > MOST) return undefined;
    const meant = misspeltName(name, entries, index === names.length - 1);
    const whole = meant === undefined ? undefined : [...names.slice(0, index), meant, ...names.slice(index + 1)];
    return whole && reaches(whole, list) ? whole.join('/') : undefined;
  }
  return undefined;
}

function misspeltName(name: string, entries: ReadonlyMap<string, EntryKind>, isLast: boolean): string | undefined {
  const others = [...entries].filter(([, kind]) => kind !== 'unseen' && (isLast || kind === 'folder'));
  const capitals = others.filter(([other]) => other.toLowerCase() === name.toLowerCase());
  if (capitals.length > 0) return capitals.length === 1 ? capitals[0]?.[0] : undefined;
  const [stem, extension] = parts(name);
  // Short names are near to one another, and files without an extension are what builds make.
  if (stem.length < 4 || MADE.test(name)) return undefined;
  const candidates = others.filter(
    ([other, kind]) =>
      parts(other)[1] === extension && (extension !== '' || kind === 'folder') && !differByNumber(name, other),
  );
  const meant = similarWord(
    stem,
    candidates.map(([other]) => parts(other)[0]),
  );
  if (meant === undefined || (stem.length < 8 && !oneStep(stem, meant))) return undefined;
  const found = `${meant}${extension}`;
  return candidates.some(([other]) => other === found) ? found : undefined;
}

/** `nginx` and `.conf`; of names that begin with a dot all is the stem. */
function parts(name: string): [stem: string, extension: string] {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
}

/** `v1` and `v2` are two things. */
function differByNumber(a: string, b: string): boolean {
  return a !== b && a.replace(/\d+/g, '') === b.replace(/\d+/g, '');
}

/** One letter more, less or another, or two neighbours swapped. */
function oneStep(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const [left, right] = [a.slice(start), b.slice(start)];
  if (left.length !== right.length) return left.slice(1) === right || left === right.slice(1);
  return (
    left.slice(1) === right.slice(1) ||
    (left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2))
  );
}

function reaches(names: readonly string[], list: (folder: string) => Entries): boolean {
  return list(names.slice(0, -1).join('/'))?.has(names.at(-1) ?? '') === true;
}
