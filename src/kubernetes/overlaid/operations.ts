import { echo, type NoteChange, Unfollowed, wordsOf } from './merge.ts';
import { child, type Node, type NodeEntry, type NodePlace, scalarsIn, textOf } from './node.ts';

/** An object after the operations of a list: https://www.rfc-editor.org/rfc/rfc6902. */
export function operated(object: Node, list: Node, note: NoteChange): Node {
  if (list.kind !== 'list') throw new Unfollowed();
  return list.items.reduce((before, operation) => applied(before, operation, note), object);
}

function applied(object: Node, operation: Node, note: NoteChange): Node {
  const op = textOf(child(operation, 'op'));
  const path = child(operation, 'path');
  const value = child(operation, 'value');
  const steps = (textOf(path) ?? '').split('/').slice(1).map(unescaped);
  if (!path || steps.length === 0) throw new Unfollowed();
  const known = steps.reduce<Node | undefined>(stepInto, object);
  const key = keyAt(object, steps);
  if (key) note(echo(path.place, key));
  if (op === 'test') {
    // Where it does not hold, nothing is built.
    if (!known || !value || textOf(known) === undefined || textOf(known) !== textOf(value)) throw new Unfollowed();
    note(echo(value.place, known.place));
    return object;
  }
  if (op === 'remove') {
    note({ place: path.place, kind: 'removal', words: wordsOf(steps.at(-1), ...(known ? [known] : [])) });
    return changed(object, steps, { kind: 'remove' });
  }
  if (op === 'copy' || op === 'move') return copied(object, operation, { path, note, isMoved: op === 'move' });
  if ((op !== 'add' && op !== 'replace') || !value) throw new Unfollowed();
  if (known && (op === 'replace' || !isInList(object, steps))) {
    note({ place: value.place, kind: 'overwriting', words: wordsOf(steps.at(-1), known, value) });
  } else for (const each of scalarsIn(value)) note({ place: each.place, kind: 'addition', words: wordsOf('', each) });
  return changed(object, steps, { kind: op, value, key: path });
}

/** What is copied says what it says where it is copied to, too. */
function copied(
  object: Node,
  operation: Node,
  { path, note, isMoved }: { readonly path: Node; readonly note: NoteChange; readonly isMoved: boolean },
): Node {
  const source = child(operation, 'from');
  const from = (textOf(source) ?? '').split('/').slice(1).map(unescaped);
  const value = from.reduce<Node | undefined>(stepInto, object);
  if (!source || !value || from.length === 0) throw new Unfollowed();
  const key = keyAt(object, from);
  if (key) note(echo(source.place, key));
  for (const each of scalarsIn(value)) note({ place: path.place, kind: 'addition', words: wordsOf('', each) });
  if (isMoved) note({ place: path.place, kind: 'removal', words: wordsOf(from.at(-1), value) });
  const before = isMoved ? changed(object, from, { kind: 'remove' }) : object;
  const to = (textOf(path) ?? '').split('/').slice(1).map(unescaped);
  return changed(before, to, { kind: 'add', value, key: path });
}

type Change =
  { readonly kind: 'remove' } | { readonly kind: 'add' | 'replace'; readonly value: Node; readonly key: Node };

/** A path that leads nowhere fails the build, which is another rule's matter. */
function changed(node: Node, [step = '', ...rest]: readonly string[], change: Change): Node {
  if (node.kind === 'map') {
    const known = node.entries.find(({ key }) => key === step);
    if (rest.length > 0) {
      if (!known) throw new Unfollowed();
      return withEntry(node, { ...known, value: changed(known.value, rest, change) });
    }
    if (!known && change.kind !== 'add') throw new Unfollowed();
    if (change.kind === 'remove') return { ...node, entries: node.entries.filter(({ key }) => key !== step) };
    return withEntry(node, { key: step, keyPlace: known?.keyPlace ?? change.key.place, value: change.value });
  }
  if (node.kind === 'list') {
    const index = step === '-' ? node.items.length : Number(step);
    const item = node.items[index];
    if (rest.length > 0) {
      if (!item) throw new Unfollowed();
      return { ...node, items: node.items.with(index, changed(item, rest, change)) };
    }
    const isPlace = change.kind === 'add' ? index <= node.items.length : item !== undefined;
    if (!isPlace) throw new Unfollowed();
    const deleted = change.kind === 'add' ? 0 : 1;
    return {
      ...node,
      items: node.items.toSpliced(index, deleted, ...(change.kind === 'remove' ? [] : [change.value])),
    };
  }
  throw new Unfollowed();
}

function isInList(object: Node, steps: readonly string[]): boolean {
  return steps.slice(0, -1).reduce<Node | undefined>(stepInto, object)?.kind === 'list';
}

/** Where the key has its name that a path ends with. */
function keyAt(object: Node, steps: readonly string[]): NodePlace | undefined {
  const holder = steps.slice(0, -1).reduce<Node | undefined>(stepInto, object);
  return holder?.kind === 'map' ? holder.entries.find((one) => one.key === steps.at(-1))?.keyPlace : undefined;
}

function stepInto(node: Node | undefined, step: string): Node | undefined {
  return node?.kind === 'list' ? node.items[Number(step)] : child(node, step);
}

function withEntry(node: Extract<Node, { kind: 'map' }>, entry: NodeEntry): Node {
  const isThere = node.entries.some(({ key }) => key === entry.key);
  const entries = isThere ? node.entries.map((one) => (one.key === entry.key ? entry : one)) : [...node.entries, entry];
  return { ...node, entries };
}

function unescaped(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
