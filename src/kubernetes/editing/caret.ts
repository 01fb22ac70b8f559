import type { Range } from '../../lint/rule.ts';
import type { Field, Manifest, ManifestFile } from '../model.ts';
import { parseManifests } from '../parse.ts';
import { type Word, wordAt } from './word-at.ts';

/** Where something is typed in a manifest. */
export interface Caret {
  /** What is typed: a key of the map at `path`, or the value at `path`. */
  readonly place: 'key' | 'value';
  /** Keys and indexes from the object's root. */
  readonly path: readonly (string | number)[];
  /** The same in one text, with `#` for any index: `spec/ports/#/name`. */
  readonly route: string;
  /** Maps and lists around, the innermost first. */
  readonly around: readonly Field[];
  /** The object as it would be with a word typed here; offsets behind the word are not those of the text. */
  readonly manifest: Manifest;
  /** The document with that word. */
  readonly document: ManifestFile;
  readonly typed: string;
  readonly replace: Range;
  readonly quoted: boolean;
  /** True: a blank has to stand before a value. */
  readonly needsBlank: boolean;
  /** True: a colon is behind the key already. */
  readonly hasColon: boolean;
}

/** Stands where the word is typed, so that the text can be read whatever is typed so far; nobody writes it. */
const WORD = 'gantryCaret';

/** The places that a word typed at an offset may have: one, or two where it may become a key or a value. */
export function caretsAt(text: string, offset: number, file: string): Caret[] {
  const word = wordAt(text, offset);
  if (!word) return [];
  const document = documentAround(text, offset);
  const places: Caret['place'][] = word.place === 'either' ? ['key', 'value'] : [word.place];
  return places.flatMap((place) => caretOf(text, word, place, document, file) ?? []);
}

function caretOf(text: string, word: Word, place: Caret['place'], part: Range, file: string): Caret | undefined {
  const before = text.slice(part.start, word.start);
  const hasColon = word.place === 'key';
  const colon = place === 'key' && !hasColon ? (word.quoted ? '": ' : ': ') : '';
  const written = `${word.needsBlank ? ' ' : ''}${WORD}${colon}`;
  const whole = before + written + text.slice(word.quoted && colon !== '' ? word.end + 1 : word.end, part.end);
  // What is below may be broken; what is above was whole once.
  for (const attempt of [whole, `${before}${written}`]) {
    const document = parseManifests(attempt, file);
    if (document.helmTemplate) return undefined;
    for (const manifest of document.manifests) {
      const found = find(manifest.root, place, [], []);
      if (!found) continue;
      return {
        place,
        path: found.path,
        route: found.path.map((step) => (typeof step === 'number' ? '#' : step)).join('/'),
        around: found.around,
        manifest,
        document,
        typed: word.typed,
        replace: { start: word.start, end: word.end },
        quoted: word.quoted,
        needsBlank: word.needsBlank,
        hasColon,
      };
    }
  }
  return undefined;
}

interface Found {
  readonly path: readonly (string | number)[];
  readonly around: readonly Field[];
}

function find(
  field: Field,
  place: Caret['place'],
  path: readonly (string | number)[],
  around: readonly Field[],
): Found | undefined {
  if (field.kind === 'scalar') return place === 'value' && field.value === WORD ? { path, around } : undefined;
  const outer = [field, ...around];
  if (field.kind === 'list') {
    for (const [index, item] of field.items.entries()) {
      const found = find(item, place, [...path, index], outer);
      if (found) return found;
    }
    return undefined;
  }
  for (const { key, value, merged } of field.entries) {
    if (merged) continue;
    if (place === 'key' && key === WORD) return { path, around: outer };
    const found = find(value, place, [...path, key], outer);
    if (found) return found;
  }
  return undefined;
}

/** Whether a text of the caret's document is the word that stands at the caret. */
export function isCaret(text: string): boolean {
  return text === WORD;
}

/** The document of a stream that an offset is in. */
export function documentAround(text: string, offset: number): Range {
  let start = 0;
  let end = text.length;
  for (const { index, 0: marker } of text.matchAll(/^---(?:[ \t].*)?(?:\r?\n|$)/gm)) {
    if (index + marker.length <= offset) start = index + marker.length;
    else if (index >= offset) {
      end = index;
      break;
    }
  }
  return { start, end };
}
