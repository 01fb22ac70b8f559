import type { MetricsRoute } from '../../go/answers.ts';
import type { Program } from '../../go/project.ts';
import type { Message } from '../../words/message.ts';
import type { WorkloadPlan } from './choose-workload.ts';
import { decide } from '../decision.ts';
import { dependencyPorts } from './dependency-ports.ts';
import type { Environment } from '../settings/environment.ts';
import type { ManifestInput } from '../manifests/manifest-input.ts';
import type { Choices, Decision, DecisionOption, Extra, Label, Question } from '../plan-types.ts';
import type { ContainerPort } from './ports.ts';

export const EXTRAS: readonly Extra[] = [
  'hpa',
  'pdb',
  'networkpolicy',
  'httproute',
  'ingress',
  'servicemonitor',
  'scrape',
  'role',
];

export interface ExtrasInput {
  readonly program: Program;
  readonly workload: WorkloadPlan;
  readonly ports: readonly ContainerPort[];
  readonly environment: Environment;
  readonly mountsToken: boolean;
  /** A Gateway that the repository has, as `[NAMESPACE/]NAME`. */
  readonly knownGateway: string | null;
}

export interface ExtrasPlan extends Pick<ManifestInput, 'extras' | 'metrics' | 'gateway' | 'host' | 'egress'> {
  readonly questions: readonly Question[];
  readonly decisions: readonly Decision[];
}

const NAMES: Readonly<Record<Extra, Label>> = {
  hpa: 'HorizontalPodAutoscaler',
  pdb: 'PodDisruptionBudget',
  networkpolicy: 'NetworkPolicy',
  httproute: 'HTTPRoute',
  ingress: 'Ingress',
  servicemonitor: 'ServiceMonitor',
  scrape: ['scrape annotations'],
  role: 'Role',
};

/** What each needs to be of use, beside the program itself. */
const NEEDS: Readonly<Record<Extra, Message>> = {
  hpa: ['It needs metrics-server, which measures; the Deployment then says no number of replicas'],
  pdb: ['It is of use from two replicas on: it keeps one while nodes are drained'],
  networkpolicy: ['It needs a network plugin that enforces it, such as Calico or Cilium'],
  httproute: ['It needs the Gateway API and a Gateway of the cluster'],
  ingress: ['It needs an Ingress controller, and the certificate in the Secret that `tls` names'],
  servicemonitor: ['It needs the Prometheus Operator'],
  scrape: ['A Prometheus that looks for the `prometheus.io` annotations finds it'],
  role: ['The token has no rights until a Role gives them: its rules are yours to write'],
};

/** What was asked for beside the usual objects, as far as it makes sense for this program; and what could be asked for. */
export function chooseExtras(input: ExtrasInput, choices: Choices): ExtrasPlan {
  const { program, knownGateway } = input;
  const wanted = EXTRAS.filter((extra) => choices.extras?.includes(extra) === true);
  const metrics = metricsOf(program.metrics, input.ports);
  const possible = EXTRAS.filter((extra) => obstacle(extra, input, metrics !== null) === null);
  const extras = new Set(wanted.filter((extra) => possible.includes(extra)));
  const gateway = choices.gateway ?? knownGateway;
  const egress = extras.has('networkpolicy')
    ? dependencyPorts(program, input.environment.config, input.mountsToken)
    : [];
  const questions: Question[] = [];
  if (extras.has('httproute') && gateway === null) questions.push(GATEWAY);
  if (extras.has('ingress') && choices.host === undefined) questions.push(HOST);
  const decisions = wanted.map((extra) => {
    const missing = obstacle(extra, input, metrics !== null);
    const others = wanted.filter((other) => other !== extra);
    const without: DecisionOption = { label: ['leave it out'], set: { extras: others } };
    return decide(['extra'], missing ? ['left out'] : NAMES[extra], missing ?? NEEDS[extra], {
      alternatives: [without],
    });
  });
  const more = possible.filter((extra) => !extras.has(extra) && !(extra === 'scrape' && extras.has('servicemonitor')));
  if (more.length > 0) {
    const alternatives = more.map((extra) => ({ label: NAMES[extra], set: { extras: [...wanted, extra] } }));
    decisions.push(
      decide(['extras'], ['none'], ['What depends on the cluster is written on request'], { alternatives }),
    );
  }
  if (extras.has('networkpolicy')) {
    const chosen = ['DNS', ...egress.map(String)].join(', ');
    decisions.push(
      decide(['egress'], chosen, ['Ports of what the source is known to talk to; add what else it needs']),
    );
  }
  return { extras, metrics, gateway, host: choices.host ?? null, egress, questions, decisions };
}

const GATEWAY: Question = {
  id: 'gateway',
  ask: ['Which Gateway should the route hang on? NAME, or NAMESPACE/NAME'],
  proposal: null,
  options: [],
};
const HOST: Question = {
  id: 'host',
  ask: ['Under which host name do clients reach the program?'],
  proposal: null,
  options: [],
};

/** Why an extra makes no sense here; null where it does. */
function obstacle(extra: Extra, input: ExtrasInput, hasMetrics: boolean): Message | null {
  const { workload, ports, mountsToken } = input;
  const isKept = workload.kind === 'Deployment' || workload.kind === 'StatefulSet';
  if (workload.kind === 'none') return ['There is no workload that it could be for'];
  switch (extra) {
    case 'hpa':
      return workload.scalable ? null : ['What keeps data in files, or ends by itself, is not scaled by adding Pods'];
    case 'pdb':
      return !isKept || workload.replicas === 1 ? ['With one Pod it would only stop nodes from being drained'] : null;
    case 'networkpolicy':
      return null;
    case 'httproute':
    case 'ingress':
      return isKept && ports.some(({ transport, metricsOnly }) => transport === 'TCP' && !metricsOnly)
        ? null
        : ['The program serves nothing that clients from outside could ask'];
    case 'servicemonitor':
    case 'scrape':
      return isKept && hasMetrics ? null : ['The source serves no metrics, or leaves open on which port'];
    case 'role':
      return mountsToken ? null : ['The program does not talk to Kubernetes, so it needs no rights there'];
  }
}

function metricsOf(route: MetricsRoute | null, ports: readonly ContainerPort[]): ManifestInput['metrics'] {
  if (!route) return null;
  const streams = ports.filter(({ transport, scheme }) => transport === 'TCP' && scheme !== 'grpc');
  const [only] = streams;
  const port =
    route.port === null
      ? streams.length === 1
        ? only
        : undefined
      : streams.find(({ sourceNumber }) => sourceNumber === route.port);
  return port ? { path: route.path.startsWith('/') ? route.path : `/${route.path}`, port } : null;
}
