import type { ContractContainer, ContractService } from '../contract.ts';
import type { ServicePortFacts } from '../containers/containers.ts';
import { deploymentOf } from '../examples/example-files.ts';
import { type Fault, sideIn } from '../fault.ts';
import { allListening } from '../ports/listening.ts';
import { type ContractRule, inSource } from '../rule.ts';
import { servedAt } from '../ports/served-at.ts';
import { targetNumber } from '../ports/service-target.ts';

const SERVICE = (target: string) =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\nspec:\n  selector: { app: shop }\n  ports:\n    - port: 80\n      targetPort: ${target}\n`;

export const profilesNotServed: ContractRule = {
  id: 'profiles-not-served',
  title: 'Keep net/http/pprof off the port that a Service sends traffic to',
  severity: 'warning',
  aliases: [],
  why: 'Whoever reaches `/debug/pprof` reads the program’s command line, stacks and memory, with all that is secret in it, and can keep it busy with profiles. The import of net/http/pprof is enough where the default mux is served. Served by a listener of its own, on loopback or a port without a Service, it is there for `kubectl port-forward` only.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'service.yaml',
      bad: SERVICE('«8080»'),
      good: SERVICE('8081'),
      files: {
        'go.mod': 'module example.com/shop\n\ngo 1.26\n',
        'main.go':
          'package main\n\nimport (\n\t"net/http"\n\t_ "net/http/pprof"\n)\n\nfunc main() {\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {})\n\tgo func() { _ = http.ListenAndServe(":8080", nil) }()\n\t_ = http.ListenAndServe(":8081", mux)\n}\n',
        'deploy.yaml': deploymentOf('ports:\n  - containerPort: 8080\n  - containerPort: 8081'),
      },
    },
  ],
  about: 'service',
  *check(service, contract) {
    if (contract.workspace.mayBePatched(service.facts.object, ['ort:'])) return;
    for (const port of service.facts.ports) {
      const name = `${service.facts.name} ${port.name ?? ''}`;
      if (/admin|metrics|monitor|internal|diag/i.test(name)) continue;
      // One that is there for it: all of the cluster may still read it.
      const isForIt = /prof|debug/i.test(name);
      for (const fault of exposed(service, port, isForIt)) yield isForIt ? { ...fault, severity: 'info' } : fault;
    }
  },
};

function* exposed({ facts, containers }: ContractService, port: ServicePortFacts, isForIt: boolean): Iterable<Fault> {
  for (const container of containers) {
    const { program } = container;
    const known = program?.profiles.filter(({ certainty }) => certainty === 'known') ?? [];
    const pprof = known.find((route) => isServed(container, route.port, port));
    if (!program || !pprof) continue;
    const { start, end } = port.target;
    const target = { file: facts.file, start, end };
    if (!isForIt && isForClients(container, pprof.port)) {
      const number = targetNumber(port, container) ?? 0;
      yield {
        sides: [
          sideIn(pprof, [
            'Profiles are on port {0}, where the Service `{1}` sends its clients and no other port could take them',
            number,
            facts.name,
          ]),
        ],
        related: [
          {
            ...target,
            message: ['Whoever reaches this port reads profiles of `{0}` at `{1}`', program.name, pprof.path],
          },
        ],
      };
      return;
    }
    yield {
      sides: [
        {
          ...target,
          message: ['Whoever reaches this port reads profiles of `{0}` at `{1}`', program.name, pprof.path],
        },
      ],
      related: [inSource(pprof, ['net/http/pprof is served here'])],
    };
    return;
  }
}

/** The only port, or that of health: a Service must send there, so that only the source takes the profiles elsewhere. */
function isForClients(container: ContractContainer, from: number | null): boolean {
  const listening = allListening(container.listeners) ?? [];
  const isOnly = new Set(listening.map(({ port }) => port)).size === 1;
  return isOnly || container.program?.health.some(({ port }) => port !== null && port === from) === true;
}

function isServed(container: ContractContainer, from: number | null, port: ServicePortFacts): boolean {
  const served = servedAt(from, container);
  const listening = allListening(container.listeners) ?? [];
  return (
    served !== null &&
    port.transport === 'tcp' &&
    targetNumber(port, container) === served &&
    listening.some((each) => each.port === served && each.bind === 'all')
  );
}
