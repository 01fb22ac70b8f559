import { at, textAt } from '../fields.ts';
import { setField } from '../edit.ts';
import { containerPlace, containerRule } from '../rule-kinds.ts';

const ALIASES = {
  cpu: [
    'kube-linter:unset-cpu-requirements',
    'polaris:cpuRequestsMissing',
    'checkov:CKV_K8S_10',
    'trivy:KSV-0015',
    'kubescape:C-0268',
  ],
  memory: ['polaris:memoryRequestsMissing', 'checkov:CKV_K8S_12', 'trivy:KSV-0016', 'kubescape:C-0269'],
} as const;

export const resourceRequests = containerRule({
  id: 'resource-requests',
  title: 'Request CPU and memory',
  severity: 'warning',
  aliases: [...ALIASES.cpu, ...ALIASES.memory],
  why: 'The scheduler places pods by their requests. A container without them counts as nothing: its node can be full, and it is the first to be evicted. A limit counts as the request where that is missing.',
  examples: [
    {
      bad: 'name: app\nresources:\n  requests: «{ cpu: 100m }»\n',
      good: 'name: app\nresources:\n  requests: { cpu: 100m, memory: 64Mi }\n',
    },
    {
      bad: 'name: «app»\nimage: app:1\n',
      good: 'name: app\nresources:\n  requests: { cpu: 50m }\n  limits: { memory: 64Mi }\n',
    },
  ],
  *check({ container, pod, file }) {
    const resources = at(container.field, 'resources');
    // Requests of the whole pod (Kubernetes 1.34) are what the scheduler then looks at.
    const all = [resources, at(pod.spec, 'resources')];
    const missing = (['cpu', 'memory'] as const).filter(
      (name) => !all.some((one) => textAt(one, 'requests', name) ?? textAt(one, 'limits', name)),
    );
    const [first] = missing;
    if (!first) return;
    const requests = at(resources, 'requests');
    const place = requests?.kind === 'map' && requests.entries.length > 0 ? requests : containerPlace(container);
    const values = { cpu: '50m', memory: '64Mi' };
    const edit =
      missing.length === 1
        ? setField(file.text, container.field, ['resources', 'requests', first], values[first])
        : setField(file.text, container.field, ['resources', 'requests'], values);
    yield {
      start: place.start,
      end: place.end,
      message:
        missing.length === 2
          ? ['`{0}` requests neither CPU nor memory', container.name]
          : first === 'cpu'
            ? ['`{0}` requests no CPU', container.name]
            : ['`{0}` requests no memory', container.name],
      aliases: missing.flatMap((name) => ALIASES[name]),
      fixes: edit ? [{ title: ['Add small requests (measure, then adjust)'], safe: false, edits: [edit] }] : [],
    };
  },
});
