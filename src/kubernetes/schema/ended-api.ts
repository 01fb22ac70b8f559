import type { Fix } from '../../lint/fix.ts';
import type { Report } from '../../lint/rule.ts';
import type { Manifest } from '../model.ts';
import type { ManifestSubject } from '../subject.ts';
import { endOf } from './api-history.ts';
import { upgrade } from './upgrade.ts';

/** The finding on an object whose API version is served no more in the target version, or only for a while. */
export function endedApi(subject: ManifestSubject, wanted: 'removed' | 'deprecated'): Report | undefined {
  const { manifest, workspace } = subject;
  const { apiVersion, kind } = manifest;
  const { target, schemas } = workspace;
  const known = endOf(apiVersion, kind);
  if (!known && !/(?:alpha|beta)\d+$/.test(apiVersion)) return undefined;
  const served = known ? undefined : schemas.shipped()?.served(apiVersion, kind);
  const removed = known ? known.removed : served && served.to < target ? served.to + 1 : undefined;
  const isRemoved = removed !== undefined && removed <= target;
  if (isRemoved !== (wanted === 'removed')) return undefined;
  if (!isRemoved && (!known || known.deprecated > target)) return undefined;
  // A CRD of the same name says that somebody serves it.
  const slash = apiVersion.indexOf('/');
  if (schemas.customVersions(apiVersion.slice(0, slash), kind).includes(apiVersion.slice(slash + 1))) return undefined;
  const replacement =
    known?.replacement ??
    schemas
      .shipped()
      ?.versionsOf(kind, target)
      .find((one) => one !== apiVersion);
  const aliases = [
    ...(isRemoved ? ['kubeconform:schema'] : []),
    ...(known?.peers.includes('p') ? ['pluto:deprecated-api'] : []),
    ...(known?.peers.includes('t') ? ['trivy:KSV-0107'] : []),
    ...(known?.peers.includes('s') ? ['kube-score:stable-version'] : []),
    ...(/^extensions\/v1beta\d/.test(apiVersion) ? ['kube-linter:no-extensions-v1beta'] : []),
  ];
  const fixes = replacement === undefined ? [] : upgradeFixes(subject, replacement);
  return {
    ...apiVersionPlace(manifest),
    message: messageFor(kind, apiVersion, isRemoved ? removed : undefined, known, replacement),
    aliases,
    ...(kind === 'Endpoints' ? { severity: 'info' as const } : {}),
    ...(fixes.length > 0 ? { fixes } : {}),
  };
}

function messageFor(
  kind: string,
  apiVersion: string,
  removed: number | undefined,
  known: ReturnType<typeof endOf>,
  replacement: string | undefined,
): Report['message'] {
  if (kind === 'Endpoints') return ['`Endpoints` are deprecated since Kubernetes 1.33; use an `EndpointSlice`'];
  if (removed !== undefined) {
    return replacement === undefined
      ? ['`{0}` of `{1}` is gone since Kubernetes {2}', kind, apiVersion, `1.${String(removed)}`]
      : [
          '`{0}` of `{1}` is gone since Kubernetes {2}; use `{3}`',
          kind,
          apiVersion,
          `1.${String(removed)}`,
          replacement,
        ];
  }
  if (known?.deprecated === 0 || known?.deprecated === undefined)
    return ['`{0}` of `{1}` is served no more by current releases; use `{2}`', kind, apiVersion, replacement ?? ''];
  const since = `1.${String(known.deprecated)}`;
  if (replacement === undefined) return ['`{0}` of `{1}` is deprecated since Kubernetes {2}', kind, apiVersion, since];
  return known.removed === undefined
    ? ['`{0}` of `{1}` is deprecated since Kubernetes {2}; use `{3}`', kind, apiVersion, since, replacement]
    : [
        '`{0}` of `{1}` is deprecated since Kubernetes {2} and ends with {3}; use `{4}`',
        kind,
        apiVersion,
        since,
        `1.${String(known.removed)}`,
        replacement,
      ];
}

function upgradeFixes(subject: ManifestSubject, replacement: string): Fix[] {
  const edits = upgrade(subject, replacement);
  return edits ? [{ title: ['Change to `{0}`', replacement], safe: edits.same, edits: edits.edits }] : [];
}

/** The value of apiVersion. */
export function apiVersionPlace({ root, start }: Manifest): { start: number; end: number } {
  const value = root.entries.find(({ key, merged }) => key === 'apiVersion' && !merged)?.value;
  return value && value.end > value.start ? { start: value.start, end: value.end } : { start, end: start };
}
