import type { Range } from '../../lint/rule.ts';
import type { Field } from '../model.ts';

/** A range of a file of the workspace. */
export interface NodePlace extends Range {
  readonly file: string;
}

/** A part of an object on its way through kustomizations, which knows where it is written. */
export type Node = MapNode | ListNode | ScalarNode;

export interface MapNode {
  readonly kind: 'map';
  readonly entries: readonly NodeEntry[];
  readonly place: NodePlace;
}

export interface NodeEntry {
  readonly key: string;
  readonly keyPlace: NodePlace;
  readonly value: Node;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly Node[];
  readonly place: NodePlace;
}

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  readonly place: NodePlace;
}

/** Where a range of a text that was parsed stands in a file. */
export type PlaceOf = (range: Range) => NodePlace;

export function nodeOf(field: Field, placeOf: PlaceOf): Node {
  const place = placeOf(field);
  if (field.kind === 'scalar') return { kind: 'scalar', value: field.value, place };
  if (field.kind === 'list') return { kind: 'list', items: field.items.map((item) => nodeOf(item, placeOf)), place };
  const entries = field.entries.map(({ key, keyRange, value }) => ({
    key,
    keyPlace: placeOf(keyRange),
    value: nodeOf(value, placeOf),
  }));
  return { kind: 'map', entries, place };
}

export function child(node: Node | undefined, key: string): Node | undefined {
  return node?.kind === 'map' ? node.entries.find((one) => one.key === key)?.value : undefined;
}

export function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null ? String(node.value) : undefined;
}

export function plainOf(node: Node): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plainOf);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainOf(value)]));
}

export function scalarsIn(node: Node): readonly ScalarNode[] {
  if (node.kind === 'scalar') return [node];
  return (node.kind === 'map' ? node.entries.map(({ value }) => value) : node.items).flatMap(scalarsIn);
}

/** `place`: of the key, where it is not there yet. */
export function withChild(node: Node, key: string, value: Node, place: NodePlace): Node {
  if (node.kind !== 'map') return node;
  const index = node.entries.findIndex((one) => one.key === key);
  const known = node.entries[index];
  if (known?.value === value) return node;
  return {
    ...node,
    entries: known ? node.entries.with(index, { ...known, value }) : [...node.entries, { key, keyPlace: place, value }],
  };
}
