import type { Evidence, Fix } from '../../lint/fix.ts';
import type { Report } from '../../lint/rule.ts';
import { setField } from '../edit.ts';
import { at, items, textAt, valueAt } from '../fields.ts';
import type { Located, MapField } from '../model.ts';
import { objectPlace } from '../object-place.ts';
import { objectRule } from '../rule-kinds.ts';
import { accountOf, givesToken, mountsToken } from '../pods/service-accounts.ts';
import type { ManifestSubject } from '../subject.ts';
import { CHECKOV_WORKLOADS, KUBESCAPE_WORKLOADS } from '../peers/peer-kinds.ts';
import type { PodSpecView } from '../pods/workloads.ts';
import type { Workspace } from '../workspace.ts';

const KUBESCAPE = ['kubescape:C-0034', 'kubescape:C-0190'];
const TOKEN_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';

export const noServiceAccountToken = objectRule({
  id: 'no-service-account-token',
  title: 'Mount the token of a service account only where it is needed',
  severity: 'info',
  off: true,
  aliases: [
    'polaris:automountServiceAccountToken',
    'trivy:KSV-0036',
    'checkov:CKV_K8S_38',
    ...KUBESCAPE,
    'kubescape:C-0261',
  ],
  why: 'Every pod gets a token for the API server unless somebody says no. A program that never asks the API server needs none, and who breaks into it finds none.',
  differs: {
    'kubescape:C-0034':
      'It compares namespaces only where the workload and the account write them; here empty equals `default`.',
  },
  examples: [
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: «web»\nspec:\n  containers: []\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers: []\n  automountServiceAccountToken: false\n',
      fixed: true,
    },
    {
      bad: 'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: web\nautomountServiceAccountToken: «true»\n',
      good: 'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: web\nautomountServiceAccountToken: false\n',
      fixed: true,
    },
  ],
  check(subject) {
    if (subject.pod) return ofPod(subject, subject.pod);
    return subject.manifest.kind === 'ServiceAccount' ? ofAccount(subject) : [];
  },
});

function* ofAccount({ manifest, file }: ManifestSubject): Generator<Report> {
  if (!givesToken(manifest)) return;
  const place = at(manifest.root, 'automountServiceAccountToken');
  const { start, end } = place && place.end > place.start ? place : objectPlace(manifest);
  yield {
    start,
    end,
    message: ['`{0}` gives its token to every pod that uses it', manifest.name],
    aliases: KUBESCAPE,
    fixes: fixesIn(file.text, manifest.root),
  };
}

function* ofPod(subject: ManifestSubject, pod: PodSpecView): Generator<Report> {
  const { manifest, file, workspace } = subject;
  const account = accountOf(pod, manifest, workspace);
  const aliases = aliasesOf(subject, pod, account);
  if (aliases.length === 0 && !mountsToken(pod, account?.manifest)) return;
  const place = at(pod.spec, 'automountServiceAccountToken');
  const { start, end } = place && place.end > place.start ? place : objectPlace(manifest);
  yield {
    start,
    end,
    message: mountsToken(pod, account?.manifest)
      ? ['`{0}` mounts the token of its service account', manifest.name]
      : ['`{0}` does not say itself that it mounts no token', manifest.name],
    aliases,
    fixes: fixesIn(file.text, pod.spec, 'no-kubernetes-client'),
  };
}

function fixesIn(text: string, map: MapField, safeWith?: Evidence): Fix[] {
  const edit = setField(text, map, ['automountServiceAccountToken'], false);
  if (!edit) return [];
  return [
    {
      title: ['Set `automountServiceAccountToken: false` (the program must not ask the API server)'],
      safe: false,
      ...(safeWith ? { safeWith } : {}),
      edits: [edit],
    },
  ];
}

function aliasesOf(subject: ManifestSubject, pod: PodSpecView, account: Located | undefined): string[] {
  const { kind } = subject.manifest;
  const own = valueAt(pod.spec, 'automountServiceAccountToken');
  const mounts = mountsToken(pod, account?.manifest);
  const named = textAt(pod.spec, 'serviceAccountName') === undefined ? undefined : account;
  const ofPolaris = own === true || (own !== false && (!named || givesToken(named.manifest)));
  return [
    ...(ofPolaris && kind !== 'PodTemplate' ? ['polaris:automountServiceAccountToken'] : []),
    ...((kind === 'Pod' && own === true) || ((kind !== 'Pod' || own === undefined) && mountsFolder(kind, pod))
      ? ['trivy:KSV-0036']
      : []),
    ...(own !== false && CHECKOV_WORKLOADS.has(kind) ? ['checkov:CKV_K8S_38'] : []),
    ...(KUBESCAPE_WORKLOADS.has(kind) ? ofKubescape(own, mounts, account, subject) : []),
  ];
}

/** Trivy asks for `automountServiceAccountToken` beside the template, where it never is. */
function mountsFolder(kind: string, { containers }: PodSpecView): boolean {
  return (
    kind !== 'PodTemplate' &&
    containers.some(
      (container) =>
        container.kind !== 'ephemeral' &&
        items(at(container.field, 'volumeMounts')).some((mount) => textAt(mount, 'mountPath') === TOKEN_FOLDER),
    )
  );
}

/** kubescape joins the pod with its account, and takes a pod for mounting where the files hold no account at all. */
function ofKubescape(
  own: unknown,
  mounts: boolean,
  account: Located | undefined,
  { manifest, workspace }: ManifestSubject,
): string[] {
  const accounts = workspace.inNamespace('ServiceAccount', manifest.namespace);
  if (!account) return own === true && accounts.length === 0 ? KUBESCAPE : [];
  if (own === false) return [];
  const gives = givesToken(account.manifest);
  return [...(gives ? KUBESCAPE : []), ...(mounts && isBound(account, workspace) ? ['kubescape:C-0261'] : [])];
}

function isBound({ manifest }: Located, workspace: Workspace): boolean {
  const { name, namespace } = manifest;
  return workspace
    .referencesTo({ kind: 'ServiceAccount', name, namespace })
    .some(({ reference }) => reference.via === 'subject');
}
