import type { Related } from '../../lint/rule.ts';
import type { Fault, FilePlace, Repair } from '../fault.ts';
import { type Listening, portList } from './listening.ts';
import { inSource } from '../rule.ts';

/**
 * A declared port without listener, while a listener is not declared: one of the two is wrong. A declared port more than
 * the listeners we know may be one that a library opens, and is left alone. `repairs`: what
 * joins it with the one listener; `settings`: what put that where it is.
 */
export function* mismatch(
  at: FilePlace,
  port: number,
  program: string,
  declared: readonly number[],
  listening: readonly Listening[],
  repairs: (wanted: Listening) => readonly Repair[] = (wanted) => [changeHere(at, port, wanted)],
  settings: (wanted: Listening) => readonly Related[] = () => [],
): Iterable<Fault> {
  if (listening.some((each) => each.port === port)) return;
  const missing = listening.filter((each) => !declared.includes(each.port));
  const [wanted, another] = missing;
  if (!wanted) return;
  const { file, start, end } = at;
  yield {
    sides: [
      { file, start, end, message: ['`{0}` does not listen on {1}, but on {2}', program, port, portList(listening)] },
    ],
    related: missing.flatMap((one) => [inSource(one.listener, ['listens on {0} here', one.port]), ...settings(one)]),
    ...(another ? {} : { repairs: repairs(wanted) }),
  };
}

function changeHere({ file, start, end }: FilePlace, port: number, wanted: Listening): Repair {
  return {
    title: ['Change {0} to {1}', port, wanted.port],
    changes: [{ file, edits: [{ start, end, text: String(wanted.port) }] }],
  };
}
