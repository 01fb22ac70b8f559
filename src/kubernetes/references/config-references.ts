import type { Fix } from '../../lint/fix.ts';
import type { Report } from '../../lint/rule.ts';
import { dangling, danglingPart } from './dangling.ts';
import { setField } from '../edit.ts';
import { at, isMap } from '../fields.ts';
import { partsOf } from './parts.ts';
import type { Reference } from './reference.ts';
import { creation, written } from '../skeletons.ts';
import type { ManifestSubject } from '../subject.ts';
import { WORKLOAD_KINDS } from '../pods/workloads.ts';

export const ENV_ALIAS = ['kube-linter:env-value-from'];
/** Kinds that name ConfigMaps and Secrets. */
export const CONFIGURED_KINDS = [...WORKLOAD_KINDS, 'Ingress', 'Gateway', 'ServiceAccount'];
/** Whoever has one of these keeps Secrets with the manifests, so that a missing one is a mistake. */
const SECRET_KINDS = ['Secret', 'ExternalSecret', 'SealedSecret', 'SopsSecret', 'VaultStaticSecret'];

/**
 * ConfigMaps, Secrets and keys that the object names and that are not there. `isVague`: it may well be that somebody makes it
 * by hand, a Secret that nobody writes down, or the key of a registry.
 */
export function* missingConfig(subject: ManifestSubject): Generator<Report & { readonly isVague: boolean }> {
  let before: Reference['field'] | undefined;
  for (const reference of subject.workspace.referencesOf(subject.manifest, subject.pod)) {
    const { kind } = reference.target;
    if ((kind !== 'ConfigMap' && kind !== 'Secret') || reference.optional) continue;
    const isAgain = before === reference.field;
    before = reference.field;
    const absent = dangling(subject, reference);
    if (absent && isAgain) continue;
    const report = absent ?? danglingPart(subject, reference);
    if (!report) continue;
    const skeleton = absent ? objectSkeleton(subject, reference) : keySkeleton(subject, reference);
    yield {
      ...report,
      isVague: absent !== undefined && isVague(subject, reference, absent),
      fixes: [...(report.fixes ?? []), ...skeleton],
      aliases: aliasesOf(subject, reference),
    };
  }
}

function isVague({ workspace }: ManifestSubject, { target, via }: Reference, { fixes = [], related }: Report): boolean {
  if (fixes.length > 0 || related !== undefined) return false;
  const isKept = target.kind === 'ConfigMap' || SECRET_KINDS.some((one) => workspace.count(one) > 0);
  // Certificates are often made by what is installed, or by a job of it.
  return !isKept || via === 'imagePullSecrets' || (target.kind === 'Secret' && /cert|tls/.test(target.name));
}

/** A ConfigMap or Secret with the keys that this object wants of it, empty. */
function objectSkeleton(subject: ManifestSubject, { target, via }: Reference): Fix[] {
  if (via === 'imagePullSecrets' || via === 'tls') return [];
  const keys = subject.workspace
    .referencesOf(subject.manifest, subject.pod)
    .filter((one) => one.target.kind === target.kind && one.target.name === target.name)
    .flatMap(({ part }) => (part ? [String(part.name)] : []));
  const lines = [...new Set(keys)].map((key) => `  ${written(key)}: ""\n`);
  const block = target.kind === 'Secret' ? 'stringData' : 'data';
  const rest = lines.length > 0 ? `${block}:\n${lines.join('')}` : '';
  return creation(subject, { apiVersion: 'v1', kind: target.kind, name: target.name, rest });
}

/** The key, empty, in the object that lacks it. */
function keySkeleton(subject: ManifestSubject, reference: Reference): Fix[] {
  const found = subject.workspace.resolvePart(reference, subject);
  if (found.state !== 'missing' || !reference.part) return [];
  const { file, manifest } = found.object;
  if (manifest.kind !== reference.target.kind) return [];
  const key = String(reference.part.name);
  const block = manifest.kind === 'Secret' && !isMap(at(manifest.root, 'data')) ? 'stringData' : 'data';
  const edit = setField(file.text, manifest.root, [block, key], '');
  if (!edit) return [];
  const title: Fix['title'] = ['Add `{0}` to {1} `{2}`', key, manifest.kind, manifest.name];
  return file.file === subject.file.file
    ? [{ title, safe: false, edits: [edit] }]
    : [{ title, safe: false, edits: [], others: [{ file: file.file, edits: [edit] }] }];
}

/** kube-linter asks for the name in any namespace, and only what `env` names. */
function aliasesOf({ workspace }: ManifestSubject, { via, target, part }: Reference): readonly string[] {
  if (via !== 'env') return [];
  const named = workspace.named(target.kind, target.name);
  const key = String(part?.name);
  return named.some(({ manifest }) => partsOf(manifest, 'key')?.has(key)) ? [] : ENV_ALIAS;
}
