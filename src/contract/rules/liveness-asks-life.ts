import type { HealthRoute, Program } from '../../go/project.ts';
import { askedPaths } from '../asked-paths.ts';
import { deploymentOf } from '../example-files.ts';
import { sideIn } from '../fault.ts';
import { healthAt, isGrpcHealth } from '../known-routes.ts';
import { askFor } from '../path-repairs.ts';
import type { ContractRule } from '../rule.ts';
import { servedAt } from '../served-at.ts';

const FILES = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go':
    'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.HandleFunc("/livez", func(w http.ResponseWriter, r *http.Request) {})\n\thttp.HandleFunc("/readyz", func(w http.ResponseWriter, r *http.Request) {})\n\t_ = http.ListenAndServe(":8080", nil)\n}\n',
};

export const livenessAsksLife: ContractRule = {
  id: 'liveness-asks-life',
  title: 'Ask whether the program lives in its liveness probe, not whether it is ready',
  severity: 'warning',
  aliases: [],
  why: 'A route for readiness says whether the program can serve now: it often asks the database and other services. As a liveness probe it restarts every pod when one of those is away, which helps nobody and takes down what still works. The program has another route, which asks for less.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: deploymentOf('livenessProbe:\n  httpGet:\n    path: «/readyz»\n    port: 8080'),
      good: deploymentOf('livenessProbe:\n  httpGet:\n    path: /livez\n    port: 8080'),
      fixed: true,
      files: FILES,
    },
  ],
  about: 'container',
  *check(container, contract) {
    const { program, facts } = container;
    if (!program || contract.workspace.mayBePatched(facts.object, ['Probe'])) return;
    for (const asked of askedPaths(container)) {
      if (asked.probe.kind !== 'liveness') continue;
      const routes = healthAt(program, asked.path.value);
      const [ready] = routes;
      const alive = lifeRoute(program);
      if (!ready || !alive || servedAt(alive.port, container) === null) continue;
      if (routes.some(({ purpose }) => purpose !== 'readiness')) continue;
      const { start, end } = asked.path;
      yield {
        sides: [
          {
            file: facts.file,
            start,
            end,
            message: ['The liveness probe asks `{0}`, which says whether `{1}` is ready', ready.path, program.name],
          },
          sideIn(ready, ['The liveness probe of `{0}` asks for readiness here', facts.workload.name]),
        ],
        repairs: askFor(alive, asked, container),
      };
    }
  },
};

function lifeRoute({ health }: Program): HealthRoute | undefined {
  const own = health.filter((route) => !isGrpcHealth(route));
  return own.find(({ purpose }) => purpose === 'liveness') ?? own.find(({ purpose }) => purpose === 'health');
}
