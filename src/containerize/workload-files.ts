import { decide } from './decision.ts';
import { baseKustomization, overlayKustomization } from './kustomizations.ts';
import {
  configMap,
  deployment,
  GRACE_SECONDS,
  isServed,
  job,
  type ManifestInput,
  PRE_STOP_SECONDS,
  REPLICAS,
  secretName,
  service,
  serviceAccount,
} from './manifests.ts';
import type { Decision } from './plan-types.ts';
import { writeYaml } from './yaml.ts';

export type Workload = 'Deployment' | 'Job' | 'none';

/** What runs the program: a Deployment for what stays, a Job for what ends, nothing for what another platform calls. */
export function workloadKind({ program, ports }: ManifestInput): Workload {
  if (program.kind === 'lambda') return 'none';
  return program.kind === 'server' || ports.length > 0 ? 'Deployment' : 'Job';
}

/** The manifests under `deploy/`: a kustomize base and its overlays. */
export function workloadFiles(input: ManifestInput): { readonly path: string; readonly text: string }[] {
  const kind = workloadKind(input);
  if (kind === 'none') return [];
  const base = {
    ...(kind === 'Deployment' ? { 'deployment.yaml': deployment(input) } : { 'job.yaml': job(input) }),
    ...(kind === 'Deployment' && isServed(input.ports) && { 'service.yaml': service(input) }),
    ...(input.environment.config.size > 0 && { 'configmap.yaml': configMap(input) }),
    'serviceaccount.yaml': serviceAccount(input),
  };
  const replicas = (count: number) => (kind === 'Deployment' ? count : null);
  return Object.entries({
    'base/kustomization.yaml': baseKustomization(Object.keys(base)),
    ...Object.fromEntries(Object.entries(base).map(([name, value]) => [`base/${name}`, value])),
    'overlays/dev/kustomization.yaml': overlayKustomization(input.name, replicas(1)),
    'overlays/prod/kustomization.yaml': overlayKustomization(input.name, replicas(3)),
  }).map(([path, value]) => ({ path: `deploy/${path}`, text: writeYaml(value) }));
}

/** Why the manifests are as they are. */
export function workloadDecisions(input: ManifestInput): Decision[] {
  const kind = workloadKind(input);
  const { name, program, environment, resources, mountsToken, image } = input;
  if (kind === 'none') {
    return [
      decide(['workload'], 'none', ['A Lambda handler is called by its platform, not by Kubernetes'], {
        evidence: program.main,
      }),
    ];
  }
  const decisions = [decide(['image'], image, ['Builds and deploys set the real tag through kustomize'])];
  if (kind === 'Job') {
    decisions.push(
      decide(
        ['workload'],
        'Job',
        ['The program does not listen and ends by itself; for a schedule, make it a CronJob'],
        {
          alternatives: ['CronJob', 'Deployment'],
          evidence: program.main,
        },
      ),
    );
  } else {
    decisions.push(
      decide(
        ['replicas'],
        String(REPLICAS),
        ['One stays while the other is replaced; set 1 if the program keeps state in memory'],
        {
          alternatives: ['1', '3'],
        },
      ),
    );
    decisions.push(isServed(input.ports) ? shutdown(input) : noService(input));
  }
  decisions.push(
    decide(['resources'], `${resources.cpuRequest} CPU, ${resources.memoryRequest}–${resources.memoryLimit}`, [
      'A start to measure from; no CPU limit, because it throttles, and GOMEMLIMIT is 90 % of the memory limit',
    ]),
  );
  if (environment.config.size === 0) {
    decisions.push(decide(['configuration'], 'none', ['The program reads no variable that has a default']));
  }
  if (environment.secrets.length > 0) {
    decisions.push(
      decide(['secret'], secretName(name), ['Create it on the cluster; its values are never written to a file']),
    );
  }
  decisions.push(
    decide(
      ['service account'],
      name,
      mountsToken
        ? ['The module uses a Kubernetes client, so the token is mounted; the program needs a Role of its own']
        : ['Its own account, without a token: the program does not talk to Kubernetes'],
    ),
  );
  return decisions;
}

function shutdown({ program }: ManifestInput): Decision {
  const { graceful, signals } = program.shutdown;
  const chosen = `preStop ${PRE_STOP_SECONDS} s, grace ${GRACE_SECONDS} s`;
  if (graceful === true) {
    return decide(['shutdown'], chosen, [
      'The pause lets Services stop sending, then {0} ends it gracefully',
      signals.find((name) => name === 'SIGTERM') ?? signals[0] ?? 'SIGTERM',
    ]);
  }
  return graceful === false
    ? decide(['shutdown'], chosen, [
        'The pause lets Services stop sending; requests in flight are lost, because the program has no graceful shutdown',
      ])
    : decide(['shutdown'], chosen, [
        'The pause lets Services stop sending; whether the program shuts down gracefully is unknown',
      ]);
}

function noService(input: ManifestInput): Decision {
  return decide(['service'], 'none', ['The program does not listen: `{0}` needs no Service', input.name]);
}
