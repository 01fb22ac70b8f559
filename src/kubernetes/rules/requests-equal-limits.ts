import { at, textAt } from '../fields.ts';
import { setField } from '../edit.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { parseQuantity, sameAmount } from '../pods/quantity.ts';
import { containerPlace, containerRule } from '../rule-kinds.ts';

const BOTH = 'kube-score:container-resource-requests-equal-limits';
const ALIASES = {
  cpu: ['kube-score:container-cpu-requests-equal-limits', BOTH],
  memory: ['kube-score:container-memory-requests-equal-limits', BOTH],
  'ephemeral-storage': ['kube-score:container-ephemeral-storage-request-equals-limit'],
} as const;
const NAMES = ['cpu', 'memory', 'ephemeral-storage'] as const;

export const requestsEqualLimits = containerRule({
  id: 'requests-equal-limits',
  title: 'Request as much as the limit allows',
  severity: 'hint',
  off: true,
  aliases: [...new Set(NAMES.flatMap((name) => ALIASES[name]))],
  why: 'A container whose requests are its limits has what it may use for itself, and is evicted last. It also reserves what it rarely needs, so this rule is off by default; it makes most sense for memory.',
  examples: [
    {
      bad: 'name: app\nresources:\n  requests:\n    memory: «128Mi»\n  limits:\n    memory: 256Mi\n',
      good: 'name: app\nresources:\n  requests:\n    memory: 256Mi\n  limits:\n    memory: 256Mi\n',
      fixed: true,
    },
    {
      bad: 'name: app\nresources: { requests: { cpu: «500m» } }\n',
      good: 'name: app\nresources: { requests: { cpu: 500m }, limits: { cpu: 0.5 } }\n',
    },
  ],
  *check({ container, manifest, file }) {
    const resources = at(container.field, 'resources');
    for (const name of NAMES) {
      const request = textAt(resources, 'requests', name);
      const limit = textAt(resources, 'limits', name);
      const amounts = [request, limit].map((text) => (text === undefined ? undefined : parseQuantity(text)));
      // Of what is no quantity, a placeholder say, nobody knows how much it is.
      if ([request, limit].some((text, index) => text !== undefined && amounts[index] === undefined)) continue;
      if (sameAmount(amounts[0], amounts[1])) continue;
      if (name === 'ephemeral-storage' && !(amounts[0]?.value && amounts[1]?.value)) continue;
      const field = at(resources, 'requests', name) ?? at(resources, 'limits', name);
      const edit =
        limit !== undefined
          ? setField(file.text, container.field, ['resources', 'requests', name], limit)
          : setField(file.text, container.field, ['resources', 'limits', name], request ?? '');
      const { start, end } = field ?? containerPlace(container);
      yield {
        start,
        end,
        message: [
          '`{0}` requests {1} of `{2}` and may use {3}',
          container.name,
          request ?? limit ?? '',
          name,
          limit ?? '∞',
        ],
        aliases: heardOf(manifest, ALIASES[name], container.kind),
        fixes: edit ? [{ title: ['Make request and limit the same'], safe: false, edits: [edit] }] : [],
      };
    }
  },
});
