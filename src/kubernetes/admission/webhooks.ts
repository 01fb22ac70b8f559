import type { Range } from '../../lint/rule.ts';
import { at, entry, items } from '../fields.ts';
import { setField } from '../edit.ts';
import type { Entry, Field, Manifest, ManifestFile } from '../model.ts';
import {
  exactlyOne,
  fault,
  type Faults,
  isEmpty,
  isTwice,
  keyPlace,
  notEmpty,
  oneOf,
  twice,
  within,
} from './faults.ts';
import { isDnsSubdomain, letterFirst } from './formats.ts';
import { selectorFaults } from './selectors.ts';
import { type Text, textIn, textsIn } from './reading.ts';

export function* webhookFaults({ root, kind }: Manifest, file: ManifestFile): Faults {
  const webhooks = at(root, 'webhooks');
  yield* twice(webhooks, 'name');
  for (const webhook of items(webhooks)) {
    const name = textIn(webhook, 'name');
    if (name && (!isDnsSubdomain(name.value) || name.value.split('.').length < 3))
      yield fault(name, ['The name of a webhook is a domain of at least three parts, and `{0}` is none', name.value]);
    yield* oneOf(webhook, 'failurePolicy', ['Ignore', 'Fail']);
    yield* oneOf(webhook, 'matchPolicy', ['Exact', 'Equivalent']);
    if (kind === 'MutatingWebhookConfiguration') yield* oneOf(webhook, 'reinvocationPolicy', ['Never', 'IfNeeded']);
    yield* sideEffectFaults(webhook, file);
    yield* within(webhook, 'timeoutSeconds', 1, 30);
    yield* selectorFaults(at(webhook, 'namespaceSelector'));
    yield* selectorFaults(at(webhook, 'objectSelector'));
    const client = entry(webhook, 'clientConfig');
    if (client) yield* clientFaults(client);
    yield* reviewVersionFaults(webhook, 'admissionReviewVersions');
    for (const rule of items(at(webhook, 'rules'))) yield* ruleFaults(rule);
  }
}

function* sideEffectFaults(webhook: Field, file: ManifestFile): Faults {
  const effects = textIn(webhook, 'sideEffects');
  if (!effects) return;
  const isOld = effects.value === 'Some' || effects.value === 'Unknown';
  const edit = isOld && webhook.kind === 'map' ? setField(file.text, webhook, ['sideEffects'], 'None') : undefined;
  if (effects.value !== 'None' && effects.value !== 'NoneOnDryRun')
    yield fault(
      effects,
      ['`{0}` is none of {1}', effects.value, '`None`, `NoneOnDryRun`'],
      edit ? [{ title: ['Write `{0}`', 'None'], safe: false, edits: [edit] }] : [],
    );
}

/** Where a webhook is called: by address or as a Service. */
export function* clientFaults(client: Entry): Faults {
  if (client.value.kind !== 'map') return;
  yield* exactlyOne(client.value, ['url', 'service'], keyPlace(client), [
    '`{0}` names neither `url` nor `service`',
    client.key,
  ]);
  const url = textIn(client.value, 'url');
  if (url && !/^https:\/\/[^/@?#]+(?:\/[^?#]*)?$/.test(url.value))
    yield fault(url, ['`{0}` must be an address as in `https://host/path`', url.value]);
  const service = at(client.value, 'service');
  yield* notEmpty(service, 'name', 'namespace');
  yield* within(service, 'port', 1, 65535);
  const path = textIn(service, 'path');
  if (path && path.value !== '' && path.value !== '/' && !isServicePath(path.value))
    yield fault(path, ['`{0}` is no valid path of a webhook', path.value]);
}

function isServicePath(path: string): boolean {
  return path.startsWith('/') && path.slice(1).replace(/\/$/, '').split('/').every(isDnsSubdomain);
}

export function* reviewVersionFaults(owner: Field, key: string, place?: Range): Faults {
  const list = entry(owner, key);
  if (!list && place) yield fault(place, ['`{0}` is missing', key]);
  if (list?.value.kind !== 'list') return;
  const versions = textsIn(list.value);
  if (list.value.items.length === 0) yield fault(keyPlace(list), isEmpty(key));
  else if (
    versions.length === list.value.items.length &&
    !versions.some(({ value }) => value === 'v1' || value === 'v1beta1')
  )
    yield fault(keyPlace(list), ['`{0}` must hold `v1` or `v1beta1`', key]);
  for (const [index, version] of versions.entries()) {
    const message = letterFirst(version.value);
    if (versions.findIndex(({ value }) => value === version.value) < index)
      yield fault(version, isTwice(version.value));
    else if (message) yield fault(version, message);
  }
}

/** A part of what another entry has as a whole: `pods/*` and `pods/status`. */
function* subresourceFaults(texts: readonly Text[]): Faults {
  const whole = new Set<string>();
  for (const text of texts) {
    const [resource = '', part] = text.value.split(/\/(.*)/s);
    if (part === undefined) continue;
    for (const one of [`${resource}/*`, `*/${part}`])
      if (whole.has(one)) yield fault(text, ['Beside `{0}` nothing else can be listed', one]);
    if (part === '*' || resource === '*') whole.add(text.value);
  }
}

const OPERATIONS = ['*', 'CREATE', 'UPDATE', 'DELETE', 'CONNECT'];

function* ruleFaults(rule: Field): Faults {
  for (const key of ['operations', 'apiGroups', 'apiVersions', 'resources']) {
    const list = entry(rule, key);
    if (!list && rule.kind === 'map') yield fault(rule.entries[0]?.keyRange ?? rule, ['`{0}` is missing', key]);
    if (list?.value.kind !== 'list') continue;
    if (list.value.items.length === 0) yield fault(keyPlace(list), isEmpty(key));
    const texts = textsIn(list.value);
    const star = texts.find(({ value }) => value === '*' || value === '*/*');
    const others = texts.filter(
      ({ value }) => value !== star?.value && (key !== 'resources' || star?.value === '*/*' || !value.includes('/')),
    );
    if (star && others.length > 0) yield fault(star, ['Beside `{0}` nothing else can be listed', star.value]);
    if (key === 'resources') yield* subresourceFaults(texts);
    if (key !== 'apiGroups') for (const text of texts) if (text.value === '') yield fault(text, isEmpty(key));
    if (key === 'operations')
      for (const text of texts)
        if (!OPERATIONS.includes(text.value))
          yield fault(text, ['`{0}` is none of {1}', text.value, OPERATIONS.map((one) => `\`${one}\``).join(', ')]);
  }
  yield* oneOf(rule, 'scope', ['*', 'Cluster', 'Namespaced']);
}
