import { mergeKeys, REPLACED } from '../kustomize/strategic-merge.ts';
import { child, type ListNode, type MapNode, type Node, type NodePlace, plainOf, scalarsIn, textOf } from './node.ts';

/** What a patch takes out of an object, writes over or adds, at the place that says so. */
export interface PatchChange {
  readonly place: NodePlace;
  readonly kind: 'removal' | 'overwriting' | 'addition';
  /** The key, and the values before and after. */
  readonly words: readonly string[];
}

/** Where a patch or a replacement says again what stands elsewhere: which part it means, or what it copies. */
export interface Echo {
  readonly place: NodePlace;
  readonly kind: 'echo';
  /** The place that says it first. */
  readonly of: NodePlace;
}

export type NoteChange = (change: PatchChange | Echo) => void;

/** Thrown where a patch does what is not followed here. */
export class Unfollowed extends Error {}

/** A strategic merge patch; undefined: nothing is left. `isCustom`: of a kind whose lists are replaced as a whole. */
export function merged(
  base: Node | undefined,
  patch: Node,
  note: NoteChange,
  isCustom: boolean,
  field = '',
): Node | undefined {
  if (patch.kind === 'scalar') {
    // Said again as it is, it is still what the object says.
    if (base?.kind === 'scalar' && base.value === patch.value) {
      note(echo(patch.place, base.place));
      return base;
    }
    const kind = base ? 'overwriting' : 'addition';
    note({ place: patch.place, kind, words: base ? wordsOf(field, base, patch) : wordsOf('', patch) });
    return patch;
  }
  if (patch.kind === 'list') return mergedList(base, patch, note, isCustom, field);
  const directive = textOf(child(patch, '$patch'));
  if (directive === 'delete') {
    const name = child(patch, 'name');
    noteSaidAgain(base, patch, note);
    note({ place: (name ?? patch).place, kind: 'removal', words: wordsOf('', ...scalarsIn(base ?? patch)) });
    return undefined;
  }
  const rest = withoutDirective(patch);
  const from = directive === 'replace' || base?.kind !== 'map' ? undefined : base;
  if (directive === 'replace') note({ place: patch.place, kind: 'removal', words: [] });
  const entries = new Map(from?.entries.map((one) => [one.key, one]));
  for (const one of rest.entries) {
    const { key, keyPlace, value } = one;
    const known = entries.get(key);
    if (known) note(echo(keyPlace, known.keyPlace));
    const next = isNull(value) ? undefined : merged(known?.value, value, note, isCustom, key);
    if (isNull(value) && known) note({ place: keyPlace, kind: 'removal', words: wordsOf(key, known.value) });
    if (next) entries.set(key, { key, keyPlace: known?.keyPlace ?? keyPlace, value: next });
    else entries.delete(key);
  }
  return { kind: 'map', entries: [...entries.values()], place: (from ?? patch).place };
}

function mergedList(base: Node | undefined, patch: ListNode, note: NoteChange, isCustom: boolean, field: string): Node {
  const isWhole =
    base?.kind !== 'list' || isCustom || REPLACED.has(field) || !patch.items.some(({ kind }) => kind === 'map');
  if (isWhole && base?.kind === 'list')
    note({ place: patch.place, kind: 'removal', words: wordsOf(field, ...base.items) });
  if (isWhole) return { ...patch, items: patch.items.flatMap((item) => merged(undefined, item, note, isCustom) ?? []) };
  const keys = mergeKeys(field, [...base.items, ...patch.items].map(plainOf));
  if (!keys) throw new Unfollowed();
  const isSame = (one: Node, other: Node) => keys.every((key) => textOf(child(one, key)) === textOf(child(other, key)));
  const own = patch.items.flatMap(
    (item) =>
      merged(
        base.items.find((one) => isSame(one, item)),
        item,
        note,
        isCustom,
      ) ?? [],
  );
  const kept = base.items.filter((one) => !patch.items.some((item) => isSame(one, item)));
  // As kustomize: the patch's items first, in its order.
  return { kind: 'list', items: [...own, ...kept], place: base.place };
}

/** What a patch that deletes something calls it by. */
function noteSaidAgain(base: Node | undefined, patch: MapNode, note: NoteChange): void {
  for (const { key, value } of patch.entries) {
    const known = child(base, key);
    const isSame = known?.kind === 'scalar' && value.kind === 'scalar' && known.value === value.value;
    if (isSame) note(echo(value.place, known.place));
  }
}

export function echo(place: NodePlace, of: NodePlace): Echo {
  return { place, kind: 'echo', of };
}

function withoutDirective(patch: MapNode): MapNode {
  const entries = patch.entries.filter(({ key }) => key !== '$patch');
  if (entries.some(({ key }) => key.startsWith('$'))) throw new Unfollowed();
  return { ...patch, entries };
}

export function wordsOf(key = '', ...values: readonly Node[]): string[] {
  return [key, ...values.flatMap((value) => textOf(value) ?? [])].filter((word) => word !== '');
}

function isNull(node: Node): boolean {
  return node.kind === 'scalar' && node.value === null;
}
