import { type Document, isAlias, isMap, isPair, isScalar, isSeq, type Node, type Pair } from 'yaml';
import type { Range } from '../lint/rule.ts';
import type { Entry, Field } from './model.ts';

/** Aliases resolved in one document at the most; more is an attack, and reads as null. */
const MOST_ALIASES = 1000;
const MOST_NESTED = 200;

export interface Converter {
  readonly convert: (node: unknown) => Field;
  /** Whether something was met that only a template leaves: `{{ x }}` outside quotes and block scalars. */
  readonly sawTemplate: () => boolean;
}

/** Turns the library's nodes into our plain ones, aliases and merge keys resolved. */
export function createConverter(document: Document.Parsed, text: string): Converter {
  let aliases = 0;
  let template = false;
  return { convert: (node) => convert(node, 0), sawTemplate: () => template };

  function convert(node: unknown, depth: number): Field {
    if (depth > MOST_NESTED) return { ...rangeOf(node), kind: 'scalar', value: null };
    if (isAlias(node)) return { ...resolve(node, depth), ...rangeOf(node) };
    if (isMap(node)) {
      return { ...rangeOf(node), kind: 'map', entries: entriesOf(node.items, depth), flow: node.flow === true };
    }
    if (isSeq(node)) {
      const items = node.items.map((item) =>
        isPair(item) ? convert(item.value, depth + 1) : convert(item, depth + 1),
      );
      return { ...rangeOf(node), kind: 'list', items, flow: node.flow === true };
    }
    if (isScalar(node)) return { ...rangeOf(node), kind: 'scalar', value: scalar(node) };
    return { start: 0, end: 0, kind: 'scalar', value: null };
  }

  function resolve(node: Node, depth: number): Field {
    const target = isAlias(node) && ++aliases <= MOST_ALIASES ? node.resolve(document) : undefined;
    return target ? convert(target, depth + 1) : { start: 0, end: 0, kind: 'scalar', value: null };
  }

  function entriesOf(pairs: readonly Pair[], depth: number): Entry[] {
    const own: Entry[] = [];
    const merged: Entry[] = [];
    for (const { key, value } of pairs) {
      if (!isScalar(key)) {
        template = true;
        continue;
      }
      const name = String(key.value);
      const keyRange = rangeOf(key);
      const field =
        value === null
          ? { start: keyRange.end, end: keyRange.end, kind: 'scalar' as const, value: null }
          : convert(value, depth + 1);
      if (name !== '<<') own.push({ key: name, keyRange, value: field, merged: false });
      else {
        for (const source of field.kind === 'list' ? field.items : [field]) {
          if (source.kind === 'map') merged.push(...source.entries.map((entry) => ({ ...entry, merged: true })));
        }
      }
    }
    const names = new Set(own.map(({ key }) => key));
    return [...own, ...merged.filter(({ key }) => !names.has(key))];
  }

  function scalar(node: { value: unknown; type?: string | undefined }): string | number | boolean | null {
    const { value, type } = node;
    if (typeof value === 'string' && type === 'PLAIN' && value.includes('{{')) template = true;
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      return value;
    return typeof value === 'bigint' ? String(value) : null;
  }

  /** Without the blanks and line ends behind a block. */
  function rangeOf(node: unknown): Range {
    const [start, end] = (node as Node | null)?.range ?? [0, 0];
    let last = Math.min(end, text.length);
    while (last > start && /\s/.test(text[last - 1] as string)) last--;
    return { start: Math.min(start, text.length), end: Math.max(last, Math.min(start, text.length)) };
  }
}
