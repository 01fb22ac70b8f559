import { at, valueAt } from '../fields.ts';
import { setField } from '../edit.ts';
import { containerPlace, containerRule, isWindows } from '../rule-kinds.ts';

const ALIASES = [
  'kube-linter:run-as-non-root',
  'polaris:runAsRootAllowed',
  'checkov:CKV_K8S_23',
  'trivy:KSV-0012',
  'psa:runAsNonRoot',
  'kubescape:C-0013',
];

export const runAsNonRoot = containerRule({
  id: 'run-as-non-root',
  title: 'Run the container as a non-root user',
  severity: 'warning',
  aliases: [...ALIASES, 'trivy:KSV-0105', 'psa:runAsUser'],
  why: 'A process that is root in the container is root on the node if it breaks out. `runAsNonRoot: true` makes the kubelet refuse an image that would run as root; a numeric `runAsUser` says which user it is. Settings of the pod count for containers that have none of their own.',
  examples: [
    {
      bad: 'name: «app»\nimage: app:1\n',
      good: 'name: app\nimage: app:1\nsecurityContext:\n  runAsNonRoot: true\n',
      fixed: true,
    },
    {
      bad: 'name: app\nsecurityContext:\n  runAsUser: «0»\n',
      good: 'name: app\nsecurityContext:\n  runAsUser: 10001\n',
    },
    {
      bad: 'name: app\nsecurityContext: { runAsNonRoot: «false» }\n',
      good: 'name: app\nsecurityContext: { runAsNonRoot: true }\n',
      fixed: true,
    },
  ],
  *check({ container, pod, file }) {
    if (isWindows(pod)) return;
    const own = at(container.field, 'securityContext');
    const shared = at(pod.spec, 'securityContext');
    const flag = valueAt(own, 'runAsNonRoot') ?? valueAt(shared, 'runAsNonRoot');
    const user = valueAt(own, 'runAsUser') ?? valueAt(shared, 'runAsUser');
    const fix = setField(file.text, container.field, ['securityContext', 'runAsNonRoot'], true);
    const fixes = fix
      ? [
          {
            title: ['Set `runAsNonRoot: true` (the image must set a numeric non-root user)'] as const,
            safe: false,
            edits: [fix],
          },
        ]
      : [];
    if (user === 0) {
      const place = at(own, 'runAsUser') ?? at(shared, 'runAsUser') ?? containerPlace(container);
      yield {
        start: place.start,
        end: place.end,
        message: ['`{0}` runs as root (`runAsUser: 0`)', container.name],
        aliases: flag === true ? ['trivy:KSV-0105', 'psa:runAsUser'] : [...ALIASES, 'trivy:KSV-0105', 'psa:runAsUser'],
      };
      return;
    }
    if (flag === true || (typeof user === 'number' && user > 0)) return;
    const place =
      (flag === false ? (at(own, 'runAsNonRoot') ?? at(shared, 'runAsNonRoot')) : undefined) ??
      containerPlace(container);
    yield {
      start: place.start,
      end: place.end,
      message: ['`{0}` may run as root: nothing says `runAsNonRoot: true`', container.name],
      aliases: ALIASES,
      fixes,
    };
  },
});
