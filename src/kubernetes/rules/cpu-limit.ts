import { at } from '../fields.ts';
import { setField } from '../edit.ts';
import { allOf } from '../peers/container-aliases.ts';
import { amountAliases, amountOf, RESOURCE_ALIASES } from '../pods/resources.ts';
import { containerPlace, containerRule } from '../rule-kinds.ts';

export const cpuLimit = containerRule({
  id: 'cpu-limit',
  title: 'Limit CPU',
  severity: 'hint',
  off: true,
  aliases: allOf(RESOURCE_ALIASES['limits.cpu']),
  why: 'A CPU limit keeps a program from using time that is left over on its node, which some clusters want: where tenants pay for what they use, or where measurements must repeat. It also slows programs down that could run, so this rule is off by default; requests already share the CPU out fairly.',
  differs: {
    'kube-score:container-resources':
      'Requests and limits of the whole pod (Kubernetes 1.34) count for its containers.',
    'draft:container-resource-limits': 'How high a limit may be is not Gantry’s to say.',
  },
  examples: [
    {
      bad: 'name: «app»\nresources:\n  limits:\n    memory: 1Gi\n',
      good: 'name: app\nresources:\n  limits:\n    memory: 1Gi\n    cpu: "1"\n',
      fixed: true,
    },
    {
      bad: 'name: «app»\nimage: app:1\n',
      good: 'name: app\nresources: { limits: { cpu: 500m } }\n',
    },
  ],
  *check(subject) {
    const { container, file } = subject;
    const amount = amountOf(subject, 'limits', 'cpu');
    if (amount !== 'absent' && amount !== 'zero') return;
    const edit = setField(file.text, container.field, ['resources', 'limits', 'cpu'], '1');
    const { start, end } =
      (amount === 'zero' ? at(container.field, 'resources', 'limits', 'cpu') : undefined) ?? containerPlace(container);
    yield {
      start,
      end,
      message: ['`{0}` has no CPU limit', container.name],
      aliases: amountAliases(subject, 'limits', 'cpu'),
      fixes: edit ? [{ title: ['Add a CPU limit (measure, then adjust)'], safe: false, edits: [edit] }] : [],
    };
  },
});
