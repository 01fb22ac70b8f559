import { at, items, textAt } from '../fields.ts';
import { parseQuantity } from '../quantity.ts';
import { containerRule } from '../rule-kinds.ts';

const FACTORS: Readonly<Record<string, number>> = {
  '': 1,
  B: 1,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};

export const goMemoryLimit = containerRule({
  id: 'go-memory-limit',
  title: 'Keep GOMEMLIMIT below the memory limit',
  severity: 'warning',
  aliases: [],
  why: 'Go collects garbage harder when memory comes near `GOMEMLIMIT`. Where the container’s limit is reached first, the kernel ends the program before that. Leave a tenth for what Go does not count.',
  examples: [
    {
      bad: 'name: app\nenv: [{ name: GOMEMLIMIT, value: «512MiB» }]\nresources: { limits: { memory: 256Mi } }\n',
      good: 'name: app\nenv: [{ name: GOMEMLIMIT, value: 230MiB }]\nresources: { limits: { memory: 256Mi } }\n',
    },
    {
      bad: 'name: app\nenv: [{ name: GOMEMLIMIT, value: «256Mi» }]\n',
      good: 'name: app\nenv: [{ name: GOMEMLIMIT, value: 256MiB }]\n',
    },
  ],
  *check({ container }) {
    for (const variable of items(at(container.field, 'env'))) {
      if (textAt(variable, 'name') !== 'GOMEMLIMIT') continue;
      const field = at(variable, 'value');
      const text = textAt(field);
      if (!field || text === undefined || text === 'off' || text.includes('$')) continue;
      const place = { start: field.start, end: field.end };
      const [, digits, unit = ''] = /^(\d+)(B|KiB|MiB|GiB|TiB)?$/.exec(text) ?? [];
      if (digits === undefined) {
        yield { ...place, message: ['Go does not start with `GOMEMLIMIT={0}`: it wants `MiB` or `GiB`', text] };
        continue;
      }
      const limit = textAt(at(container.field, 'resources'), 'limits', 'memory');
      const bytes = limit === undefined ? undefined : parseQuantity(limit)?.value;
      if (bytes === undefined || Number(digits) * (FACTORS[unit] ?? 1) <= bytes) continue;
      yield { ...place, message: ['`GOMEMLIMIT={0}` is more than the memory limit, `{1}`', text, limit ?? ''] };
    }
  },
});
