import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectStatus, type ObjectStatus } from '../../../src/cluster/status.ts';
import { troubleOf } from '../../../src/cluster/status-pod.ts';
import type { KubeObject } from '../../../src/cluster/types.ts';
import { say } from '../../../src/words/message.ts';

type Case = readonly [name: string, object: KubeObject, state: ObjectStatus['state'], text: string, reason?: RegExp];

function object(kind: string, spec: object, status: object, metadata: object = {}): KubeObject {
  return { apiVersion: 'x/v1', kind, metadata: { name: 'x', generation: 2, ...metadata }, spec, status };
}

const running = {
  state: { running: { startedAt: '2026-01-01T00:00:00Z' } },
  ready: true,
  restartCount: 0,
  name: 'main',
};
const waiting = (reason: string, message = '', more: object = {}) => ({
  ...running,
  ready: false,
  state: { waiting: { reason, message } },
  ...more,
});
const ended = (exitCode: number, reason: string, more: object = {}) => ({
  ...running,
  ready: false,
  state: { terminated: { exitCode, reason, ...more } },
});
const isReady = { type: 'Ready', status: 'True' };
function pod(
  phase: string,
  statuses: object[],
  more: object = {},
  spec: object = {},
  metadata: object = {},
): KubeObject {
  return object('Pod', spec, { phase, containerStatuses: statuses, ...more }, metadata);
}
const twoInits = { initContainers: [{ name: 'a' }, { name: 'b' }] };

const pods: readonly Case[] = [
  ['is running', pod('Running', [running], { conditions: [isReady] }), 'ok', 'running'],
  [
    'has restarted',
    pod('Running', [{ ...running, restartCount: 3 }], { conditions: [isReady] }),
    'ok',
    'running, 3 restarts',
  ],
  ['waits for its probe', pod('Running', [{ ...running, ready: false }, running]), 'progressing', '1/2 ready'],
  [
    'has a readiness gate',
    pod('Running', [running], { conditions: [{ type: 'Ready', status: 'False' }] }),
    'progressing',
    '1/1 ready',
  ],
  ['is pulling', pod('Pending', [waiting('ContainerCreating')]), 'progressing', 'starting'],
  ['has just been made', pod('Pending', []), 'progressing', 'starting'],
  [
    'crashes',
    pod('Running', [
      waiting('CrashLoopBackOff', 'back-off 10s', { lastState: { terminated: { exitCode: 1, reason: 'Error' } } }),
    ]),
    'error',
    'CrashLoopBackOff',
    /back-off 10s; exit code 1$/,
  ],
  [
    'has no image',
    pod('Pending', [waiting('ImagePullBackOff', 'not found')]),
    'error',
    'ImagePullBackOff',
    /not found/,
  ],
  ['cannot pull', pod('Pending', [waiting('ErrImagePull', 'denied')]), 'error', 'ErrImagePull', /denied/],
  ['names an image wrongly', pod('Pending', [waiting('InvalidImageName')]), 'error', 'InvalidImageName'],
  [
    'lacks a Secret',
    pod('Pending', [waiting('CreateContainerConfigError', 'secret "s" not found')]),
    'error',
    'CreateContainerConfigError',
    /secret "s" not found/,
  ],
  ['was killed for memory', pod('Running', [ended(137, 'OOMKilled')]), 'error', 'OOMKilled', /exit code 137/],
  ['is done', pod('Succeeded', [ended(0, 'Completed')]), 'ok', 'completed'],
  ['has one container that is done', pod('Running', [ended(0, 'Completed'), running]), 'progressing', '1/2 ready'],
  ['failed', pod('Failed', [ended(2, 'Error', { message: 'bad flag' })]), 'error', 'Error', /exit code 2; bad flag/],
  ['failed without a word', pod('Failed', []), 'error', 'failed'],
  [
    'was evicted',
    pod('Failed', [], { reason: 'Evicted', message: 'low on memory' }),
    'error',
    'Evicted',
    /low on memory/,
  ],
  [
    'fits on no node',
    pod('Pending', [], {
      conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/1 nodes' }],
    }),
    'warning',
    'not scheduled',
    /0\/1 nodes/,
  ],
  [
    'waits for a gate',
    pod('Pending', [], { conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }] }),
    'progressing',
    'waiting to be scheduled',
  ],
  [
    'runs its second init container',
    pod('Pending', [waiting('PodInitializing')], { initContainerStatuses: [ended(0, 'Completed'), running] }, twoInits),
    'progressing',
    'initializing 1/2',
  ],
  [
    'has a sidecar that has started',
    pod(
      'Pending',
      [waiting('PodInitializing')],
      { initContainerStatuses: [{ ...running, started: true }, running] },
      twoInits,
    ),
    'progressing',
    'initializing 1/2',
  ],
  [
    'has an init container that crashes',
    pod('Pending', [waiting('PodInitializing')], { initContainerStatuses: [waiting('CrashLoopBackOff')] }, twoInits),
    'error',
    'CrashLoopBackOff',
  ],
  [
    'is on its way out',
    pod('Running', [running], {}, {}, { deletionTimestamp: '2026-01-01T00:00:00Z' }),
    'progressing',
    'terminating',
  ],
  ['is on a node that is lost', pod('Unknown', []), 'unknown', 'unknown'],
  ['has no status', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' } }, 'unknown', 'unknown'],
];

