import { deploymentOf, serverFiles } from '../example-files.ts';
import { onLoopback } from '../on-loopback.ts';
import type { ContractRule } from '../rule.ts';

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
  about: 'container',
  *check({ facts, program, listeners }) {
    if (!program) return;
    for (const { number } of facts.ports) {
      yield* onLoopback({ file: facts.file, ...number }, number.value, program.name, listeners);
    }
  },
};
