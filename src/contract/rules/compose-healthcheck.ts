import { COMPOSE_FILES, composeOf } from '../compose/examples.ts';
import { healthFaults } from '../images/health-request.ts';
import type { ContractRule } from '../rule.ts';

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
    const run = contract.composedOf(build);
    if (!run) return;
    const { service, image, program, listeners, given } = run;
    const { healthcheck: words, isScript } = service;
    yield* healthFaults(build.file, { words, isScript, image, program, listeners, given });
  },
};
