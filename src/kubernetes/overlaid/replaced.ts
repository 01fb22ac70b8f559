import { at, items, textAt } from '../fields.ts';
import type { Field, Located } from '../model.ts';
import { echo, type NoteChange, Unfollowed, wordsOf } from './merge.ts';
import { child, type Node, type NodePlace, type ScalarNode, textOf, withChild } from './node.ts';
import { type Identity, isMeantBy } from './patches.ts';

/** Where `replacements` put a part of one object into others. */
export interface Replacement {
  readonly isTarget: (object: Identity) => boolean;
  readonly applied: (object: Node, note: NoteChange) => Node;
}

/** What one stands for is in the objects as those before have left them. Throws {@link Unfollowed} where it is more than a copy. */
export function replacementsIn(kustomization: Located): ((objects: readonly Identity[]) => readonly Replacement[])[] {
  return items(at(kustomization.manifest.root, 'replacements')).map((one) => (objects) => {
    const source = at(one, 'source');
    // It stands in a file of its own, or is a value that nobody made.
    if (!source || at(one, 'path')) throw new Unfollowed();
    const [object, ...others] = objects.filter((other) => isMeantBy(source, other));
    if (!object || others.length > 0) throw new Unfollowed();
    const path = textAt(source, 'fieldPath') ?? 'metadata.name';
    const [found] = nodesAt(object.node(), stepsOf(path));
    const value = found && partOf(found, at(source, 'options'));
    if (!value) throw new Unfollowed();
    return items(at(one, 'targets')).map((target) => replacement(kustomization, target, value));
  });
}

function replacement(kustomization: Located, target: Field, value: Node): Replacement {
  const select = at(target, 'select');
  const paths = items(at(target, 'fieldPaths'));
  const options = at(target, 'options');
  if (!select || paths.length === 0) throw new Unfollowed();
  return {
    isTarget: (object) =>
      isMeantBy(select, object) && !items(at(target, 'reject')).some((one) => isMeantBy(one, object)),
    applied: (object, note) =>
      paths.reduce((before, path) => {
        const { start, end } = path;
        const place = { file: kustomization.file.file, start, end };
        const set = (known: Node | undefined): Node => {
          const next = valueFor(known, value, options, place);
          if (value.kind === 'scalar') note(echo(place, value.place));
          note({ place, kind: 'overwriting', words: wordsOf('', ...(known ? [known] : []), next) });
          return next;
        };
        return setAt(before, stepsOf(textAt(path) ?? ''), textAt(options, 'create') === 'true', set, place);
      }, object),
  };
}

type Step = { readonly key: string } | { readonly item: { readonly key: string; readonly value: string } } | '*';

/** `spec.template.spec.containers.[name=web].image`; dots of keys are escaped, and what has brackets may hold them. */
function stepsOf(path: string): Step[] {
  const words = path.match(/\[[^\]]*\]|(?:\\.|[^.\\[\]])+/g) ?? [];
  if (words.join('.') !== path) throw new Unfollowed();
  return words.map((word): Step => {
    const item = /^\[([^=\]]+)=(.*)\]$/.exec(word);
    if (item) return { item: { key: item[1] ?? '', value: (item[2] ?? '').replace(/^(["'])(.*)\1$/, '$2') } };
    if (word.startsWith('[')) throw new Unfollowed();
    return word === '*' ? '*' : { key: word.replace(/\\(.)/g, '$1') };
  });
}

function isAtStep(node: Node, index: number, step: Step): boolean {
  if (step === '*') return true;
  if ('item' in step) return textOf(child(node, step.item.key)) === step.item.value;
  return step.key === String(index);
}

function nodesAt(node: Node, [step, ...rest]: readonly Step[]): Node[] {
  if (step === undefined) return [node];
  if (node.kind === 'list') {
    return node.items.flatMap((item, index) => (isAtStep(item, index, step) ? nodesAt(item, rest) : []));
  }
  const next = step !== '*' && 'key' in step ? child(node, step.key) : undefined;
  return next ? nodesAt(next, rest) : [];
}

/** A path that leads nowhere fails the build, unless it may be made. */
function setAt(
  node: Node | undefined,
  [step, ...rest]: readonly Step[],
  create: boolean,
  set: (known: Node | undefined) => Node,
  place: NodePlace,
): Node {
  if (step === undefined) return set(node);
  if (node?.kind === 'list') {
    const isHere = node.items.map((item, index) => isAtStep(item, index, step));
    if (!isHere.includes(true)) throw new Unfollowed();
    return {
      ...node,
      items: node.items.map((item, index) => (isHere[index] ? setAt(item, rest, create, set, place) : item)),
    };
  }
  if (step === '*' || 'item' in step || node?.kind === 'scalar') throw new Unfollowed();
  const known = child(node, step.key);
  if (!known && !create) throw new Unfollowed();
  const map: Node = node ?? { kind: 'map', entries: [], place };
  return withChild(map, step.key, setAt(known, rest, create, set, place), place);
}

/** The part of a text that `options` cut out. */
function partOf(node: Node, options: Field | undefined): Node | undefined {
  const delimiter = textAt(options, 'delimiter');
  if (delimiter === undefined) return node;
  const part = textOf(node)?.split(delimiter)[Number(textAt(options, 'index') ?? 0)];
  return part === undefined ? undefined : { kind: 'scalar', value: part, place: node.place };
}

/** What is there keeps its type, and what is around a part that is replaced. */
function valueFor(known: Node | undefined, value: Node, options: Field | undefined, place: NodePlace): Node {
  if (value.kind !== 'scalar') {
    if (textAt(options, 'delimiter') !== undefined) throw new Unfollowed();
    return value;
  }
  const scalar = (next: ScalarNode['value']): Node => ({ kind: 'scalar', value: next, place });
  const delimiter = textAt(options, 'delimiter');
  if (delimiter !== undefined) return scalar(spliced(known, String(value.value), delimiter, options));
  if (known?.kind !== 'scalar' || typeof known.value === typeof value.value) return scalar(value.value);
  const text = String(value.value);
  if (typeof known.value === 'string') return scalar(text);
  return scalar(typeof known.value === 'number' && /^\d+$/.test(text) ? Number(text) : value.value);
}

function spliced(known: Node | undefined, part: string, delimiter: string, options: Field | undefined): string {
  const parts = textOf(known)?.split(delimiter);
  const index = Number(textAt(options, 'index') ?? 0);
  if (!parts || !Number.isInteger(index)) throw new Unfollowed();
  if (index < 0) return [part, ...parts].join(delimiter);
  return (index >= parts.length ? [...parts, part] : parts.with(index, part)).join(delimiter);
}