const live = { observedGeneration: 2, replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2 };
const two = { replicas: 2 };
const exceeded = {
  type: 'Progressing',
  status: 'False',
  reason: 'ProgressDeadlineExceeded',
  message: 'ReplicaSet has timed out',
};
const refusal = { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'exceeded quota' };
const nodes = {
  observedGeneration: 2,
  desiredNumberScheduled: 3,
  updatedNumberScheduled: 3,
  numberReady: 3,
  numberAvailable: 3,
};

const workloads: readonly Case[] = [
  ['is there', object('Deployment', two, live), 'ok', '2/2 ready'],
  [
    'has one replica unless told',
    object('Deployment', {}, { ...live, replicas: 1, updatedReplicas: 1, readyReplicas: 1, availableReplicas: 1 }),
    'ok',
    '1/1 ready',
  ],
  ['has just been made', object('Deployment', two, {}), 'progressing', '0/2 ready'],
  [
    'was changed and not yet looked at',
    object('Deployment', two, { ...live, observedGeneration: 1 }),
    'progressing',
    '2/2 ready',
  ],
  ['replaces pods', object('Deployment', two, { ...live, updatedReplicas: 1 }), 'progressing', '2/2 ready'],
  ['has old pods left', object('Deployment', two, { ...live, replicas: 3 }), 'progressing', '2/2 ready'],
  [
    'waits for minReadySeconds',
    object('Deployment', two, { ...live, availableReplicas: 1 }),
    'progressing',
    '2/2 ready',
  ],
  [
    'got stuck',
    object('Deployment', two, { ...live, availableReplicas: 1, conditions: [exceeded] }),
    'error',
    '2/2 ready',
    /timed out/,
  ],
  [
    'was stuck in the version before',
    object('Deployment', two, { ...live, observedGeneration: 1, conditions: [exceeded] }),
    'progressing',
    '2/2 ready',
  ],
  [
    'may not make pods',
    object('Deployment', two, { observedGeneration: 2, conditions: [refusal] }),
    'error',
    '0/2 ready',
    /exceeded quota/,
  ],
  ['is paused', object('Deployment', { ...two, paused: true }, live), 'warning', 'paused, 2/2 ready'],
  ['is scaled to zero', object('Deployment', { replicas: 0 }, { observedGeneration: 2 }), 'ok', 'scaled to zero'],
  ['is on its way out', object('Deployment', two, live, { deletionTimestamp: 'x' }), 'progressing', 'terminating'],
  ['is there', object('StatefulSet', two, live), 'ok', '2/2 ready'],
  ['rolls', object('StatefulSet', two, { ...live, updatedReplicas: 1 }), 'progressing', '2/2 ready'],
  [
    'is rolled out down to its partition',
    object(
      'StatefulSet',
      { ...two, updateStrategy: { rollingUpdate: { partition: 1 } } },
      { ...live, updatedReplicas: 1 },
    ),
    'ok',
    '2/2 ready',
  ],
  [
    'is updated when somebody deletes its pods',
    object('StatefulSet', { ...two, updateStrategy: { type: 'OnDelete' } }, { ...live, updatedReplicas: 0 }),
    'ok',
    '2/2 ready',
  ],
  ['is on all nodes', object('DaemonSet', {}, nodes), 'ok', '3/3 ready'],
  ['rolls', object('DaemonSet', {}, { ...nodes, updatedNumberScheduled: 1 }), 'progressing', '3/3 ready'],
  [
    'lacks a node',
    object('DaemonSet', {}, { ...nodes, numberAvailable: 2, numberReady: 2 }),
    'progressing',
    '2/3 ready',
  ],
  ['finds no node', object('DaemonSet', {}, { observedGeneration: 2 }), 'ok', 'no node to run on'],
  ['is there', object('ReplicaSet', two, { ...live }), 'ok', '2/2 ready'],
  ['grows', object('ReplicaSet', two, { ...live, readyReplicas: 1 }), 'progressing', '1/2 ready'],
  ['is of a former version', object('ReplicaSet', { replicas: 0 }, { observedGeneration: 2 }), 'ok', 'scaled to zero'],
  [
    'may not make pods',
    object('ReplicaSet', two, { observedGeneration: 2, conditions: [refusal] }),
    'error',
    '0/2 ready',
    /quota/,
  ],
  ['runs', object('Job', {}, { active: 1 }), 'progressing', '1 running'],
  ['tries again', object('Job', {}, { active: 1, failed: 2 }), 'warning', '1 running, 2 failed'],
  ['is done', object('Job', {}, { conditions: [{ type: 'Complete', status: 'True' }] }), 'ok', 'completed'],
  [
    'gave up',
    object('Job', {}, { failed: 7, conditions: [{ type: 'Failed', status: 'True', message: 'backoff limit' }] }),
    'error',
    'failed',
    /backoff limit/,
  ],
  ['is suspended', object('Job', { suspend: true }, {}), 'ok', 'suspended'],
  ['has a schedule', object('CronJob', { schedule: '0 3 * * *' }, {}), 'ok', '0 3 * * *'],
  ['is suspended', object('CronJob', { schedule: '0 3 * * *', suspend: true }, {}), 'ok', 'suspended'],
];

