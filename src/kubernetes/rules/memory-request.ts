import { at } from '../fields.ts';
import { setField } from '../edit.ts';
import { allOf } from '../peers/container-aliases.ts';
import { amountAliases, amountOf, RESOURCE_ALIASES } from '../pods/resources.ts';
import { containerPlace, containerRule } from '../rule-kinds.ts';

export const memoryRequest = containerRule({
  id: 'memory-request',
  title: 'Request memory',
  severity: 'warning',
  aliases: allOf(RESOURCE_ALIASES['requests.memory']),
  why: 'The scheduler places pods by their requests. A container that requests no memory counts as nothing: its node may be full, and it is the first to be evicted when memory runs out. A limit counts as the request where that is missing, and requests of the whole pod count for its containers.',
  differs: {
    'kube-score:container-resources':
      'Requests and limits of the whole pod (Kubernetes 1.34) count for its containers.',
  },
  examples: [
    {
      bad: 'name: «app»\nimage: app:1\nresources:\n  requests:\n    cpu: 50m\n',
      good: 'name: app\nimage: app:1\nresources:\n  requests:\n    cpu: 50m\n    memory: 64Mi\n',
      fixed: true,
    },
    {
      bad: 'name: «app»\nresources: { limits: { cpu: 1 } }\n',
      good: 'name: app\nresources: { limits: { memory: 1Gi } }\n',
    },
  ],
  *check(subject) {
    const { container, file } = subject;
    const amount = amountOf(subject, 'requests', 'memory');
    if (amount !== 'absent' && amount !== 'zero') return;
    const edit = setField(file.text, container.field, ['resources', 'requests', 'memory'], '64Mi');
    const { start, end } =
      (amount === 'zero' ? at(container.field, 'resources', 'requests', 'memory') : undefined) ??
      containerPlace(container);
    yield {
      start,
      end,
      message: ['`{0}` requests no memory', container.name],
      aliases: amountAliases(subject, 'requests', 'memory'),
      fixes: edit ? [{ title: ['Request a little memory (measure, then adjust)'], safe: false, edits: [edit] }] : [],
    };
  },
});
