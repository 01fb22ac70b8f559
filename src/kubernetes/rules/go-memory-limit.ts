import { changeTo } from '../change-to.ts';
import { at, items, textAt } from '../fields.ts';
import { goMemoryBytes, goMemoryFor } from '../pods/go-memory.ts';
import { parseQuantity } from '../pods/quantity.ts';
import { containerRule } from '../rule-kinds.ts';

export const goMemoryLimit = containerRule({
  id: 'go-memory-limit',
  title: 'Keep GOMEMLIMIT below the memory limit',
  severity: 'warning',
  aliases: [],
  why: 'Go collects garbage harder when memory comes near `GOMEMLIMIT`. Where the container’s limit is reached first, the kernel ends the program before that. Leave a tenth for what Go does not count.',
  examples: [
    {
      bad: 'name: app\nenv: [{ name: GOMEMLIMIT, value: «512MiB» }]\nresources: { limits: { memory: 256Mi } }\n',
      good: 'name: app\nenv: [{ name: GOMEMLIMIT, value: "230MiB" }]\nresources: { limits: { memory: 256Mi } }\n',
      fixed: true,
    },
    {
      bad: 'name: app\nenv: [{ name: GOMEMLIMIT, value: «256Mi» }]\n',
      good: 'name: app\nenv: [{ name: GOMEMLIMIT, value: "256MiB" }]\n',
      fixed: true,
    },
    {
      bad: 'name: app\nenv: [{ name: GOMEMLIMIT, value: «"230"» }]\n',
      good: 'name: app\nenv: [{ name: GOMEMLIMIT, value: "230MiB" }]\n',
      fixed: true,
    },
  ],
  *check({ container, file }) {
    for (const variable of items(at(container.field, 'env'))) {
      if (textAt(variable, 'name') !== 'GOMEMLIMIT') continue;
      const field = at(variable, 'value');
      const text = textAt(field);
      const set = text === undefined || text.includes('$') ? null : goMemoryBytes(text);
      if (!field || text === undefined || set === null) continue;
      const place = { start: field.start, end: field.end };
      const limited = at(container.field, 'resources', 'limits', 'memory');
      const limit = textAt(limited);
      const bytes = limit === undefined ? undefined : parseQuantity(limit)?.value;
      const fixes = changeTo(file.text, field, bytes === undefined ? withUnit(text) : goMemoryFor(bytes));
      if (set === undefined) {
        yield { ...place, message: ['Go does not start with `GOMEMLIMIT={0}`: it wants `MiB` or `GiB`', text], fixes };
        continue;
      }
      if (set < LEAST_BYTES) {
        const meant = changeTo(file.text, field, withoutUnit(text, bytes));
        yield {
          ...place,
          message: ['`GOMEMLIMIT={0}` is a number of bytes: Go collects garbage all the time', text],
          fixes: meant,
        };
        continue;
      }
      if (bytes === undefined || set <= bytes || !limited) continue;
      const { start, end } = limited;
      yield {
        ...place,
        message: ['`GOMEMLIMIT={0}` is more than the memory limit, `{1}`', text, limit ?? ''],
        related: [{ file: file.file, start, end, message: ['`{0}` is set here', 'limits.memory'] }],
        fixes,
      };
    }
  },
});

/** The runtime alone takes more. */
const LEAST_BYTES = 1 << 20;

/** Megabytes are meant, where so many of them fit. */
function withoutUnit(text: string, limit: number | undefined): string | undefined {
  const meant = `${text}MiB`;
  const bytes = goMemoryBytes(meant);
  return typeof bytes === 'number' && (limit === undefined || bytes <= limit) ? meant : undefined;
}

/** `256Mi` of Kubernetes is `256MiB` of Go. */
function withUnit(text: string): string | undefined {
  return /^\d+[KMGT]i$/.test(text) ? `${text}B` : undefined;
}
