import { type Alias, isAlias, isMap, isNode, isPair, isScalar, isSeq, type Node, type Pair } from 'yaml';
import type { Range } from '../lint/rule.ts';
import type { Entry, Field } from './model.ts';
import { octalOr } from './yaml/plain-value.ts';

/** Nodes that aliases may copy in one document; more is an attack, and reads as null. */
const MOST_COPIED = 50_000;
const MOST_NESTED = 200;

export interface Converter {
  readonly convert: (node: unknown) => Field;
  /** Whether something was met that only a template leaves: `{{ x }}` outside quotes and block scalars. */
  readonly sawTemplate: () => boolean;
  readonly faults: () => readonly Fault[];
}

/** What the library does not say, or not in linear time. */
export interface Fault extends Range {
  readonly kind: 'duplicate-key' | 'unknown-alias';
  readonly name: string;
}

const NOTHING: Field = { start: 0, end: 0, kind: 'scalar', value: null };

/** Turns one document's nodes of the library into our plain ones, aliases and merge keys resolved. */
export function createConverter(text: string): Converter {
  /** As met so far: the library's own look-up walks the whole document for each alias. */
  const anchors = new Map<string, Node>();
  const faults: Fault[] = [];
  let copied = 0;
  let aliasesAround = 0;
  let template = false;
  return { convert: (node) => convert(node, 0), sawTemplate: () => template, faults: () => faults };

  function convert(node: unknown, depth: number): Field {
    if (depth > MOST_NESTED) return { ...NOTHING, ...rangeOf(node) };
    if (aliasesAround > 0 && ++copied > MOST_COPIED) return { ...NOTHING, ...rangeOf(node) };
    if (isAlias(node)) return { ...resolve(node, depth), ...rangeOf(node) };
    if (isNode(node) && node.anchor !== undefined) anchors.set(node.anchor, node);
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
    return NOTHING;
  }

  function resolve(alias: Alias, depth: number): Field {
    const target = anchors.get(alias.source);
    if (!target) {
      faults.push({ ...rangeOf(alias), kind: 'unknown-alias', name: alias.source });
      return NOTHING;
    }
    aliasesAround++;
    const field = convert(target, depth + 1);
    aliasesAround--;
    return field;
  }

  function entriesOf(pairs: readonly Pair[], depth: number): Entry[] {
    const own: Entry[] = [];
    const merged: Entry[] = [];
    for (const { key, value } of pairs) {
      if (!isScalar(key)) {
        template = true;
        continue;
      }
      if (key.anchor !== undefined) anchors.set(key.anchor, key);
      // With merging on, the library gives `<<` a symbol for its value.
      const name = typeof key.value === 'symbol' ? '<<' : String(key.value);
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
    const names = new Set<string>();
    for (const { key, keyRange } of own) {
      if (names.has(key) && aliasesAround === 0) faults.push({ ...keyRange, kind: 'duplicate-key', name: key });
      names.add(key);
    }
    if (merged.length === 0) return own;
    // What is written here wins; of several sources, the first.
    const inherited = merged.filter(({ key }) => !names.has(key) && names.add(key));
    return [...own, ...inherited];
  }

  function scalar(node: {
    value: unknown;
    type?: string | undefined;
    source?: string | undefined;
  }): string | number | boolean | null {
    const { value, type, source } = node;
    if (typeof value === 'string' && type === 'PLAIN') {
      if (value.includes('{{')) template = true;
      // kubectl reads YAML 1.1 here.
      if (/^(?:yes|Yes|YES|on|On|ON)$/.test(value)) return true;
      if (/^(?:no|No|NO|off|Off|OFF)$/.test(value)) return false;
    }
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      return typeof value === 'number' && source !== undefined ? (octalOr(source) ?? value) : value;
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
