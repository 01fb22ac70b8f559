import type { Program } from '../../go/project.ts';
import type { ContractImage } from '../contract.ts';
import { lacksCommand } from './command-presence.ts';
import type { Located } from '../containers/containers.ts';
import type { EffectiveListener, Given } from '../ports/effective-listener.ts';
import type { Fault } from '../fault.ts';
import { knowsRoutes, seesAllCode, serves } from '../routes/known-routes.ts';
import { allListening, portList } from '../ports/listening.ts';
import { inSource } from '../rule.ts';

/** A health check that runs inside a container. */
export interface HealthRequest {
  /** Each where it is written; of a script one. */
  readonly words: readonly Located<string>[];
  /** A shell runs it. */
  readonly isScript: boolean;
  readonly image: ContractImage;
  readonly program: Program;
  readonly listeners: readonly EffectiveListener[];
  readonly given: Given;
}

/** That its image cannot start it, or that it asks for what the program does not serve. */
export function* healthFaults(file: string, request: HealthRequest): Iterable<Fault> {
  const [first] = request.words;
  if (!first) return;
  const missing = startedBy(first.value, request).find((started) => lacksCommand(started, request.image));
  const lacks = missing === undefined ? undefined : lacksCommand(missing, request.image);
  if (missing === undefined || !lacks) {
    for (const word of request.words) yield* asked(file, word, request);
    return;
  }
  const { start, end } = first;
  yield {
    sides: [
      {
        ...{ file, start, end },
        message: ['The health check starts `{0}`, which `{1}` does not have', missing, lacks.base],
      },
    ],
  };
}

/** A shell, and what it starts first; or the program alone. */
function startedBy(first: string, { isScript }: HealthRequest): string[] {
  const [, command] = /^\s*([\w./-]+)(?:\s|$)/.exec(first) ?? [];
  if (!isScript) return [first];
  return command === undefined ? ['/bin/sh'] : ['/bin/sh', command];
}

/** An address of the container itself in a word or a script. */
const ADDRESS = /https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0)(?::(\d{1,5}))?(\/[^\s"'`|;&<>$)]*)?/;

function* asked(
  file: string,
  { value, start, end }: Located<string>,
  { program, listeners, given }: HealthRequest,
): Iterable<Fault> {
  const [whole, written, path = '/'] = ADDRESS.exec(value) ?? [];
  const listening = allListening(listeners);
  if (whole === undefined || whole.startsWith('https') || value.includes('$') || !listening) return;
  const port = Number(written ?? 80);
  const related = listening.map(({ listener, port: actual }) => inSource(listener, ['listens on {0} here', actual]));
  if (!listening.some((each) => each.port === port)) {
    const message = [
      'The health check asks port {0}, but `{1}` listens on {2}',
      port,
      program.name,
      portList(listening),
    ] as const;
    yield { sides: [{ file, start, end, message }], related };
  } else if (!serves(program, path) && knowsRoutes(program, given) && seesAllCode(program)) {
    yield { sides: [{ file, start, end, message: ['`{0}` serves no `{1}`', program.name, path] }], related };
  }
}
