import { at, entry, items } from '../fields.ts';
import { setField } from '../edit.ts';
import type { Field, Manifest, ManifestFile } from '../model.ts';
import { fault, type Faults, formatted, isMissing, isTwice, keyPlace, oneOf } from './faults.ts';
import { isDnsSubdomain, letterFirst } from './formats.ts';
import { clientFaults, reviewVersionFaults } from './webhooks.ts';
import { filled, isTrue, textIn, textsIn } from './reading.ts';

/** The parts of a CustomResourceDefinition that people write by hand. */
export function* definitionFaults(manifest: Manifest, file: ManifestFile): Faults {
  const { root } = manifest;
  const spec = at(root, 'spec');
  const group = textIn(spec, 'group');
  const plural = textIn(spec, 'names', 'plural');
  const name = textIn(root, 'metadata', 'name');
  if (name && group && plural && name.value !== `${plural.value}.${group.value}`) {
    const wanted = `${plural.value}.${group.value}`;
    const edit = setField(file.text, root, ['metadata', 'name'], wanted);
    yield fault(
      name,
      ['The name must be `{0}`: the plural and the group', wanted],
      edit ? [{ title: ['Write `{0}`', wanted], safe: true, edits: [edit] }] : [],
    );
  }
  if (group && !isDnsSubdomain(group.value)) yield fault(group, ['`{0}` is no valid name of a group', group.value]);
  else if (group && !group.value.includes('.'))
    yield fault(group, ['A group is a domain, as in `example.com`, and `{0}` has no dot', group.value]);
  yield* oneOf(spec, 'scope', ['Namespaced', 'Cluster']);
  yield* nameFaults(at(spec, 'names'));
  yield* versionsFaults(spec);
  yield* conversionFaults(at(spec, 'conversion'));
  const preserve = entry(spec, 'preserveUnknownFields');
  if (preserve && isTrue(spec, 'preserveUnknownFields'))
    yield fault(preserve.value, [
      '`preserveUnknownFields` cannot be true; `x-kubernetes-preserve-unknown-fields` in the schema can',
    ]);
}

function* nameFaults(names: Field | undefined): Faults {
  yield* formatted(names, 'plural', letterFirst, false);
  yield* formatted(names, 'singular', letterFirst);
  for (const key of ['kind', 'listKind'])
    yield* formatted(names, key, (value) => letterFirst(value.toLowerCase()), key === 'listKind');
  for (const short of [...textsIn(names, 'shortNames'), ...textsIn(names, 'categories')]) {
    const message = letterFirst(short.value);
    if (message) yield fault(short, message);
  }
  const kind = textIn(names, 'kind');
  const list = textIn(names, 'listKind');
  if (kind && list && kind.value !== '' && kind.value === list.value)
    yield fault(list, ['`listKind` must differ from `kind`']);
}

function* versionsFaults(spec: Field | undefined): Faults {
  const list = entry(spec, 'versions');
  if (list?.value.kind !== 'list') return;
  const versions = list.value.items;
  const seen = new Set<string>();
  for (const version of versions) {
    yield* formatted(version, 'name', letterFirst, false);
    const name = textIn(version, 'name');
    if (name && seen.has(name.value)) yield fault(name, isTwice(name.value));
    if (name) seen.add(name.value);
    const schema = entry(version, 'schema');
    const isUnwritten = schema?.value.kind === 'scalar' || at(schema?.value, 'openAPIV3Schema')?.kind === 'scalar';
    if (name && !at(schema?.value, 'openAPIV3Schema') && !isUnwritten)
      yield fault(schema ? keyPlace(schema) : name, isMissing('schema.openAPIV3Schema'));
    const root = at(schema?.value, 'openAPIV3Schema');
    const type = textIn(root, 'type');
    if (root?.kind === 'map' && !entry(root, 'type') && schema)
      yield fault(keyPlace(schema), ['The schema must be of `type: object`']);
    else if (type && type.value !== 'object') yield fault(type, ['The schema must be of `type: object`']);
    for (const column of items(at(version, 'additionalPrinterColumns'))) {
      yield* oneOf(column, 'type', ['integer', 'number', 'string', 'boolean', 'date']);
      yield* oneOf(column, 'format', ['int32', 'int64', 'float', 'double', 'byte', 'date', 'date-time', 'password']);
    }
    const scale = at(version, 'subresources', 'scale');
    yield* pathFaults(scale, 'specReplicasPath', ['.spec.']);
    yield* pathFaults(scale, 'statusReplicasPath', ['.status.']);
    yield* pathFaults(scale, 'labelSelectorPath', ['.spec.', '.status.']);
  }
  const stored = versions.filter((version) => isTrue(version, 'storage'));
  if (
    versions.length > 0 &&
    stored.length !== 1 &&
    versions.every((version) => entry(version, 'storage') === undefined || at(version, 'storage')?.kind === 'scalar')
  )
    yield fault(keyPlace(list), ['Exactly one version must have `storage: true`, and {0} have', stored.length]);
}

function* pathFaults(scale: Field | undefined, key: string, starts: readonly string[]): Faults {
  const path = textIn(scale, key);
  if (
    path &&
    !(path.value === '' && key === 'labelSelectorPath') &&
    !starts.some((start) => path.value.startsWith(start))
  )
    yield fault(path, ['`{0}` must begin with {1}', path.value, starts.map((start) => `\`${start}\``).join(', ')]);
}

function* conversionFaults(conversion: Field | undefined): Faults {
  yield* oneOf(conversion, 'strategy', ['None', 'Webhook']);
  const strategy = textIn(conversion, 'strategy');
  const webhook = filled(conversion, 'webhook');
  if (strategy?.value === 'None' && webhook)
    yield fault(keyPlace(webhook), ['`{0}` can be set only with `{1}`', 'webhook', 'strategy: Webhook']);
  if (strategy?.value !== 'Webhook') return;
  const client = entry(webhook?.value, 'clientConfig');
  if (!webhook && !entry(conversion, 'webhook')) yield fault(strategy, isMissing('webhook'));
  else if (client) yield* clientFaults(client);
  else if (webhook?.value.kind === 'map') yield fault(keyPlace(webhook), isMissing('clientConfig'));
  if (webhook?.value.kind === 'map')
    yield* reviewVersionFaults(webhook.value, 'conversionReviewVersions', keyPlace(webhook));
}
