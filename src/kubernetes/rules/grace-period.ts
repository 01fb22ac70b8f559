import { valueAt } from '../fields.ts';
import { DEFAULT_GRACE_SECONDS, preStopSleep } from '../pods/pre-stop.ts';
import { podRule } from '../rule-kinds.ts';

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
    const grace = written ?? DEFAULT_GRACE_SECONDS;
    for (const { field, name } of pod.containers) {
      const sleep = preStopSleep(field);
      if (!sleep || sleep.seconds < grace) continue;
      const { seconds, place } = sleep;
      yield {
        start: place.start,
        end: place.end,
        message: ['`{0}` sleeps {1} s of the {2} s that it has to stop', name, seconds, grace],
      };
    }
  },
});
