import type { EnvVariable } from '../../go/project.ts';
import { appendItem, setField, type Value } from '../../kubernetes/edit.ts';
import { at, items, textAt } from '../../kubernetes/fields.ts';
import type { Field, Located } from '../../kubernetes/model.ts';
import type { Reference } from '../../kubernetes/references/reference.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import type { FileChange, TextEdit } from '../../lint/fix.ts';
import { configEntries } from './config-entries.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import type { Repair } from '../fault.ts';
import { MOST_REFERRERS } from '../takers.ts';

/**
 * Ways to set a variable for a container: from a Secret where it is one, else in the ConfigMap that it takes all of, else
 * in its `env`. A value is taken over from another container of the program; else it is left to be filled in.
 */
export function settingVariable(
  container: ContractContainer,
  variable: EnvVariable,
  contract: Contract,
  value = valueElsewhere(container, variable.name, contract),
): Repair[] {
  const fromSecret = () => {
    const secretKeyRef = secretFor(container, variable.name, contract);
    return inEnv(container, variable.name, { name: variable.name, valueFrom: { secretKeyRef } });
  };
  if (variable.secret) return fromSecret();
  const fieldPath = fieldNamed(variable.name);
  if (fieldPath !== undefined && value === undefined) {
    return inEnv(container, variable.name, { name: variable.name, valueFrom: { fieldRef: { fieldPath } } });
  }
  // What only whoever deploys knows stands beside what they are asked for anyway; empty, it would help nobody.
  const isAsked = variable.mustBeFilled === true && value === undefined && takesUnseenSecret(container, contract);
  return [
    ...(isAsked ? fromSecret() : []),
    ...inConfigMaps(container, variable.name, value, contract),
    ...inEnv(container, variable.name, { name: variable.name, value: value ?? '' }),
  ];
}

/** What people call the fields of a pod in its variables: `POD_NAME`, `MY_NODE_NAME`. */
const FIELDS: readonly (readonly [name: RegExp, path: string])[] = [
  [/^POD_?NAME$/, 'metadata.name'],
  [/^POD_?NAMESPACE$/, 'metadata.namespace'],
  [/^POD_?UID$/, 'metadata.uid'],
  [/^POD_?IP$/, 'status.podIP'],
  [/^POD_?SERVICE_?ACCOUNT$/, 'spec.serviceAccountName'],
  [/^(?:KUBE_?)?NODE_?NAME$/, 'spec.nodeName'],
  [/^(?:NODE|HOST)_?IP$/, 'status.hostIP'],
];

function fieldNamed(name: string): string | undefined {
  const [, own = ''] = /^(?:(?:MY|K8S|KUBERNETES)_)?(\w+)$/.exec(name) ?? [];
  return FIELDS.find(([pattern]) => pattern.test(own))?.[1];
}

function inEnv({ facts }: ContractContainer, name: string, item: Value): Repair[] {
  const edit = appendItem(facts.object.file.text, facts.container.field, ['env'], item);
  if (!edit) return [];
  return [{ title: ['Set `{0}` in `env`', name], changes: [{ file: facts.file, edits: [edit] }] }];
}

function takesUnseenSecret(container: ContractContainer, { workspace }: Contract): boolean {
  return secretsOf(container, workspace).some(
    (secret) => workspace.meantBy(secret, container.facts.object).length === 0,
  );
}

function secretsOf({ facts: { object, pod, container } }: ContractContainer, workspace: Workspace): Reference[] {
  return workspace.referencesOf(object.manifest, pod).filter(({ start, target }) => {
    return target.kind === 'Secret' && container.field.start <= start && start < container.field.end;
  });
}

/** From a Secret that the container knows already, where there is one; never with a value of our own. */
export function secretFor(
  container: ContractContainer,
  name: string,
  { workspace }: Contract,
): { readonly name: string; readonly key: string } {
  const { facts } = container;
  const known = secretsOf(container, workspace).map((reference) => ({
    reference,
    keys: [
      ...secretKeys(workspace.meantBy(reference, facts.object), reference.target.name, workspace),
      ...askedKeys(reference, workspace),
    ],
  }));
  const holding = known.find(({ keys }) => keys.some((key) => isSameName(key, name)));
  const { reference, keys = [] } = holding ?? known[0] ?? {};
  const key = keys.find((one) => isSameName(one, name)) ?? spelledAs(keys, name);
  return { name: reference?.target.name ?? facts.workload.name, key };
}

