import { at, items, textAt } from '../../kubernetes/fields.ts';
import { type AskedPath, askedPaths } from '../routes/asked-paths.ts';
import type { ContractContainer } from '../contract.ts';
import { deploymentOf } from '../examples/example-files.ts';
import { sideIn } from '../fault.ts';
import { answersAt, healthAt, routeFor } from '../routes/known-routes.ts';
import { askFor } from '../routes/path-repairs.ts';
import { type ContractRule, inSource } from '../rule.ts';
import { servedAt } from '../ports/served-at.ts';
import type { Place, Program } from '../../go/project.ts';

const FILES = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n\nrequire github.com/gin-gonic/gin v1.11.0\n',
  'main.go':
    'package main\n\nimport "github.com/gin-gonic/gin"\n\nfunc main() {\n\tr := gin.New()\n\tr.GET("/livez", func(c *gin.Context) {})\n\tr.Use(gin.BasicAuth(gin.Accounts{"ops": "word"}))\n\tr.GET("/healthz", func(c *gin.Context) {})\n\t_ = r.Run(":8080")\n}\n',
};

export const probeWithoutLogin: ContractRule = {
  id: 'probe-without-login',
  title: 'Ask in probes for a path that needs no login',
  severity: 'error',
  aliases: [],
  why: 'A middleware that asks for a login answers 401 to the kubelet, which has none: the probe fails, and a healthy program is restarted again and again or gets no traffic. Register the route before the middleware, or on a router without it.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: deploymentOf('livenessProbe:\n  httpGet:\n    path: «/healthz»\n    port: 8080'),
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
      const login = bringsLogin(asked, container) ? null : loginAt(program, asked.path.value);
      if (!login) continue;
      const { start, end, value } = asked.path;
      const served = program.health.filter(({ isOff }) => isOff !== true);
      const open = routeFor(asked.probe.kind, served);
      yield {
        sides: [
          {
            ...{ file: facts.file, start, end },
            message: ['`{0}` answers 401 at `{1}` to a probe, which has no login', program.name, value],
          },
          sideIn(login, ['Probes of `{0}` get 401 from this', facts.workload.name]),
        ],
        related: open ? [inSource(open, ['`{0}` is served here', open.path])] : [],
        repairs: open && servedAt(open.port, container) !== null ? askFor(open, asked, container) : [],
      };
    }
  },
};

/** What refuses a request without a login, where all that may answer it does. */
function loginAt(program: Program, path: string): Place | undefined {
  if (healthAt(program, path).length > 0) return undefined;
  const logins = answersAt(program, path).map(({ login }) => login);
  return logins.includes(undefined) ? undefined : logins[0];
}

function bringsLogin({ probe }: AskedPath, { facts }: ContractContainer): boolean {
  const headers = items(at(facts.container.field, `${probe.kind}Probe`, 'httpGet', 'httpHeaders'));
  // One that is filled in elsewhere may be it.
  return headers.some((header) => /auth|key|cookie|[${]/i.test(textAt(header, 'name') ?? '$'));
}
