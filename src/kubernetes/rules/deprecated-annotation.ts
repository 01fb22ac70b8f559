import { at, entries, textAt } from '../fields.ts';
import { removeField, setField } from '../edit.ts';
import type { Fix } from '../../lint/fix.ts';
import type { Entry, Field, Manifest, ManifestFile } from '../model.ts';
import { objectRule } from '../rule-kinds.ts';

/** What replaced an annotation; the field names are those of the API. */
const REPLACED: Readonly<Record<string, string>> = {
  'kubernetes.io/ingress.class': 'spec.ingressClassName',
  'volume.beta.kubernetes.io/storage-class': 'spec.storageClassName',
  'volume.beta.kubernetes.io/mount-options': 'spec.mountOptions',
  'seccomp.security.alpha.kubernetes.io/pod': 'securityContext.seccompProfile',
  'scheduler.alpha.kubernetes.io/critical-pod': 'priorityClassName',
  'scheduler.alpha.kubernetes.io/tolerations': 'tolerations',
  'scheduler.alpha.kubernetes.io/affinity': 'affinity',
  'service.alpha.kubernetes.io/tolerate-unready-endpoints': 'spec.publishNotReadyAddresses',
  'storageclass.beta.kubernetes.io/is-default-class': 'storageclass.kubernetes.io/is-default-class',
  'security.alpha.kubernetes.io/sysctls': 'securityContext.sysctls',
  'security.alpha.kubernetes.io/unsafe-sysctls': 'securityContext.sysctls',
  'kubectl.kubernetes.io/default-logs-container': 'kubectl.kubernetes.io/default-container',
};
const REPLACED_BEGINNINGS: readonly (readonly [string, string])[] = [
  ['container.seccomp.security.alpha.kubernetes.io/', 'securityContext.seccompProfile'],
];
/** Kubernetes 1.30 has a field for it. */
const APPARMOR = 'container.apparmor.security.beta.kubernetes.io/';

export const deprecatedAnnotation = objectRule({
  id: 'deprecated-annotation',
  title: 'Use the fields that replaced annotations',
  severity: 'warning',
  aliases: [],
  why: 'Annotations of alpha and beta days were replaced by fields. Some are no longer read at all, so that what they ask for does not happen.',
  examples: [
    {
      bad: 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\n  annotations:\n    «kubernetes.io/ingress.class»: traefik\nspec:\n  rules: []\n',
      good: 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\n  annotations: {}\nspec:\n  rules: []\n  ingressClassName: traefik\n',
    },
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web, annotations: { «seccomp.security.alpha.kubernetes.io/pod»: runtime/default } }\nspec: { containers: [] }\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { securityContext: { seccompProfile: { type: RuntimeDefault } }, containers: [] }\n',
    },
  ],
  *check({ manifest, pod, file, workspace }) {
    const own = at(manifest.root, 'metadata', 'annotations');
    const ofPods = at(pod?.metadata, 'annotations');
    for (const map of ofPods === own ? [own] : [own, ofPods]) {
      for (const entry of entries(map)) {
        const { key, keyRange, merged } = entry;
        const instead = insteadOf(key, workspace.target);
        if (merged || instead === undefined) continue;
        yield {
          start: keyRange.start,
          end: keyRange.end,
          message: ['The annotation `{0}` was replaced by `{1}`', key, instead],
          fixes: map === own ? fixesFor(file, manifest, entry, map) : [],
        };
      }
    }
  },
});

function insteadOf(key: string, target: number): string | undefined {
  if (Object.hasOwn(REPLACED, key)) return REPLACED[key];
  if (key.startsWith(APPARMOR)) return target >= 30 ? 'securityContext.appArmorProfile' : undefined;
  return REPLACED_BEGINNINGS.find(([beginning]) => key.startsWith(beginning))?.[1];
}

/** Where a text becomes a field of the same object with the same meaning. */
function fixesFor(file: ManifestFile, { kind, root }: Manifest, { key, value }: Entry, map: Field | undefined): Fix[] {
  const text = textAt(value);
  const field =
    kind === 'Ingress' && key === 'kubernetes.io/ingress.class'
      ? 'ingressClassName'
      : kind === 'PersistentVolumeClaim' && key === 'volume.beta.kubernetes.io/storage-class'
        ? 'storageClassName'
        : undefined;
  if (field === undefined || text === undefined || !map || at(root, 'spec', field)) return [];
  const set = setField(file.text, root, ['spec', field], text);
  const remove = removeField(file.text, root, ['metadata', 'annotations', key]);
  if (!set || !remove) return [];
  return [
    { title: ['Write `spec.{0}` instead (there must be such a class)', field], safe: false, edits: [remove, set] },
  ];
}