/** The keys that anything takes of a Secret, whoever makes it. */
function askedKeys({ target }: Reference, workspace: Workspace): string[] {
  const referrers = workspace.referencesTo(target).slice(0, MOST_REFERRERS);
  return referrers.flatMap(({ reference: { part } }) => (part?.kind === 'key' ? [String(part.name)] : []));
}

/** A new key as the others are written: `database-url`, or as variables are. */
function spelledAs(keys: readonly string[], name: string): string {
  const isKebab = keys.length > 0 && keys.every((key) => /^[a-z\d]+(?:-[a-z\d]+)*$/.test(key));
  return isKebab ? name.toLowerCase().replaceAll('_', '-') : name;
}

function secretKeys(objects: readonly Located[], name: string, workspace: Workspace): string[] {
  return objects.flatMap((object) => [...(configEntries(object, 'Secret', name, workspace)?.keys() ?? [])]);
}

/** `database-url` is what `DATABASE_URL` is. */
function isSameName(key: string, name: string): boolean {
  return key.replace(/[-.]/g, '_').toUpperCase() === name.toUpperCase();
}

/** What another container of the program has it set to, if all agree. */
function valueElsewhere(container: ContractContainer, name: string, { containersOf }: Contract): string | undefined {
  const others = container.whole ? containersOf(container.whole).filter((one) => one !== container) : [];
  const values = new Set(others.flatMap((one) => one.environment.variables.get(name)?.value ?? []));
  const [value, second] = values;
  return second === undefined ? value : undefined;
}

/** In every ConfigMap that the last `envFrom` with one means: several where overlays differ. */
function inConfigMaps(
  { facts }: ContractContainer,
  name: string,
  value: string | undefined,
  { workspace }: Contract,
): Repair[] {
  const { object, pod, container } = facts;
  const source = items(at(container.field, 'envFrom')).findLast((one) => {
    return at(one, 'configMapRef', 'name') && name.startsWith(textAt(one, 'prefix') ?? '');
  });
  const field = at(source, 'configMapRef', 'name');
  const reference = workspace.referencesOf(object.manifest, pod).find((one) => one.field === field);
  if (!reference) return [];
  const key = name.slice((textAt(source, 'prefix') ?? '').length);
  const changes = holdersOf(reference, object, workspace).map((config): FileChange | undefined => {
    const edit = addedKey(config, reference.target.name, key, value ?? '');
    return edit && { file: config.file.file, edits: [edit] };
  });
  if (changes.length === 0 || changes.includes(undefined)) return [];
  return [
    {
      title: ['Add `{0}` to ConfigMap `{1}`', key, reference.target.name],
      changes: changes.filter((change) => change !== undefined),
    },
  ];
}

/** What a reference means; where overlays add to what a base has, the base alone. */
function holdersOf(reference: Reference, from: Located, workspace: Workspace): readonly Located[] {
  const all = workspace.meantBy(reference, from);
  const whole = all.filter((one) => {
    return textAt(generatorOf(one, reference.target.name), 'behavior') !== 'merge';
  });
  return whole.length > 0 ? whole : all;
}

function generatorOf({ manifest }: Located, name: string): Field | undefined {
  return items(at(manifest.root, 'configMapGenerator')).find((one) => textAt(one, 'name') === name);
}

/** Into the data of a ConfigMap, or the literals of a kustomization that generates it. */
function addedKey(config: Located, name: string, key: string, value: string): TextEdit | undefined {
  const { manifest, file } = config;
  if (manifest.kind === 'ConfigMap') return setField(file.text, manifest.root, ['data', key], value);
  const generator = generatorOf(config, name);
  return generator?.kind === 'map' ? appendItem(file.text, generator, ['literals'], `${key}=${value}`) : undefined;
}
