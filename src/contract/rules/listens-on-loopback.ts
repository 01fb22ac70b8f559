import type { Range, Report } from '../../lint/rule.ts';
import type { EffectiveListener } from '../effective-listener.ts';
import { deploymentOf, serverFiles } from '../example-files.ts';
import { type ContractRule, inSource } from '../rule.ts';

export const listensOnLoopback: ContractRule = {
  id: 'listens-on-loopback',
  title: 'Listen on all addresses in a container',
  severity: 'error',
  aliases: [],
  why: 'A container has a loopback of its own. What listens on 127.0.0.1 is reached by nothing outside of it: no Service, no probe, no published port.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: deploymentOf('ports:\n  - containerPort: «8080»'),
      good: deploymentOf('# the program listens on 127.0.0.1:8080 for its sidecar only'),
      files: serverFiles('127.0.0.1:8080'),
    },
  ],
  *check({ contract, file }) {
    for (const { facts, program, listeners } of contract.containers) {
      if (facts.file !== file || !program) continue;
      for (const { number } of facts.ports) yield* report(number, number.value, program.name, listeners);
    }
    for (const { file: dockerfile, run, program, listeners } of contract.images) {
      if (dockerfile !== file || !program) continue;
      // The manifest may set what the image does not.
      const overridden = contract.containers.some(
        (container) => container.program === program && container.listeners.every(({ bind }) => bind !== 'loopback'),
      );
      if (overridden) continue;
      for (const exposed of run.exposes) yield* report(exposed, exposed.port, program.name, listeners);
    }
  },
};

function* report(at: Range, port: number, program: string, listeners: readonly EffectiveListener[]): Iterable<Report> {
  const here = listeners.filter((each) => each.port === port);
  const [local] = here;
  if (!local || here.some(({ bind }) => bind !== 'loopback')) return;
  yield {
    start: at.start,
    end: at.end,
    message: ['`{0}` listens on loopback only: nothing outside the container reaches {1}', program, port],
    related: [inSource(local.listener, ['listens on loopback here'])],
  };
}
