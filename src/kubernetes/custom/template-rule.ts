import type { Range, Report } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import { at, entries, items, textAt, valueAt } from '../fields.ts';
import type { Field } from '../model.ts';
import { objectPlace } from '../object-place.ts';
import { SCALABLE } from '../pods/replicas.ts';
import type { ManifestRule, ManifestSubject } from '../subject.ts';
import { accountName } from '../pods/service-accounts.ts';
import { type OwnRule, ownRule } from './own-rule.ts';

/** Whether a pattern of RE2 is in a text; throws for what is no pattern. */
type Matches = (text: string, pattern: string) => boolean;
type Parameters = Readonly<Record<string, unknown>>;
type Check = (subject: ManifestSubject, parameters: Parameters, matches: Matches) => Iterable<Report>;

/** A check that kube-linter's users made of one of its templates; undefined for a template that we have none of. */
export function templateRule(
  facts: OwnRule,
  template: string,
  parameters: Parameters,
  matches: Matches,
): ManifestRule | undefined {
  const check = CHECKS[template];
  if (!check) return undefined;
  const small = Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key.toLowerCase(), value]));
  return ownRule(facts, (subject) => reports(check, subject, small, matches, facts));
}

/** A pattern that is none finds nothing: kube-linter refuses it. */
function* reports(check: Check, subject: ManifestSubject, parameters: Parameters, matches: Matches, facts: OwnRule) {
  try {
    for (const report of check(subject, parameters, matches)) {
      yield facts.message === undefined ? report : { ...report, message: ['{0}', facts.message] as Message };
    }
  } catch {
    // The pattern is no pattern.
  }
}

const CHECKS: Readonly<Record<string, Check>> = {
  'required-label': required('labels'),
  'required-annotation': required('annotations'),
  *'forbidden-annotation'({ manifest }, { key, value }, matches) {
    for (const one of entries(at(manifest.root, 'metadata', 'annotations'))) {
      if (!fits(one.key, key, matches) || !fits(textAt(one.value) ?? '', value, matches)) continue;
      yield { ...one.keyRange, message: ['The annotation `{0}` is forbidden', one.key] };
    }
  },
  *'env-var'({ pod }, { name, value }, matches) {
    for (const { field, kind } of pod?.containers ?? []) {
      if (kind === 'ephemeral') continue;
      for (const variable of items(at(field, 'env'))) {
        const place = at(variable, 'name');
        if (!place || !fits(textAt(place) ?? '', name, matches)) continue;
        if (!fits(textAt(variable, 'value') ?? '', value, matches)) continue;
        yield { ...range(place), message: ['The variable `{0}` is forbidden', textAt(place) ?? ''] };
      }
    }
  },
  *'forbidden-service-types'({ manifest }, { forbiddenservicetypes: types }) {
    const place = at(manifest.root, 'spec', 'type');
    const type = textAt(place)?.toLowerCase();
    if (manifest.kind !== 'Service' || !place || type === undefined) return;
    if (texts(types).some((one) => one.toLowerCase() === type))
      yield { ...range(place), message: ['Services of type `{0}` are forbidden', textAt(place) ?? ''] };
  },
  *'disallowed-api-obj'({ manifest }, { group, version, kind }, matches) {
    const [own, ownVersion] = manifest.apiVersion.includes('/')
      ? manifest.apiVersion.split('/')
      : ['', manifest.apiVersion];
    if (!fits(own ?? '', group, matches) || !fits(ownVersion ?? '', version, matches)) return;
    if (!fits(manifest.kind, kind, matches)) return;
    yield { ...objectPlace(manifest), message: ['Objects of kind `{0}` are forbidden', manifest.kind] };
  },
  *'minimum-replicas'({ manifest, pod }, { minreplicas: least }) {
    if (!pod || !SCALABLE.includes(manifest.kind)) return;
    const place = at(manifest.root, 'spec', 'replicas');
    const replicas = place ? valueAt(place) : 1;
    if (typeof replicas !== 'number' || typeof least !== 'number' || replicas >= least) return;
    yield {
      ...(place ? range(place) : objectPlace(manifest)),
      message: ['`{0}` has {1} replicas, and must have {2}', manifest.name, String(replicas), String(least)],
    };
  },
  *ports({ pod }, { port, protocol }, matches) {
    for (const { field, kind } of pod?.containers ?? []) {
      if (kind === 'ephemeral') continue;
      for (const one of items(at(field, 'ports'))) {
        const place = at(one, 'containerPort');
        if (!place || valueAt(place) !== port) continue;
        if (fits(textAt(one, 'protocol') ?? 'TCP', protocol, matches))
          yield { ...range(place), message: ['The port {0} is forbidden', String(port)] };
      }
    }
  },
  *'service-account'({ pod, manifest }, { serviceaccount: account }, matches) {
    if (!pod || valueAt(pod.spec, 'automountServiceAccountToken') === false) return;
    const name = accountName(pod);
    if (!fits(name, account, matches)) return;
    const place = at(pod.spec, 'serviceAccountName') ?? at(pod.spec, 'serviceAccount');
    yield {
      ...(place ? range(place) : objectPlace(manifest)),
      message: ['The service account `{0}` is forbidden', name === '' ? 'default' : name],
    };
  },
  *'image-pull-policy'({ pod }, { forbiddenpolicies: policies }) {
    for (const { field, kind } of pod?.containers ?? []) {
      const place = at(field, 'imagePullPolicy');
      if (kind === 'ephemeral' || !place || !texts(policies).includes(textAt(place) ?? '')) continue;
      yield { ...range(place), message: ['`imagePullPolicy: {0}` is forbidden', textAt(place) ?? ''] };
    }
  },
};

function required(what: 'labels' | 'annotations'): Check {
  return function* check({ manifest }, { key, value }, matches) {
    const found = entries(at(manifest.root, 'metadata', what)).some(
      (one) => fits(one.key, key, matches) && fits(textAt(one.value) ?? '', value, matches),
    );
    if (found) return;
    yield {
      ...objectPlace(manifest),
      message:
        what === 'labels'
          ? ['`{0}` has no label `{1}`', manifest.name, String(key)]
          : ['`{0}` has no annotation `{1}`', manifest.name, String(key)],
    };
  };
}

/** kube-linter's way with patterns: none fits everything, one that begins with `!` what it is not in. */
function fits(text: string, pattern: unknown, matches: Matches): boolean {
  if (typeof pattern !== 'string' || pattern === '') return true;
  return pattern.startsWith('!') ? !matches(text, pattern.slice(1)) : matches(text, pattern);
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function range({ start, end }: Field): Range {
  return { start, end };
}
