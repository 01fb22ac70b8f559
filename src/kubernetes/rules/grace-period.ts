import { at, items, textAt, valueAt } from '../fields.ts';
import { podRule } from '../rule-kinds.ts';
import type { Field } from '../model.ts';

const DEFAULT_SECONDS = 30;

export const gracePeriod = podRule({
  id: 'grace-period',
  title: 'Leave time to stop behind the preStop hook',
  severity: 'warning',
  aliases: [],
  why: '`terminationGracePeriodSeconds` (30 unless it is set) includes the `preStop` hook. A hook that sleeps as long leaves the program no time: it is killed as soon as it hears that it shall stop.',
  examples: [
    {
      bad: 'containers:\n  - name: app\n    lifecycle: { preStop: { sleep: { seconds: «30» } } }\n',
      good: 'terminationGracePeriodSeconds: 45\ncontainers:\n  - name: app\n    lifecycle: { preStop: { sleep: { seconds: 30 } } }\n',
    },
    {
      bad: 'terminationGracePeriodSeconds: 10\ncontainers:\n  - name: app\n    lifecycle: { preStop: { exec: { command: «[/bin/sh, -c, sleep 15]» } } }\n',
      good: 'terminationGracePeriodSeconds: 30\ncontainers:\n  - name: app\n    lifecycle: { preStop: { exec: { command: [/bin/sh, -c, sleep 15] } } }\n',
    },
  ],
  *check({ pod }) {
    const written = valueAt(pod.spec, 'terminationGracePeriodSeconds');
    if (written !== undefined && written !== null && typeof written !== 'number') return;
    const grace = written ?? DEFAULT_SECONDS;
    for (const { field, name } of pod.containers) {
      const hook = at(field, 'lifecycle', 'preStop');
      const place = at(hook, 'sleep', 'seconds') ?? at(hook, 'exec', 'command');
      const seconds = sleepOf(hook);
      if (!place || seconds === undefined || seconds < grace) continue;
      yield {
        start: place.start,
        end: place.end,
        message: ['`{0}` sleeps {1} s of the {2} s that it has to stop', name, seconds, grace],
      };
    }
  },
});

/** How long a hook sleeps, where it does nothing else first. */
function sleepOf(hook: Field | undefined): number | undefined {
  const seconds = valueAt(hook, 'sleep', 'seconds');
  if (typeof seconds === 'number') return seconds;
  const words = items(at(hook, 'exec', 'command')).map((word) => textAt(word) ?? '');
  const line = words.at(-2) === '-c' ? (words.at(-1) ?? '') : words.join(' ');
  const [, number] = /^(?:\/(?:usr\/)?bin\/)?sleep (\d+)s?(?:$|\s*(?:;|&&))/.exec(line.trim()) ?? [];
  return number === undefined ? undefined : Number(number);
}
