import { appendItem, setField } from '../edit.ts';
import { at, entry, items, textAt } from '../fields.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { capabilitiesRestricted } from '../pod-security/capabilities.ts';
import { violationsOf } from '../pod-security/check.ts';
import { containerPlace, isWindows, onWindows, podRule } from '../rule-kinds.ts';
import { hardening } from '../pods/security-context.ts';
import type { ContainerView } from '../pods/workloads.ts';

/** Polaris takes all of these for `ALL`. */
const RUNTIME_AND_NETWORK =
  'NET_ADMIN CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP NET_BIND_SERVICE SYS_CHROOT KILL AUDIT_WRITE'.split(
    ' ',
  );
const KEEPS = ['trivy:KSV-0003', 'trivy:KSV-0106'];

const ALIASES = [
  'kube-linter:drop-net-raw-capability',
  'polaris:insecureCapabilities',
  'checkov:CKV_K8S_28',
  'checkov:CKV_K8S_37',
  'trivy:KSV-0004',
  ...KEEPS,
  'psa:capabilities_restricted',
];

export const dropCapabilities = podRule({
  id: 'drop-capabilities',
  title: 'Drop all capabilities',
  severity: 'warning',
  aliases: ALIASES,
  why: 'Containers start with a dozen capabilities, such as sending raw packets and changing owners. A Go service needs none of them; drop all, and add back what is really needed.',
  differs: onWindows(ALIASES),
  examples: [
    {
      bad: 'containers:\n  - name: «app»\n    image: app:1\n',
      good: 'containers:\n  - name: app\n    image: app:1\n    securityContext:\n      capabilities:\n        drop: ["ALL"]\n',
      fixed: true,
    },
    {
      bad: 'containers:\n  - name: app\n    securityContext:\n      capabilities:\n        drop: «[CHOWN, NET_RAW]»\n',
      good: 'containers:\n  - name: app\n    securityContext:\n      capabilities:\n        drop: [ALL]\n        add: [NET_BIND_SERVICE]\n',
    },
  ],
  *check({ manifest, pod, file, workspace: { target } }) {
    let refused: ReturnType<typeof violationsOf> | undefined;
    for (const container of pod.containers) {
      // As it should be, for everybody.
      if (dropped(container).includes('ALL')) continue;
      refused ??= violationsOf(capabilitiesRestricted, pod, target);
      const list = at(container.field, 'securityContext', 'capabilities', 'drop');
      const claims = isWindows(pod) ? [] : claimsOf(container);
      const isRefused = refused.some((one) => one.container === container);
      if (isRefused) claims.push('psa:capabilities_restricted');
      if (claims.length === 0) continue;
      const aliases = heardOf(manifest, claims, container.kind);
      if (container.kind === 'ephemeral' && aliases.length === 0) continue;
      const place = list?.kind === 'list' && list.items.length > 0 ? list : containerPlace(container);
      const path = ['securityContext', 'capabilities', 'drop'];
      yield {
        start: place.start,
        end: place.end,
        message: ['`{0}` keeps capabilities: it does not drop `ALL`', container.name],
        aliases,
        ...(isWindows(pod) ? { severity: 'hint' as const } : {}),
        fixes: hardening(
          ['Drop `ALL` capabilities (the program must need none)'],
          list?.kind === 'list' && list.items.length > 0
            ? appendItem(file.text, container.field, path, 'ALL')
            : setField(file.text, container.field, path, ['ALL']),
          'no-capabilities',
        ),
      };
    }
  },
});

function dropped({ field }: ContainerView): string[] {
  return items(at(field, 'securityContext', 'capabilities', 'drop')).map((item) => textAt(item) ?? '');
}

/** The peers read the list differently: in capitals or not, whole words or parts, one name for many. */
function claimsOf(container: ContainerView): string[] {
  const capabilities = at(container.field, 'securityContext', 'capabilities');
  const drop = dropped(container);
  const upper = drop.map((name) => name.toUpperCase());
  const hasAll = upper.includes('ALL');
  const claims: string[] = [];
  if (!hasAll) claims.push(...KEEPS);
  if (!hasAll && !RUNTIME_AND_NETWORK.every((name) => upper.includes(name)))
    claims.push('polaris:insecureCapabilities');
  if (!drop.some((name) => /ALL|all/.test(name))) claims.push('checkov:CKV_K8S_37');
  if (!drop.some((name) => /ALL|all|NET_RAW/.test(name))) claims.push('checkov:CKV_K8S_28');
  if (!entry(capabilities, 'drop')) claims.push('trivy:KSV-0004');
  if (capabilities?.kind === 'map' && !hasAll && !drop.some((name) => name.includes('NET_RAW')))
    claims.push('kube-linter:drop-net-raw-capability');
  return claims;
}
