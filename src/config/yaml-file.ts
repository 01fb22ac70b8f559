import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml';
import type { Range, Report } from '../lint/rule.ts';
import type { Message } from '../words/message.ts';

/** A configuration file while it is read: what is wrong goes to `problems`, at its place. */
export interface YamlFile {
  readonly text: string;
  /** The map that the file is; null where it is empty or no map. */
  readonly root: YAMLMap | null;
  readonly problems: Report[];
}

/** Parses a configuration file; never throws. `notMap` is said where the file is something else than a map. */
export function readYaml(text: string, notMap: Message): YamlFile {
  const problems: Report[] = [];
  const document = parseDocument(text, { prettyErrors: false });
  for (const { message, pos } of document.errors) {
    problems.push({ ...inside(pos[0], pos[1], text), message: ['YAML cannot be read: {0}', message] });
  }
  const root = document.contents;
  if (root !== null && !isMap(root) && !(isScalar(root) && root.value === null)) {
    problems.push({ ...rangeOf(root, text), message: notMap });
  }
  return { text, root: isMap(root) ? root : null, problems };
}

/** The entries of a map with their keys as text. */
export function entriesOf(map: YAMLMap | null): readonly { key: string; at: Node; value: Node | null }[] {
  return (map?.items ?? []).map(({ key, value }: Pair) => ({
    key: isScalar(key) ? String(key.value) : '',
    at: key as Node,
    value: value as Node | null,
  }));
}

export function valueOf(map: YAMLMap | null, key: string): Node | undefined {
  return map?.get(key, true);
}

/** Texts of a list, with their places; a lone text is a list of one. Anything else is a problem: `otherwise`. */
export function textsOf(
  file: YamlFile,
  node: Node | null | undefined,
  otherwise: Message,
): readonly { text: string; at: Node }[] {
  if (node === undefined || node === null || (isScalar(node) && node.value === null)) return [];
  if (isScalar(node)) return [{ text: String(node.value), at: node }];
  if (isSeq(node)) {
    const items = node.items as Node[];
    const scalars = items.filter((item) => isScalar(item));
    if (scalars.length === items.length) return scalars.map((item) => ({ text: String(item.value), at: item }));
  }
  problem(file, node, otherwise);
  return [];
}

/** The map at a key; a problem where something else stands there. */
export function mapOf(file: YamlFile, node: Node | null | undefined, otherwise: Message): YAMLMap | null {
  if (node === undefined || node === null || (isScalar(node) && node.value === null)) return null;
  if (isMap(node)) return node;
  problem(file, node, otherwise);
  return null;
}

/** True or false; a problem where something else stands there. */
export function booleanOf(file: YamlFile, node: Node | null | undefined, otherwise: Message): boolean | undefined {
  if (node === undefined || node === null) return undefined;
  const value = isScalar(node) ? node.value : undefined;
  if (value === true || (typeof value === 'string' && /^(?:yes|on|y)$/i.test(value))) return true;
  if (value === false || (typeof value === 'string' && /^(?:no|off|n)$/i.test(value))) return false;
  problem(file, node, otherwise);
  return undefined;
}

export function problem(file: YamlFile, at: Node | null, message: Message): void {
  file.problems.push({ ...rangeOf(at, file.text), message });
}

export function rangeOf(node: Node | null, text: string): Range {
  const [start, end] = node?.range ?? [0, text.length];
  return inside(start, end, text);
}

function inside(start: number, end: number, text: string): Range {
  const first = Math.min(start, text.length);
  return { start: first, end: Math.min(Math.max(end, first), text.length) };
}
