import { at } from '../fields.ts';
import { setField } from '../edit.ts';
import { allOf } from '../peers/container-aliases.ts';
import { amountAliases, amountOf, RESOURCE_ALIASES } from '../pods/resources.ts';
import { containerPlace, containerRule } from '../rule-kinds.ts';

export const memoryLimit = containerRule({
  id: 'memory-limit',
  title: 'Limit memory',
  severity: 'warning',
  aliases: allOf(RESOURCE_ALIASES['limits.memory']),
  why: 'A container without a memory limit can take the memory of its whole node, and the kernel then ends other pods. A limit ends the one that leaks. (A CPU limit only slows down, so Gantry does not ask for one.)',
  differs: {
    'kube-linter:unset-memory-requirements': 'A limit of the whole pod (Kubernetes 1.34) counts for its containers.',
    'draft:container-resource-limits': 'How high a limit may be is not Gantry’s to say.',
    'kubescape:C-0004': 'How high or low an amount may be is not Gantry’s to say.',
  },
  examples: [
    {
      bad: 'name: «app»\nresources:\n  requests: { cpu: 100m, memory: 64Mi }\n',
      good: 'name: app\nresources:\n  requests: { cpu: 100m, memory: 64Mi }\n  limits:\n    memory: 128Mi\n',
    },
    {
      bad: 'name: «app»\nresources:\n  limits: { cpu: 1 }\n',
      good: 'name: app\nresources:\n  limits: { memory: 1Gi }\n',
    },
    {
      bad: 'name: app\nresources:\n  limits:\n    memory: «"0"»\n',
      good: 'name: app\nresources:\n  limits:\n    memory: "256Mi"\n',
      fixed: true,
    },
  ],
  *check(subject) {
    const { container, file } = subject;
    const amount = amountOf(subject, 'limits', 'memory');
    if (amount !== 'absent' && amount !== 'zero') return;
    const edit = setField(file.text, container.field, ['resources', 'limits', 'memory'], '256Mi');
    const { start, end } =
      (amount === 'zero' ? at(container.field, 'resources', 'limits', 'memory') : undefined) ??
      containerPlace(container);
    yield {
      start,
      end,
      message: ['`{0}` has no memory limit', container.name],
      aliases: amountAliases(subject, 'limits', 'memory'),
      fixes: edit ? [{ title: ['Add a memory limit (measure, then adjust)'], safe: false, edits: [edit] }] : [],
    };
  },
});
