import type { HealthRoute } from '../../go/answers.ts';
import type { Place } from '../../go/project.ts';
import { type AskedPath, askedPaths } from '../routes/asked-paths.ts';
import type { ContractContainer } from '../contract.ts';
import { deploymentOf } from '../examples/example-files.ts';
import { type Fault, sideIn } from '../fault.ts';
import { healthAt, isGrpcHealth, routeFor } from '../routes/known-routes.ts';
import { askFor } from '../routes/path-repairs.ts';
import { type ContractRule, inSource } from '../rule.ts';
import { servedAt } from '../ports/served-at.ts';

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
  why: 'A route for readiness says whether the program can serve now: it often asks the database and other services. As a liveness probe it restarts every pod when one of those is away, which helps nobody and takes down what still works. The same is true of a route for health whose handler asks them.',
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
      if (ready?.asks && routes.every(({ asks }) => asks) && routes.some(({ purpose }) => purpose !== 'readiness')) {
        yield dependent(asked, ready, ready.asks, container);
        continue;
      }
      const alive = routeFor('liveness', program.health);
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

function dependent(asked: AskedPath, route: HealthRoute, asks: Place, container: ContractContainer): Fault {
  const { facts, program } = container;
  const { start, end } = asked.path;
  const other = program?.health.find((one) => {
    return !isGrpcHealth(one) && one.purpose !== 'readiness' && !one.asks && one.isOff !== true;
  });
  return {
    sides: [
      {
        ...{ file: facts.file, start, end },
        message: ['The liveness probe asks `{0}`, which needs another server to answer', route.path],
      },
      sideIn(route, ['The liveness probe of `{0}` asks here, where another server must answer', facts.workload.name]),
    ],
    related: [inSource(asks, ['asks another server here'])],
    ...(other && servedAt(other.port, container) !== null ? { repairs: askFor(other, asked, container) } : {}),
  };
}
