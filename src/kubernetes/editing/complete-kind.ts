import type { Completion } from '../../lint/editing.ts';
import type { Range } from '../../lint/rule.ts';
import { documentAround } from './caret.ts';

/**
 * `kind` and `apiVersion` of the document around an offset, each by what the other says; `kinds` are all that are known, as
 * `apiVersion/kind`. Undefined where something else is typed.
 */
export function completeKind(text: string, offset: number, kinds: Iterable<string>): Completion[] | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const [head, quote = '', name, colon = ''] =
    /^(["']?)(apiVersion|kind)\1(:[ \t]*)["']?[\w./-]*$/.exec(text.slice(lineStart, offset)) ?? [];
  if (head === undefined) return undefined;
  const blank = /\s$/.test(colon) ? '' : ' ';
  const start = lineStart + head.length - (/[\w./-]*$/.exec(head)?.[0].length ?? 0);
  const end = offset + (/^[\w./-]*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0);
  const replace = blank === '' ? { start, end } : { start: offset, end };
  const part = documentAround(text, offset);
  const other = valueOf(text.slice(part.start, part.end), name === 'kind' ? 'apiVersion' : 'kind');
  const found = new Set<string>();
  for (const one of kinds) {
    const slash = one.lastIndexOf('/');
    const [apiVersion, kind] = [one.slice(0, slash), one.slice(slash + 1)];
    if (name === 'kind' ? other === '' || apiVersion === other : other === '' || kind === other)
      found.add(name === 'kind' ? kind : apiVersion);
  }
  return [...found].sort(byLikeness).map((label) => item(label, `${quote === '' ? blank : ''}${label}`, replace));
}

function item(label: string, insert: string, replace: Range): Completion {
  return { label, kind: 'value', insert, replace };
}

/** Stable versions before those that come and go. */
function byLikeness(a: string, b: string): number {
  const isEarly = (one: string) => Number(/(?:alpha|beta)\d+$/.test(one));
  return isEarly(a) - isEarly(b) || (a < b ? -1 : 1);
}

function valueOf(text: string, key: string): string {
  return new RegExp(`^["']?${key}["']?\\s*:\\s*["']?([\\w./-]*)`, 'm').exec(text)?.[1] ?? '';
}