const healthy = [isReady, { type: 'MemoryPressure', status: 'False' }];
const others: readonly Case[] = [
  ['is ready', object('Node', {}, { conditions: healthy }), 'ok', 'ready'],
  [
    'is silent',
    object('Node', {}, { conditions: [{ type: 'Ready', status: 'Unknown', message: 'kubelet stopped' }] }),
    'error',
    'not ready',
    /kubelet stopped/,
  ],
  ['has just joined', object('Node', {}, {}), 'error', 'not ready'],
  [
    'lacks memory',
    object('Node', {}, { conditions: [isReady, { type: 'MemoryPressure', status: 'True', message: 'low' }] }),
    'warning',
    'MemoryPressure',
    /low/,
  ],
  ['is cordoned', object('Node', { unschedulable: true }, { conditions: healthy }), 'warning', 'cordoned'],
  ['is inside', object('Service', { type: 'ClusterIP' }, {}), 'ok', 'ClusterIP'],
  ['has no type', object('Service', {}, {}), 'ok', 'ClusterIP'],
  [
    'is a name',
    object('Service', { type: 'ExternalName', externalName: 'db.example.com' }, {}),
    'ok',
    'db.example.com',
  ],
  ['waits for a balancer', object('Service', { type: 'LoadBalancer' }, {}), 'progressing', 'waiting for an address'],
  [
    'has a balancer',
    object('Service', { type: 'LoadBalancer' }, { loadBalancer: { ingress: [{ hostname: 'lb.example.com' }] } }),
    'ok',
    'lb.example.com',
  ],
  ['has hosts', object('Ingress', { rules: [{ host: 'a.b' }, { host: 'a.b' }, {}] }, {}), 'ok', 'a.b, *'],
  ['has a default backend only', object('Ingress', { defaultBackend: {} }, {}), 'ok', '*'],
  ['has keys', { ...object('ConfigMap', {}, {}), data: { a: '1' }, binaryData: { b: 'eA==' } }, 'ok', '2 keys'],
  ['is empty', object('Secret', {}, {}), 'ok', '0 keys'],
  [
    'warns',
    { ...object('Event', {}, {}), type: 'Warning', reason: 'BackOff', message: 'm' },
    'warning',
    'BackOff',
    /^m$/,
  ],
  ['tells', { ...object('Event', {}, {}), type: 'Normal', reason: 'Pulled' }, 'ok', 'Pulled'],
  ['is there', object('Namespace', {}, { phase: 'Active' }), 'ok', ''],
  ['goes', object('Namespace', {}, {}, { deletionTimestamp: 'x' }), 'progressing', 'terminating'],
  ['is of another kind', object('Widget', {}, {}), 'ok', ''],
];

for (const [name, subject, state, text, reason] of [...pods, ...workloads, ...others]) {
  test(`a ${subject.kind} that ${name} is ${state}: ${text}`, () => {
    const status = objectStatus(subject);
    assert.equal(`${status.state}: ${say(status.text)}`, `${state}: ${text}`);
    if (reason) assert.match(status.reason ?? '', reason);
    else if (state === 'ok') assert.equal(status.reason, undefined);
  });
}

test('a container that waits for its turn is no trouble', () => {
  for (const reason of ['ContainerCreating', 'PodInitializing']) assert.equal(troubleOf(waiting(reason)), undefined);
  assert.equal(troubleOf(ended(0, 'Completed')), undefined);
  assert.equal(troubleOf(running), undefined);
});
