import type { Message } from '../../words/message.ts';
import { decide } from '../decision.ts';
import { isServed } from './exporter.ts';
import { filesSecretName, type ManifestInput, volumeName } from '../manifests/manifest-input.ts';
import type { Choices, Decision, Layout } from '../plan-types.ts';

const LAYOUTS: readonly Layout[] = ['kustomize', 'plain', 'helm', 'none'];

/** Why the manifests are as they are, beside what ports, probes, environment and storage say of themselves. */
export function workloadDecisions(
  input: ManifestInput,
  layout: Layout,
  choices: Choices,
  sealedSecret: string | null,
): Decision[] {
  const { name, image, program, workload, environment, resources, mountsToken, ending } = input;
  const isKept = workload.kind === 'Deployment' || workload.kind === 'StatefulSet';
  const decisions = [...workload.decisions];
  if (workload.kind === 'none') return decisions;
  decisions.push(layoutDecision(layout, choices));
  decisions.push(
    decide(['image'], image, ['Builds and deploys set the real tag'], {
      alternatives: [{ label: ['with a registry'], ask: 'registry' }],
    }),
  );
  if (isKept) {
    decisions.push(ending.decision);
    if (!isServed(input)) {
      decisions.push(decide(['service'], ['none'], withoutService(input)));
    }
  }
  decisions.push(...dataDecisions(input));
  decisions.push(
    decide(['resources'], `${resources.cpuRequest} CPU, ${resources.memoryRequest}–${resources.memoryLimit}`, [
      'A start to measure from; no CPU limit, because it throttles, and GOMEMLIMIT is 90 % of the memory limit',
    ]),
    ...input.runtime.decisions,
  );
  if (environment.config.size === 0) {
    decisions.push(decide(['configuration'], ['none'], ['The program reads no variable that has a default']));
  }
  if (input.secret.keys.length > 0) decisions.push(secretDecision(input, sealedSecret));
  if (input.storage.demanded.length > 0) decisions.push(filesDecision(input));
  decisions.push(
    decide(
      ['service account'],
      name,
      mountsToken
        ? ['`{0}` links a Kubernetes client, so the token is mounted; it needs a Role of its own', program.name]
        : ['Its own account, without a token: the program does not talk to Kubernetes'],
    ),
  );
  return decisions;
}

function withoutService({ program: { listens, openCommands }, ports, name }: ManifestInput): Message {
  if (openCommands) return ['Its ports hang on the command that is chosen'];
  if (ports.length > 0) return ['Only kubelet asks it how it is: `{0}` needs no Service', name];
  if (listens.some(({ bind }) => bind === 'loopback'))
    return ['A Service would not reach a port on loopback: `{0}` serves nobody outside its container', name];
  return listens.length > 0
    ? ['No port of it is known: choose one, and `{0}` gets a Service', name]
    : ['The program does not listen: `{0}` needs no Service', name];
}

function layoutDecision(layout: Layout, choices: Choices): Decision {
  const alternatives = LAYOUTS.filter((other) => other !== layout).map((other) => ({
    label: other,
    set: { layout: other },
  }));
  if (choices.layout !== undefined) return decide(['layout'], layout, ['You chose it'], { alternatives });
  return decide(['layout'], layout, ['A base, and an overlay for each environment; kubectl has it built in'], {
    alternatives,
  });
}

function dataDecisions(input: ManifestInput): Decision[] {
  const { name, data, storage, program, workload, engine } = input;
  if (engine !== null && data.size === 0) {
    return [
      decide(
        ['data'],
        engine,
        ['The source leaves open where its files are: mount a volume there, and run one Pod only'],
        { alternatives: [{ label: ['1 replica'], set: { replicas: 1 } }] },
      ),
    ];
  }
  return storage.mounts
    .filter((mount) => data.has(mount.name))
    .map((mount) =>
      decide(
        ['data'],
        `${mount.path}: PersistentVolumeClaim`,
        workload.kind === 'StatefulSet'
          ? ['A volume for each Pod, which keeps it when the Pod is replaced']
          : [
              '`{0}` outlives the Pod; one Pod uses it at a time, so the old one ends first',
              volumeName(name, mount.name),
            ],
        {
          evidence: program.writes[0],
          alternatives: [
            { label: 'emptyDir', set: { volumes: 'emptyDir' } },
            ...(workload.kind === 'Deployment'
              ? [{ label: 'StatefulSet', set: { workload: 'StatefulSet' as const } }]
              : []),
          ],
        },
      ),
    );
}

function secretDecision({ name, secret, secretStore }: ManifestInput, sealedSecret: string | null): Decision {
  const keys = secret.keys.join(',');
  if (secretStore) {
    return decide(['secret'], secret.name, [
      'The repository uses the External Secrets Operator (`{0}`): it reads {1} from `{2}` in {3}',
      secretStore.file,
      keys,
      name,
      secretStore.name,
    ]);
  }
  if (sealedSecret !== null) {
    return decide(['secret'], secret.name, [
      'The repository seals its secrets (`{0}`): seal {1} with kubeseal; no value is ever written in the clear',
      sealedSecret,
      keys,
    ]);
  }
  return decide(['secret'], secret.name, [
    'Create it once on the cluster (Create Secret…, or `gantry create-secret {0} --keys {1}`); its values are never written to a file',
    secret.name,
    keys,
  ]);
}

function filesDecision({ name, storage }: ManifestInput): Decision {
  const files = storage.demanded
    .map(({ key, example }) => `--from-file=${example === undefined ? key : `${key}=${example}`}`)
    .join(' ');
  return decide(['secret'], filesSecretName(name), [
    'The program ends with an error without {0}: create it once on the cluster, `kubectl create secret generic {1} {2}`',
    storage.demanded.map(({ path }) => `\`${path}\``).join(', '),
    filesSecretName(name),
    files,
  ]);
}
