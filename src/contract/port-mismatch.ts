import type { Range } from '../lint/rule.ts';
import type { Fault } from './fault.ts';
import { type Listening, portList } from './listening.ts';
import { inSource } from './rule.ts';

/**
 * A declared port without listener, while a listener is not declared: one of the two is wrong. A declared port more than
 * the listeners we know may be one that a library opens, and is left alone.
 */
export function* mismatch(
  at: Range & { readonly file: string },
  port: number,
  program: string,
  declared: readonly number[],
  listening: readonly Listening[],
): Iterable<Fault> {
  if (listening.some((each) => each.port === port)) return;
  const missing = listening.filter((each) => !declared.includes(each.port));
  const [wanted] = missing;
  if (!wanted) return;
  const { file, start, end } = at;
  yield {
    sides: [
      { file, start, end, message: ['`{0}` does not listen on {1}, but on {2}', program, port, portList(listening)] },
    ],
    related: missing.map(({ listener, port: actual }) => inSource(listener, ['listens on {0} here', actual])),
    ...(missing.length === 1 && {
      repairs: [
        {
          title: ['Change {0} to {1}', port, wanted.port],
          changes: [{ file, edits: [{ start, end, text: String(wanted.port) }] }],
        },
      ],
    }),
  };
}
