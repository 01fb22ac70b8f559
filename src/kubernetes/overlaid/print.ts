import type { Range } from '../../lint/rule.ts';
import type { Node, NodePlace } from './node.ts';

/** Objects as YAML, and where each of its words is written. */
export interface PrintedNodes {
  readonly text: string;
  readonly placeOf: (range: Range) => NodePlace | undefined;
  /** The word that a range is in; undefined: it is more than one. */
  readonly wordAt: (range: Range) => PrintedWord | undefined;
}

/** A key or a scalar, and where it is written. */
export interface PrintedWord extends Range {
  readonly place: NodePlace;
  readonly isKey: boolean;
}

/** Keys and texts are quoted, so that nothing is read as something else. */
export function printNodes(roots: readonly Node[]): PrintedNodes {
  let text = '';
  const words: PrintedWord[] = [];
  for (const root of roots) {
    text += '---\n';
    print(root, '');
    text += '\n';
  }
  const wordAt = ({ start, end }: Range) => words.find((one) => one.start <= start && end <= one.end);
  return { text, placeOf: (range) => placeOf(words, range), wordAt };

  function print(node: Node, indentation: string): void {
    if (node.kind === 'scalar') word(JSON.stringify(node.value), node.place);
    else if (node.kind === 'map') printMap(node, indentation);
    else printList(node, indentation);
  }

  function printMap({ entries, place }: Extract<Node, { kind: 'map' }>, indentation: string): void {
    if (entries.length === 0) word('{}', place);
    for (const [index, { key, keyPlace, value }] of entries.entries()) {
      if (index > 0) text += `\n${indentation}`;
      word(JSON.stringify(key), keyPlace, true);
      text += ':';
      text += isOnOneLine(value) ? ' ' : `\n${indentation}  `;
      print(value, `${indentation}  `);
    }
  }

  function printList({ items, place }: Extract<Node, { kind: 'list' }>, indentation: string): void {
    if (items.length === 0) word('[]', place);
    for (const [index, item] of items.entries()) {
      text += index > 0 ? `\n${indentation}- ` : '- ';
      print(item, `${indentation}  `);
    }
  }

  function word(written: string, place: NodePlace, isKey = false): void {
    words.push({ start: text.length, end: text.length + written.length, place, isKey });
    text += written;
  }
}

function isOnOneLine(node: Node): boolean {
  if (node.kind === 'scalar') return true;
  return (node.kind === 'map' ? node.entries : node.items).length === 0;
}

/** From the first word in the range to the last one of the same file. */
function placeOf(words: readonly PrintedWord[], { start, end }: Range): NodePlace | undefined {
  const within = words.filter((word) => word.start < Math.max(end, start + 1) && start < word.end);
  const [first] = within;
  if (!first) return undefined;
  const { file } = first.place;
  const last = within.findLast((word) => word.place.file === file && word.place.start >= first.place.start);
  return { file, start: first.place.start, end: (last ?? first).place.end };
}
