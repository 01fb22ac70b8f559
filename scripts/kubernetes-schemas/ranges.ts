import { NEWEST, OLDEST } from './sources.ts';

/** Something that is so in the versions from … to …. */
export interface Ranged {
  readonly text: string;
  readonly from: number;
  to: number;
}

/** Notes that `key` is `text` in a version; versions come in order. */
export function ranged(map: Map<string, Ranged[]>, key: string, text: string, minor: number): void {
  const all = map.get(key) ?? [];
  map.set(key, all);
  const last = all.at(-1);
  if (last?.text === text && last.to === minor - 1) last.to = minor;
  else all.push({ text, from: minor, to: minor });
}

/** `text` where it is so in all versions, else `text@from-to` with open ends; several where it changed. */
export function entryOf(all: readonly Ranged[]): string | string[] {
  const texts = all.map(({ text, from, to }) => {
    if (from === OLDEST && to === NEWEST) return text;
    return `${text}@${from === OLDEST ? '' : String(from)}-${to === NEWEST ? '' : String(to)}`;
  });
  const [first] = texts;
  return texts.length === 1 && first !== undefined ? first : texts;
}
