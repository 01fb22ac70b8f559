import type { Message } from '../../words/message.ts';
import { at, textAt } from '../fields.ts';
import { setField } from '../edit.ts';
import { allOf } from '../peers/container-aliases.ts';
import { amountAliases, amountOf, type Resource, RESOURCE_ALIASES } from '../pods/resources.ts';
import { containerPlace, containerRule } from '../rule-kinds.ts';

export const explicitRequests = containerRule({
  id: 'explicit-requests',
  title: 'Write requests out rather than let limits stand for them',
  severity: 'hint',
  off: true,
  aliases: [...new Set([...allOf(RESOURCE_ALIASES['requests.cpu']), ...allOf(RESOURCE_ALIASES['requests.memory'])])],
  why: 'Where a container has a limit and no request, the API server makes the limit the request: the pod reserves as much as it may ever use. That is right for some; whoever means it can write it, so that a reader need not know the rule.',
  examples: [
    {
      bad: 'name: app\nresources:\n  limits: «{ cpu: 1 }»\n',
      good: 'name: app\nresources:\n  limits: { cpu: 1 }\n  requests: { cpu: 1 }\n',
    },
    {
      bad: 'name: app\nresources:\n  requests: { cpu: 1 }\n  limits: «{ memory: 1Gi }»\n',
      good: 'name: app\nresources:\n  requests: { cpu: 1, memory: 1Gi }\n  limits: { memory: 1Gi }\n',
    },
  ],
  *check(subject) {
    for (const name of ['cpu', 'memory'] as const) {
      if (amountOf(subject, 'requests', name) !== 'implied') continue;
      const { container, file } = subject;
      const limits = at(container.field, 'resources', 'limits');
      const limit = textAt(limits, name) ?? '';
      const edit = setField(file.text, container.field, ['resources', 'requests', name], limit);
      const { start, end } = limits ?? containerPlace(container);
      yield {
        start,
        end,
        message: message(name, container.name, limit),
        aliases: amountAliases(subject, 'requests', name),
        fixes: edit ? [{ title: ['Write the request out'], safe: true, edits: [edit] }] : [],
      };
    }
  },
});

function message(name: Resource, container: string, limit: string): Message {
  return name === 'cpu'
    ? ['`{0}` requests as much CPU as its limit allows, `{1}`, because it requests none itself', container, limit]
    : ['`{0}` requests as much memory as its limit allows, `{1}`, because it requests none itself', container, limit];
}
