import type { Program } from '../../go/project.ts';
import type { Message } from '../../words/message.ts';
import { decide } from '../decision.ts';
import type { Choices, Decision, DecisionOption, Workload } from '../plan-types.ts';
import type { ContainerPort } from './ports.ts';
import { replicasOf } from './replicas.ts';
import { roleOf } from '../role.ts';
import type { Stores } from '../storage/stores.ts';

/**
 * How new Pods take the place of old ones. `recreate`: two at once would use one volume, so the old one is gone before the
 * new one starts. `without-surge`: two would answer from two memories, so the old one is told to end first.
 */
export type Update = 'rolling' | 'without-surge' | 'recreate';

export interface WorkloadPlan {
  readonly kind: Workload;
  /** Of a Deployment or a StatefulSet; null where there are none, or where an autoscaler counts. */
  readonly replicas: number | null;
  /** More Pods make it serve more. */
  readonly scalable: boolean;
  /** Of a CronJob. */
  readonly schedule: string;
  readonly update: Update;
  readonly decisions: readonly Decision[];
}

/** At night, off the full hour, when everybody else's run. */
const SCHEDULE = '17 3 * * *';
const KINDS: readonly Workload[] = ['Deployment', 'StatefulSet', 'Job', 'CronJob', 'none'];

/** What runs the program: a Deployment for what stays, a Job for what ends, nothing for what people or other platforms call. */
export function chooseWorkload(
  program: Program,
  ports: readonly ContainerPort[],
  stores: Stores,
  choices: Choices,
): WorkloadPlan {
  const usual = usualKind(program, ports);
  const kind = choices.workload ?? usual;
  const others = KINDS.filter((other) => other !== kind && (other !== 'StatefulSet' || usual === 'Deployment'));
  const options = others.map((workload): DecisionOption => ({
    label: workload === 'none' ? ['image only'] : workload,
    set: { workload },
    ...(workload === 'CronJob' && { ask: 'schedule' }),
  }));
  const decisions = [
    decide(['workload'], kind === 'none' ? ['image only'] : kind, reason(program, ports, choices), {
      alternatives: options,
      evidence: program.main,
    }),
  ];
  const schedule = choices.schedule ?? SCHEDULE;
  if (kind === 'CronJob') decisions.push(scheduleDecision(schedule, choices));
  const isKept = kind === 'StatefulSet' || kind === 'Deployment';
  const keeps = isKept && stores.mounts.size > 0;
  const scalable = kind === 'Deployment' && !keeps;
  const scales = scalable && choices.extras?.includes('hpa') === true;
  if (!isKept) return { kind, replicas: null, scalable: false, schedule, update: 'rolling', decisions };
  const replicas = replicasOf(program, ports, stores, choices);
  decisions.push(scales ? autoscaled() : replicas.decision);
  return {
    kind,
    replicas: scales ? null : replicas.count,
    scalable,
    schedule,
    update: keeps ? 'recreate' : replicas.onlyOne && !scales ? 'without-surge' : 'rolling',
    decisions,
  };
}

function usualKind(program: Program, ports: readonly ContainerPort[]): Workload {
  const role = roleOf(program);
  if (role === 'lambda') return 'none';
  if (role === 'server' || ports.length > 0) return 'Deployment';
  return role === 'job' ? 'Job' : 'none';
}

function reason(program: Program, ports: readonly ContainerPort[], choices: Choices): Message {
  if (choices.workload !== undefined) return ['You chose it'];
  const role = roleOf(program);
  if (role === 'lambda') return ['A Lambda handler is called by its platform, not by Kubernetes'];
  if (ports.length > 0) return ['The program listens, so it is kept running'];
  if (role === 'server') {
    return program.listens.length > 0
      ? ['The program runs until it is stopped']
      : ['The program runs until it is stopped and listens on no port: a worker'];
  }
  return role === 'job'
    ? ['The program does not listen and ends by itself; for a schedule, make it a CronJob']
    : ['A command-line tool is started by people and scripts: its image is all that they need'];
}

function scheduleDecision(schedule: string, choices: Choices): Decision {
  const options: readonly DecisionOption[] = [{ label: ['another time'], ask: 'schedule' }];
  return decide(
    ['schedule'],
    schedule,
    choices.schedule === undefined
      ? ['The source says no time; this one is at night, and no run starts before the last has ended']
      : ['You chose it'],
    { alternatives: options },
  );
}

function autoscaled(): Decision {
  return decide(['replicas'], 'HorizontalPodAutoscaler', [
    'It counts the Pods, so the Deployment says no number that would set them back at each apply',
  ]);
}
