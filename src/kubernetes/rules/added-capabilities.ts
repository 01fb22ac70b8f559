import { removeField } from '../edit.ts';
import { at, items, textAt } from '../fields.ts';
import type { Field } from '../model.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { DEFAULT_CAPABILITIES } from '../pod-security/capabilities.ts';
import { isExemptWindows } from '../pod-security/check.ts';
import { isWindows, onWindows, podRule } from '../rule-kinds.ts';
import { hardening } from '../pods/security-context.ts';
import type { ContainerView } from '../pods/workloads.ts';

/** Close to root on the node, or on its network. */
const DANGEROUS: ReadonlySet<string> = new Set(
  'SETPCAP NET_ADMIN NET_RAW SYS_MODULE SYS_RAWIO SYS_PTRACE SYS_ADMIN SYS_BOOT MAC_OVERRIDE MAC_ADMIN PERFMON ALL BPF'.split(
    ' ',
  ),
);

const ALIASES = [
  'kube-linter:drop-net-raw-capability',
  'polaris:dangerousCapabilities',
  'checkov:CKV_K8S_25',
  'checkov:CKV_K8S_39',
  'trivy:KSV-0005',
  'trivy:KSV-0022',
  'trivy:KSV-0106',
  'trivy:KSV-0119',
  'trivy:KSV-0120',
  'psa:capabilities_baseline',
  'psa:capabilities_restricted',
  'kubescape:C-0046',
];

export const addedCapabilities = podRule({
  id: 'added-capabilities',
  title: 'Add no capabilities',
  severity: 'warning',
  aliases: ALIASES,
  why: 'Each capability is a part of root: `SYS_ADMIN` and `SYS_MODULE` amount to all of it, `NET_RAW` lets a program forge packets of its neighbours. Only `NET_BIND_SERVICE`, for ports below 1024, is harmless, and a service that listens on a higher port does not need it.',
  differs: onWindows(ALIASES),
  examples: [
    {
      bad: 'containers:\n  - name: app\n    securityContext:\n      capabilities:\n        add: [«SYS_ADMIN»]\n',
      good: 'containers:\n  - name: app\n    securityContext:\n      capabilities:\n        drop: [ALL]\n',
    },
    {
      bad: 'containers:\n  - name: app\n    securityContext:\n      capabilities:\n        drop: [ALL]\n        add:\n          - «NET_BIND_SERVICE»\n',
      good: 'containers:\n  - name: app\n    securityContext:\n      capabilities:\n        drop: [ALL]\n        add: []\n',
      fixed: true,
    },
  ],
  *check({ manifest, pod, file, workspace: { target } }) {
    for (const container of pod.containers) {
      const list = at(container.field, 'securityContext', 'capabilities', 'add');
      for (const [index, item] of items(list).entries()) {
        const name = textAt(item) ?? '';
        const claims = isWindows(pod) ? [] : claimsOf(name, container);
        if (!DEFAULT_CAPABILITIES.has(name)) claims.push('psa:capabilities_baseline');
        if (name !== 'NET_BIND_SERVICE' && target >= 22 && !isExemptWindows(pod, target))
          claims.push('psa:capabilities_restricted');
        const aliases = heardOf(manifest, claims, container.kind);
        if (claims.length === 0 || (container.kind === 'ephemeral' && aliases.length === 0)) continue;
        const isDefault = DEFAULT_CAPABILITIES.has(name) && !DANGEROUS.has(name);
        yield {
          start: item.start,
          end: item.end,
          message: ['`{0}` gets the capability `{1}`', container.name, name],
          aliases,
          ...(isDefault || isWindows(pod) ? { severity: 'hint' as const } : {}),
          fixes: hardening(
            ['Remove `{0}` (the program must not need it)', name],
            removeField(file.text, container.field, ['securityContext', 'capabilities', 'add', index]),
          ),
        };
      }
    }
  },
});

/** What the peers say of one added capability. */
function claimsOf(name: string, container: ContainerView): string[] {
  const claims = ['checkov:CKV_K8S_25', 'trivy:KSV-0022'];
  if (/^(?:ALL|SYS_ADMIN|NET_ADMIN)$/i.test(name)) claims.push('polaris:dangerousCapabilities');
  if (DANGEROUS.has(name)) claims.push('kubescape:C-0046');
  if (name === 'SYS_ADMIN') claims.push('trivy:KSV-0005', 'checkov:CKV_K8S_39');
  if (name === 'SYS_MODULE') claims.push('trivy:KSV-0120');
  if (name === 'NET_RAW') claims.push('trivy:KSV-0119');
  if (name.includes('NET_RAW') || /^all$/i.test(name)) claims.push('kube-linter:drop-net-raw-capability');
  // Where not all is dropped, that is said of the container.
  if (name !== 'NET_BIND_SERVICE' && dropsAll(container.field)) claims.push('trivy:KSV-0106');
  return claims;
}

function dropsAll(container: Field): boolean {
  return items(at(container, 'securityContext', 'capabilities', 'drop')).some((item) =>
    /^all$/i.test(textAt(item) ?? ''),
  );
}
