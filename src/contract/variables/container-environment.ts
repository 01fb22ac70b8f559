import { at, items, textAt } from '../../kubernetes/fields.ts';
import type { Field, Located } from '../../kubernetes/model.ts';
import type { Reference } from '../../kubernetes/references/reference.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import type { Range } from '../../lint/rule.ts';
import type { ContainerFacts } from '../containers/containers.ts';
import { type ConfigEntry, configEntries } from './config-entries.ts';
import { patchedNames } from '../overlays/environment-patches.ts';
import { lazily } from '../../go/incremental/lazily.ts';

/** A variable that a manifest sets for a container. */
export interface ContainerVariable {
  readonly name: string;
  /** Where the container says so: the name in `env`, or the object's name in `envFrom`. */
  readonly at: Range;
  /** Null: not known here, such as what a Secret holds. */
  readonly value: string | null;
  readonly from: 'value' | 'config-map' | 'secret' | 'field';
  /** Where the value itself is written; several where overlays differ; empty where nobody sees it. */
  readonly sources: readonly ConfigEntry[];
  /** The scalar of `env[].value`. */
  readonly literal: Field | null;
  /** Which field of the pod it is, of `fieldRef`. */
  readonly podField?: Field;
  /** It stands in `env`, not among all that `envFrom` takes. */
  readonly isOwn: boolean;
}

/** What a container's manifest sets, with the values of the ConfigMaps that are here. */
export interface ContainerEnvironment {
  readonly variables: ReadonlyMap<string, ContainerVariable>;
  /** What `envFrom` takes, too, though `env` says otherwise. */
  readonly shadowed: readonly ContainerVariable[];
  /** Whether a variable that is not among them may be set all the same: by a Secret or a patch that nobody sees here. */
  readonly mayBeSet: (name: string) => boolean;
  /** Whether patches may set it, or take it out. */
  readonly isPatched: (name: string) => boolean;
  /** Whether it takes variables of such a name from an object that nobody sees here, or that may have more. */
  readonly isOpen: (name: string) => boolean;
  /** The same, only of objects that nobody sees here. */
  readonly isUnseen: (name: string) => boolean;
}

/** `env` wins over `envFrom`; later sources of `envFrom` win over earlier ones. */
export function environmentOf(
  { container: { field: container }, object, pod }: ContainerFacts,
  workspace: Workspace,
): ContainerEnvironment {
  const variables = new Map<string, ContainerVariable>();
  const shadowed: ContainerVariable[] = [];
  const openPrefixes: string[] = [];
  const unseenPrefixes: string[] = [];
  const references = workspace.referencesOf(object.manifest, pod);
  const referenceAt = (field: Field | undefined) => references.find((one) => one.field === field);
  for (const source of items(at(container, 'envFrom'))) {
    const prefix = textAt(source, 'prefix') ?? '';
    const reference = referenceAt(at(source, 'configMapRef', 'name') ?? at(source, 'secretRef', 'name'));
    const held = reference && entriesOf(reference, object, workspace);
    if (held?.isOpen !== false) openPrefixes.push(prefix);
    if (!held) unseenPrefixes.push(prefix);
    if (!reference || !held) continue;
    const { start, end } = reference;
    for (const [key, sources] of held.entries) {
      variables.set(prefix + key, variable(prefix + key, { start, end }, reference, sources, false));
    }
  }
  for (const item of items(at(container, 'env'))) {
    const name = at(item, 'name');
    const text = textAt(name);
    if (!name || text === undefined) continue;
    const before = variables.get(text);
    if (before?.isOwn === false) shadowed.push(before);
    variables.set(text, single(text, name, item));
  }
  const patched = lazily(() => patchedNames(object, pod, workspace));
  const isPatched = (name: string) => patched()(name);
  const isOpen = (name: string) => openPrefixes.some((prefix) => name.startsWith(prefix));
  const isUnseen = (name: string) => unseenPrefixes.some((prefix) => name.startsWith(prefix));
  return { variables, shadowed, mayBeSet: (name) => isOpen(name) || isPatched(name), isPatched, isOpen, isUnseen };

  function single(name: string, { start, end }: Field, item: Field): ContainerVariable {
    const place = { start, end };
    const literal = at(item, 'value') ?? null;
    if (literal !== null) {
      const value = textAt(literal) ?? '';
      // `$(OTHER)` is put together from other variables.
      const known = value.includes('$(') ? null : value;
      return { name, at: place, value: known, from: 'value', sources: [], literal, isOwn: true };
    }
    const map = at(item, 'valueFrom', 'configMapKeyRef');
    const from = map ?? at(item, 'valueFrom', 'secretKeyRef');
    const reference = referenceAt(at(from, 'name'));
    if (!reference) {
      const isEmpty = at(item, 'valueFrom') === undefined;
      const podField = at(item, 'valueFrom', 'fieldRef', 'fieldPath');
      return {
        name,
        at: place,
        value: isEmpty ? '' : null,
        from: isEmpty ? 'value' : 'field',
        sources: [],
        literal,
        ...(podField && { podField }),
        isOwn: true,
      };
    }
    const key = textAt(from, 'key') ?? '';
    return variable(name, place, reference, entriesOf(reference, object, workspace)?.entries.get(key) ?? [], true);
  }
}

function variable(
  name: string,
  place: Range,
  { target }: Reference,
  sources: readonly ConfigEntry[],
  isOwn: boolean,
): ContainerVariable {
  const values = new Set(sources.map(({ value }) => value));
  const [value = null] = values;
  const from = target.kind === 'Secret' ? 'secret' : 'config-map';
  return { name, at: place, value: values.size === 1 ? value : null, from, sources, literal: null, isOwn };
}

interface Held {
  readonly entries: ReadonlyMap<string, readonly ConfigEntry[]>;
  /** Overlays patch it: they may have more. */
  readonly isOpen: boolean;
}

/** All that the objects of a reference hold; undefined where one of them is not seen here. */
function entriesOf(reference: Reference, from: Located, workspace: Workspace): Held | undefined {
  const { kind, name } = reference.target;
  if (kind !== 'ConfigMap' && kind !== 'Secret') return undefined;
  const all = new Map<string, ConfigEntry[]>();
  let isOpen = false;
  const objects = workspace.meantBy(reference, from);
  if (objects.length === 0) return undefined;
  const add = (key: string, one: ConfigEntry) => void all.set(key, [...(all.get(key) ?? []), one]);
  for (const object of objects) {
    const held = configEntries(object, kind, name, workspace);
    if (!held) return undefined;
    for (const [key, one] of held) add(key, one);
    if (workspace.mayBePatched(object, ['data', 'stringData'])) isOpen = true;
  }
  return { entries: all, isOpen };
}
