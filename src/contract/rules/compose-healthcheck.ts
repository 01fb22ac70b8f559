import { lacksCommand } from '../command-presence.ts';
import { type Composed, composed } from '../compose/composed.ts';
import { COMPOSE_FILES, composeOf } from '../compose/examples.ts';
import type { Located } from '../containers.ts';
import type { Fault } from '../fault.ts';
import { knowsRoutes, seesAllCode, serves } from '../known-routes.ts';
import { allListening, portList } from '../listening.ts';
import { type ContractRule, inSource } from '../rule.ts';

export const composeHealthcheck: ContractRule = {
  id: 'compose-healthcheck',
  title: 'Ask in the health check of a compose service for what the program serves',
  severity: 'warning',
  aliases: [],
  why: 'The check runs inside the container: with the programs that its image has, on the ports that the program listens on, for a path that it serves. Where one of them is wrong the service is never healthy, and what waits for it by `condition: service_healthy` never starts.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'compose.yaml',
      bad: composeOf('healthcheck:\n  test: [CMD, «wget», -q, "http://localhost:8080/healthz"]'),
      good: composeOf('healthcheck:\n  test: [CMD, /shop, health]'),
      files: COMPOSE_FILES,
    },
  ],
  about: 'build',
  *check(build, contract) {
    const run = composed(build, contract);
    const [first] = run?.service.healthcheck ?? [];
    if (!run || !first) return;
    const { service, image } = run;
    const started = service.isScript ? '/bin/sh' : first.value;
    const lacks = lacksCommand(started, image.dockerfile);
    if (lacks) {
      const { start, end } = first;
      yield {
        sides: [
          {
            file: build.file,
            start,
            end,
            message: ['The health check starts `{0}`, which `{1}` does not have', started, lacks.base],
          },
        ],
      };
      return;
    }
    for (const word of service.healthcheck) yield* asked(build.file, word, run);
  },
};

/** An address of the container itself in a word or a script. */
const ADDRESS = /https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0)(?::(\d{1,5}))?(\/[^\s"'`|;&<>$)]*)?/;

function* asked(
  file: string,
  { value, start, end }: Located<string>,
  { program, listeners }: Composed,
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
  } else if (!serves(program, path) && knowsRoutes(program) && seesAllCode(program)) {
    yield { sides: [{ file, start, end, message: ['`{0}` serves no `{1}`', program.name, path] }], related };
  }
}
