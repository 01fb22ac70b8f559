import { at, items, textAt } from '../fields.ts';
import { setField } from '../edit.ts';
import { containerPlace, containerRule, isWindows } from '../rule-kinds.ts';

export const dropCapabilities = containerRule({
  id: 'drop-capabilities',
  title: 'Drop all capabilities',
  severity: 'warning',
  aliases: [
    'kube-linter:drop-net-raw-capability',
    'polaris:insecureCapabilities',
    'checkov:CKV_K8S_28',
    'checkov:CKV_K8S_37',
    'trivy:KSV-0003',
    'trivy:KSV-0004',
    'trivy:KSV-0106',
    'trivy:KSV-0119',
    'psa:capabilities_restricted',
  ],
  why: 'Containers start with a dozen capabilities, such as sending raw packets and changing owners. A Go service needs none of them; drop all, and add back what is really needed.',
  examples: [
    {
      bad: 'name: «app»\nimage: app:1\n',
      good: 'name: app\nimage: app:1\nsecurityContext:\n  capabilities:\n    drop: ["ALL"]\n',
      fixed: true,
    },
    {
      bad: 'name: app\nsecurityContext:\n  capabilities:\n    drop: «[CHOWN, NET_RAW]»\n',
      good: 'name: app\nsecurityContext:\n  capabilities:\n    drop: [ALL]\n    add: [NET_BIND_SERVICE]\n',
    },
  ],
  *check({ container, pod, file }) {
    if (isWindows(pod)) return;
    const list = at(container.field, 'securityContext', 'capabilities', 'drop');
    const dropped = items(list).map((item) => (textAt(item) ?? '').toUpperCase());
    if (dropped.includes('ALL')) return;
    const some = list?.kind === 'list' && dropped.length > 0;
    const place = some ? list : containerPlace(container);
    const fix = some
      ? undefined
      : setField(file.text, container.field, ['securityContext', 'capabilities', 'drop'], ['ALL']);
    const keepsNetRaw = !dropped.includes('NET_RAW');
    yield {
      start: place.start,
      end: place.end,
      message: ['`{0}` keeps capabilities: it does not drop `ALL`', container.name],
      aliases: [
        ...(keepsNetRaw ? ['kube-linter:drop-net-raw-capability', 'checkov:CKV_K8S_28', 'trivy:KSV-0119'] : []),
        ...(dropped.length === 0 ? ['trivy:KSV-0004'] : []),
        'polaris:insecureCapabilities',
        ...['checkov:CKV_K8S_37', 'trivy:KSV-0003', 'trivy:KSV-0106', 'psa:capabilities_restricted'],
      ],
      fixes: fix
        ? [{ title: ['Drop `ALL` capabilities (the program must need none)'], safe: false, edits: [fix] }]
        : [],
    };
  },
});
