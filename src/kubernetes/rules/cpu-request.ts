import { at } from '../fields.ts';
import { setField } from '../edit.ts';
import { allOf } from '../peers/container-aliases.ts';
import { amountAliases, amountOf, RESOURCE_ALIASES } from '../pods/resources.ts';
import { containerPlace, containerRule } from '../rule-kinds.ts';

export const cpuRequest = containerRule({
  id: 'cpu-request',
  title: 'Request CPU',
  severity: 'warning',
  aliases: allOf(RESOURCE_ALIASES['requests.cpu']),
  why: 'The scheduler places pods by their requests, and CPU time is shared out by them. A container that requests none counts as nothing: its node may be full, and its neighbours go first. A limit counts as the request where that is missing, and requests of the whole pod count for its containers.',
  differs: {
    'kube-linter:unset-cpu-requirements':
      'Where the limit is the request, as the API server has it, only `explicit-requests` speaks; requests of the whole pod (Kubernetes 1.34) count.',
    'kube-score:container-resources':
      'Requests and limits of the whole pod (Kubernetes 1.34) count for its containers.',
  },
  examples: [
    {
      bad: 'name: «app»\nimage: app:1\nresources:\n  requests:\n    memory: 64Mi\n',
      good: 'name: app\nimage: app:1\nresources:\n  requests:\n    memory: 64Mi\n    cpu: 50m\n',
      fixed: true,
    },
    {
      bad: 'name: app\nresources: { requests: { cpu: «0» } }\n',
      good: 'name: app\nresources: { limits: { cpu: 1 } }\n',
    },
  ],
  *check(subject) {
    const { container, file } = subject;
    const amount = amountOf(subject, 'requests', 'cpu');
    if (amount !== 'absent' && amount !== 'zero') return;
    const edit = setField(file.text, container.field, ['resources', 'requests', 'cpu'], '50m');
    const { start, end } =
      (amount === 'zero' ? at(container.field, 'resources', 'requests', 'cpu') : undefined) ??
      containerPlace(container);
    yield {
      start,
      end,
      message: ['`{0}` requests no CPU', container.name],
      aliases: amountAliases(subject, 'requests', 'cpu'),
      fixes: edit ? [{ title: ['Request a little CPU (measure, then adjust)'], safe: false, edits: [edit] }] : [],
    };
  },
});
