import type { Composed } from '../contract.ts';
import { COMPOSE_FILES, composeOf } from '../compose/examples.ts';
import type { Located } from '../containers/containers.ts';
import type { Fault } from '../fault.ts';
import { allListening, transportOf } from '../ports/listening.ts';
import { loopbackAt } from '../ports/on-loopback.ts';
import { mismatch } from '../ports/port-mismatch.ts';
import { type ContractRule, inSource } from '../rule.ts';

export const composePortListened: ContractRule = {
  id: 'compose-port-listened',
  title: 'Publish the port of a compose service that its program listens on',
  severity: 'warning',
  aliases: [],
  why: 'Behind the colon of `ports` stands the port inside the container. Where the program listens on another one, or on loopback only, the published port is open and every connection to it is reset. The Go source says where it listens, with what the service and the image set.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'compose.yaml',
      bad: composeOf('ports:\n  - "8080:«80»"'),
      good: composeOf('ports:\n  - "8080:8080"'),
      fixed: true,
      files: COMPOSE_FILES,
    },
  ],
  about: 'build',
  *check(build, contract) {
    const run = contract.composedOf(build);
    const listening = run && allListening(run.listeners);
    if (!run || !listening) return;
    const tcp = listening.filter((each) => transportOf(each) === 'tcp');
    const declared = run.service.ports.map(({ value }) => value);
    for (const port of run.service.ports) {
      const local = loopbackAt(port.value, tcp);
      if (local) yield unheard(build.file, port, run, local.listener);
      else yield* mismatch({ file: build.file, ...port }, port.value, run.program.name, declared, tcp);
    }
  },
};

function unheard(
  file: string,
  { value, start, end }: Located<number>,
  { program }: Composed,
  listener: Composed['listeners'][number]['listener'],
): Fault {
  return {
    sides: [
      {
        ...{ file, start, end },
        message: ['`{0}` listens on loopback only: nothing outside the container reaches {1}', program.name, value],
      },
    ],
    related: [inSource(listener, ['listens on {0} here', value])],
  };
}
