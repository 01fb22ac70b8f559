import type { Fix } from '../../lint/fix.ts';
import type { Report } from '../../lint/rule.ts';
import { similarWord } from '../../lint/similar-word.ts';
import { replaceValue } from '../edit.ts';
import { entry } from '../fields.ts';
import type { ManifestSubject } from '../subject.ts';
import { endOf } from './api-history.ts';
import { apiVersionPlace } from './ended-api.ts';
import type { SchemaSet } from './schema-set.ts';
import { kindPlace } from './schemas.ts';

/** The finding on an object of a kind that its API version does not have, as far as anyone can know. */
export function unknownKindOf(subject: ManifestSubject): Report | undefined {
  const { manifest, workspace } = subject;
  const { apiVersion, kind } = manifest;
  const { schemas, target } = workspace;
  const shipped = schemas.shipped();
  if (!shipped || schemas.find(apiVersion, kind, target) || endOf(apiVersion, kind)) return undefined;
  const custom = customVersion(subject);
  if (custom !== undefined) return custom;
  const served = shipped.served(apiVersion, kind);
  if (served) {
    if (served.to < target) return undefined;
    return {
      ...apiVersionPlace(manifest),
      message: [
        '`{0}` of `{1}` comes with Kubernetes {2}; the manifests are for {3}',
        kind,
        apiVersion,
        `1.${String(served.from)}`,
        `1.${String(target)}`,
      ],
    };
  }
  // Of a newer Kubernetes nobody knows the kinds here.
  return target > shipped.newest ? undefined : (elsewhere(subject, shipped) ?? misspelt(subject, shipped));
}

/** A CRD that has the kind, but not in this version. */
function customVersion({ manifest, workspace }: ManifestSubject): Report | undefined {
  const [group = '', version = ''] = manifest.apiVersion.split('/');
  const versions = workspace.schemas.customVersions(group, manifest.kind);
  if (versions.length === 0) return undefined;
  if (versions.includes(version)) return undefined;
  return {
    ...apiVersionPlace(manifest),
    message: [
      'the CustomResourceDefinition of `{0}` has no version `{1}`, only {2}',
      manifest.kind,
      version,
      versions.map((one) => `\`${one}\``).join(', '),
    ],
    aliases: [],
  };
}

/** The kind exists under another API version of the API server. */
function elsewhere(subject: ManifestSubject, shipped: SchemaSet): Report | undefined {
  const { manifest, workspace, file } = subject;
  const { apiVersion, kind } = manifest;
  if (!isOwnGroup(apiVersion, shipped)) return undefined;
  const [best, ...others] = shipped.versionsOf(kind, workspace.target);
  if (best === undefined) return undefined;
  const group = groupOf(best);
  const sure = others.every((one) => groupOf(one) === group);
  return {
    ...apiVersionPlace(manifest),
    message: ['`{0}` is not in `{1}` but in `{2}`', kind, apiVersion, best],
    fixes: writing(file.text, entry(manifest.root, 'apiVersion'), best, sure),
  };
}

function misspelt({ manifest, workspace, file }: ManifestSubject, shipped: SchemaSet): Report | undefined {
  const { apiVersion, kind } = manifest;
  if (!isOwnGroup(apiVersion, shipped)) return undefined;
  const kinds = shipped.kindsOf(apiVersion, workspace.target);
  const guess = kinds.find((one) => one.toLowerCase() === kind.toLowerCase()) ?? similarWord(kind, kinds);
  // Files of other tools say `v1`, too; and there are API versions that never were.
  if (guess === undefined && (!apiVersion.includes('/') || kinds.length === 0)) return undefined;
  const sure = guess?.toLowerCase() === kind.toLowerCase();
  return {
    ...kindPlace(manifest),
    message:
      guess === undefined
        ? ['`{1}` has no kind `{0}`', kind, apiVersion]
        : ['`{1}` has no kind `{0}`; did you mean `{2}`?', kind, apiVersion, guess],
    ...(guess === undefined ? {} : { fixes: writing(file.text, entry(manifest.root, 'kind'), guess, sure) }),
  };
}

function writing(text: string, written: ReturnType<typeof entry>, value: string, safe: boolean): Fix[] {
  const edit = written && !written.merged ? replaceValue(text, written.value, value) : undefined;
  return edit ? [{ title: ['Write `{0}`', value], safe, edits: [edit] }] : [];
}

/** Groups that only the API server itself serves. */
const OWN =
  /^(?:apps|batch|autoscaling|policy|(?:networking|rbac\.authorization|storage|scheduling|node|coordination|discovery|admissionregistration|apiextensions|apiregistration|certificates|events|flowcontrol\.apiserver)\.k8s\.io)\/v\d/;

function isOwnGroup(apiVersion: string, shipped: SchemaSet): boolean {
  return apiVersion === 'v1' || (OWN.test(apiVersion) && shipped.newest > 0) || apiVersion === 'extensions/v1beta1';
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}
