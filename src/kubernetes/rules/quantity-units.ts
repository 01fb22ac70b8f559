import { entries, at, textAt } from '../fields.ts';
import { parseQuantity } from '../pods/quantity.ts';
import { containerRule } from '../rule-kinds.ts';
import type { Message } from '../../words/message.ts';

/** What the smallest container takes, and what no node has. */
const LEAST_BYTES = 1024 * 1024;
const MOST_CORES = 1000;

export const quantityUnits = containerRule({
  id: 'quantity-units',
  title: 'Measure memory in bytes and CPU in cores',
  severity: 'warning',
  aliases: [],
  why: '`m` means a thousandth, `M` a million: `memory: 128m` is less than a byte, and `memory: 512` is 512 bytes, in which nothing starts. `cpu: 500Mi` asks for half a billion cores, which no node has. The API server takes them all.',
  examples: [
    {
      bad: 'name: app\nresources: { limits: { memory: «128m» } }\n',
      good: 'name: app\nresources: { limits: { memory: 128Mi } }\n',
      fixed: true,
    },
    {
      bad: 'name: app\nresources: { requests: { cpu: «500Mi», memory: «512» } }\n',
      good: 'name: app\nresources: { requests: { cpu: 500m, memory: 512Mi } }\n',
      fixed: true,
    },
  ],
  *check({ container, file }) {
    for (const side of ['requests', 'limits'] as const) {
      for (const { key, value, merged } of entries(at(container.field, 'resources', side))) {
        if (merged) continue;
        const text = textAt(value);
        if (text === undefined || value.end <= value.start) continue;
        const amount = parseQuantity(text);
        if (!amount || amount.value <= 0) continue;
        const digits = text.replace(/[a-zA-Z]+$/, '');
        const isCpu = key === 'cpu';
        if (!isCpu && key !== 'memory' && key !== 'ephemeral-storage') continue;
        if (isCpu ? amount.value < MOST_CORES : amount.value >= LEAST_BYTES) continue;
        // What is meant is plain only for the usual slips.
        const meant = isCpu
          ? /^(?:|Mi|M|Ki|k)$/.test(amount.suffix) && Number(digits) < 100_000
            ? `${digits}m`
            : undefined
          : /^(?:|m)$/.test(amount.suffix) && Number(digits) < 100_000
            ? `${digits}Mi`
            : undefined;
        const isQuoted = /["']/.test(file.text[value.start] ?? '');
        yield {
          start: value.start,
          end: value.end,
          message: message(isCpu, key, text, amount.value),
          fixes:
            meant !== undefined && !/[*&]/.test(file.text[value.start] ?? '')
              ? [
                  {
                    title: ['Write `{0}`', meant],
                    safe: false,
                    edits: [{ start: value.start, end: value.end, text: isQuoted ? `"${meant}"` : meant }],
                  },
                ]
              : [],
        };
      }
    }
  },
});

function message(isCpu: boolean, key: string, text: string, value: number): Message {
  if (isCpu) return ['`{0}` are {1} cores, which no node has', text, value];
  return value < 1
    ? ['`{0}` of `{1}` is less than a byte', text, key]
    : ['`{0}` of `{1}` are {2} bytes, in which nothing starts', text, key, value];
}
