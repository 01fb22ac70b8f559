import { DEPENDENCIES } from '../../go/dependencies.ts';
import type { EnvVariable, Program } from '../../go/project.ts';
import { appendItem } from '../../kubernetes/edit.ts';
import { at, entry, items, textAt, valueAt } from '../../kubernetes/fields.ts';
import type { Field, Located } from '../../kubernetes/model.ts';
import { podSelectorOf } from '../../kubernetes/selector-index.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { deploymentOf } from '../example-files.ts';
import type { Fault } from '../fault.ts';
import { isLoopback, outboundAddress } from '../outbound-address.ts';
import { type ContractRule, inSource } from '../rule.ts';

const policy = (egress: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: shop\nspec:\n  podSelector:\n    matchLabels:\n      app: shop\n  policyTypes:\n    - Egress\n  ${egress}:\n    - ports:\n        - protocol: UDP\n          port: 53\n`;

export const egressToDependency: ContractRule = {
  id: 'egress-to-dependency',
  title: 'Let pods reach the databases and queues of their program',
  severity: 'warning',
  aliases: [],
  why: 'Once a NetworkPolicy for egress selects a pod, it reaches nothing but what a policy allows: connections to all other ports hang until they time out. The source and its variables say which databases and queues the program connects to. Where some policies cannot be seen, nothing is said.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'policy.yaml',
      bad: policy('«egress»'),
      good: `${policy('egress')}    - ports:\n        - protocol: TCP\n          port: 5432\n`,
      fixed: true,
      files: {
        'go.mod': 'module example.com/shop\n\ngo 1.26\n\nrequire github.com/lib/pq v1.10.9\n',
        'main.go':
          'package main\n\nimport (\n\t"database/sql"\n\t"os"\n\n\t_ "github.com/lib/pq"\n)\n\nfunc main() {\n\tdb, err := sql.Open("postgres", os.Getenv("DATABASE_URL"))\n\tprintln(db, err)\n}\n',
        'deploy.yaml': deploymentOf('env:\n  - name: DATABASE_URL\n    value: postgres://db:5432/shop'),
      },
    },
  ],
  about: 'object',
  *check(object, contract) {
    if (object.manifest.kind !== 'NetworkPolicy' || !limitsEgress(object) || seesNotAll(contract)) return;
    const selector = podSelectorOf(object.manifest);
    const pods = selector && contract.workspace.podsOf(selector, object);
    if (pods?.state !== 'found') return;
    const said = new Set<number>();
    for (const pod of pods.objects) {
      const allowed = allowedFor(pod, object, contract);
      if (!allowed) continue;
      for (const container of contract.containersIn(pod)) {
        for (const dependency of dependenciesOf(container)) {
          const { port, isUsual } = dependency;
          if (said.has(port) || (isUsual ? allowed.unusual(port) : allowed.port(port))) continue;
          said.add(port);
          yield fault(object, dependency);
        }
      }
    }
  },
};

function fault({ manifest, file }: Located, { port, isUsual, variable, program }: Dependency): Fault {
  const spec = at(manifest.root, 'spec');
  const { start, end } =
    entry(spec, 'egress')?.keyRange ?? at(spec, 'policyTypes') ?? at(manifest.root, 'metadata', 'name') ?? manifest;
  const edit = appendItem(file.text, manifest.root, ['spec', 'egress'], { ports: [{ protocol: 'TCP', port }] });
  return {
    sides: [
      {
        file: file.file,
        start,
        end,
        message: isUsual
          ? [
              '`{0}` connects to what `{1}` says, usually port {2}, and no egress rule allows it',
              program.name,
              variable.name,
              port,
            ]
          : [
              '`{0}` connects to what `{1}` says, port {2}, and no egress rule allows it',
              program.name,
              variable.name,
              port,
            ],
      },
    ],
    related: [inSource(variable, ['reads `{0}` here', variable.name])],
    repairs: edit ? [{ title: ['Allow TCP to port {0}', port], changes: [{ file: file.file, edits: [edit] }] }] : [],
  };
}

/** Policies of other kinds allow and forbid, too. */
function seesNotAll({ workspace }: Contract): boolean {
  const others = ['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy', 'GlobalNetworkPolicy', 'AdminNetworkPolicy'];
  return others.some((kind) => workspace.count(kind) > 0);
}

const WEB = [53, 80, 443];
const USUAL: ReadonlySet<number> = new Set(DEPENDENCIES.map(({ port }) => port));

interface Allowed {
  readonly port: (port: number) => boolean;
  /** The port, or another that is none of names, the web or servers of another kind. */
  readonly unusual: (port: number) => boolean;
}

/** What the policies of a pod allow, of which `first` is the first that limits egress; undefined where that is open. */
function allowedFor(pod: Located, first: Located, { workspace }: Contract): Allowed | undefined {
  const { objects, isAll } = workspace.selecting('NetworkPolicy', pod);
  const policies = objects.filter(limitsEgress);
  const isOpen = policies.some((one) => workspace.mayBePatched(one, ['egress', 'policyTypes', 'podSelector']));
  if (!isAll || isOpen || policies[0]?.manifest !== first.manifest) return undefined;
  const rules = policies.flatMap(({ manifest }) => items(at(manifest.root, 'spec', 'egress')));
  const isOther = (field: Field, wanted: number) => {
    const port = Number(textAt(field, 'port'));
    return (WEB.includes(port) || (port !== wanted && USUAL.has(port))) && !at(field, 'endPort');
  };
  return {
    port: (port) => rules.some((rule) => allows(rule, port)),
    unusual: (port) =>
      rules.some((rule) => {
        const ports = items(at(rule, 'ports'));
        const isTcp = (one: Field) => (textAt(one, 'protocol') ?? 'TCP') === 'TCP';
        return ports.length === 0 || ports.some((one) => isTcp(one) && !isOther(one, port));
      }),
  };
}

function limitsEgress({ manifest: { root } }: Located): boolean {
  const types = items(at(root, 'spec', 'policyTypes')).map((type) => textAt(type));
  return types.length > 0 ? types.includes('Egress') : items(at(root, 'spec', 'egress')).length > 0;
}

/** By its ports alone: whom it allows them to is nobody's guess here. Names of ports may be any. */
function allows(rule: Field, port: number): boolean {
  const ports = items(at(rule, 'ports'));
  return (
    ports.length === 0 ||
    ports.some((one) => {
      if ((textAt(one, 'protocol') ?? 'TCP') !== 'TCP') return false;
      const first = valueAt(one, 'port');
      const last = valueAt(one, 'endPort');
      if (typeof first !== 'number') return true;
      return first <= port && port <= (typeof last === 'number' ? last : first);
    })
  );
}

interface Dependency {
  readonly port: number;
  /** Its address is in a Secret: the port is the usual one. */
  readonly isUsual: boolean;
  readonly variable: EnvVariable;
  readonly program: Program;
}

/** Databases and queues whose library the program links and whose address a variable holds. */
function* dependenciesOf(container: ContractContainer): Generator<Dependency> {
  const { program } = container;
  if (!program) return;
  const linked = DEPENDENCIES.filter(({ library }) => program.libraries.some((path) => library.test(path)));
  for (const variable of program.env) {
    const name = variable.name.toUpperCase();
    const kind = linked.find(({ words }) => words.test(name));
    if (
      !kind ||
      !/(?:^|_)(?:URL|URI|DSN|HOST|HOSTS|ADDR|ADDRS|ADDRESS|ADDRESSES|BROKERS?|SERVERS?|ENDPOINTS?|STRING)$/.test(name)
    )
      continue;
    if (container.environment.variables.get(variable.name)?.from === 'secret') {
      yield { port: kind.port, isUsual: true, variable, program };
      continue;
    }
    const value = container.env(variable.name);
    const text = value === undefined && variable.certainty === 'default' ? variable.default : value;
    const address = typeof text === 'string' && !text.includes('$') ? outboundAddress(text) : null;
    if (!address || address.port === null || isLoopback(address) || !/[:=]/.test(text ?? '')) continue;
    yield { port: address.port, isUsual: false, variable, program };
  }
}
