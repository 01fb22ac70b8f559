import type { Range } from '../lint/rule.ts';
import type { EffectiveListener } from './effective-listener.ts';
import { type Fault, sideIn } from './fault.ts';

/** A port that is declared to the outside while what listens on it hears the container itself only. */
export function* onLoopback(
  { file, start, end }: Range & { readonly file: string },
  port: number,
  program: string,
  listeners: readonly EffectiveListener[],
): Iterable<Fault> {
  const here = listeners.filter((each) => each.port === port);
  const [local] = here;
  if (!local || here.some(({ bind }) => bind !== 'loopback')) return;
  yield {
    sides: [
      {
        file,
        start,
        end,
        message: ['`{0}` listens on loopback only: nothing outside the container reaches {1}', program, port],
      },
      sideIn(local.listener, ['In a container nothing outside reaches {0} on loopback', port]),
    ],
  };
}
