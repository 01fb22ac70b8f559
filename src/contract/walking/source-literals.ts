import type { Range } from '../../lint/rule.ts';

/** The characters of a name where a string of the source at a place is just that, or a struct tag holds it; undefined elsewhere. */
export function nameIn(text: string, place: Range, name: string): Range | undefined {
  const escaped = escape(name);
  // A tag says several things of one field: the one about the environment is meant.
  const tag = find(text, place, new RegExp(`\\w*(?:env|config)\\w*:"(${escaped})(?=[",])`, 'di'));
  return tag ?? find(text, place, new RegExp(`["\`](${escaped})["\`]`, 'd')) ?? undefined;
}

/** What stands between quotes around a place of a line, without the method before a path; undefined where nothing does. */
export function literalAt(text: string, offset: number): (Range & { readonly value: string }) | undefined {
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  const [start, end] = [text.slice(line, offset), text.slice(offset)];
  const [before = ''] = /[^"`]*$/.exec(start) ?? [];
  const [after = ''] = /^[^"`\n]*/.exec(end) ?? [];
  const value = /^(?:[A-Z]+ +)?(.+)$/.exec(before + after)?.[1];
  if (value === undefined || before.length === start.length) return undefined;
  const until = offset + after.length;
  return { value, start: until - value.length, end: until };
}

/** The same of a path, which may have a method before it. */
export function pathIn(text: string, place: Range, path: string): Range | undefined {
  return find(text, place, new RegExp(`["\`](?:[A-Z]+[ \\t]+)?(${escape(path)})["\`]`, 'd'));
}

/** The digits of a port: in `":8080"`, in `"8080"`, or as a number. */
export function portIn(text: string, place: Range, port: number): Range | undefined {
  const inString = find(text, place, new RegExp(`["\`](?:[^"\`\\s]*:)?(${port})["\`]`, 'd'));
  return inString ?? find(text, place, new RegExp(`(?<![\\w."\`])(${port})(?![\\w."\`])`, 'd'));
}

/** The digits of a port in the one string of a source that is an address with it, or just it. */
export function onlyPortIn(text: string, port: number): Range | undefined {
  const [first, second] = [...text.matchAll(new RegExp(`["\`](?:[\\w.[\\]-]*:)?(${port})["\`]`, 'dg'))];
  const range = second ? undefined : first?.indices?.[1];
  return range && { start: range[0], end: range[1] };
}

/** The digits of a port at the end of a value: `8080`, `:8080`, `PORT=0.0.0.0:8080`. */
export function portAtEnd(text: string, { start, end }: Range, port: number): Range | undefined {
  return find(text, { start, end }, new RegExp(`(?<![\\w.])(${port})(?=["'\\s]*$)`, 'd'));
}

/** The digits of a port wherever a text asks the container itself: `http://localhost:8080/healthz`, `-addr=:9000`. */
export function portsInAddresses(text: string, { start, end }: Range, port: number): Range[] {
  const pattern = new RegExp(
    `(?:^|[\\s"'=/])(?:localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|\\[::1?\\])?:(${port})(?!\\d)`,
    'dg',
  );
  return [...text.slice(start, end).matchAll(pattern)].map(({ indices }) => {
    const [from, until] = indices?.[1] ?? [0, 0];
    return { start: start + from, end: start + until };
  });
}

function find(text: string, { start, end }: Range, pattern: RegExp): Range | undefined {
  const range = pattern.exec(text.slice(start, end))?.indices?.[1];
  return range && { start: start + range[0], end: start + range[1] };
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
