import type { Message } from '../../words/message.ts';
import { at, textAt } from '../fields.ts';
import type { FieldAt } from './field-at.ts';

/** What the API server writes where a field is left out; by the end of the field's route. */
const DEFAULTS: readonly (readonly [
  route: RegExp,
  value: string | ((place: FieldAt) => string | undefined),
  kinds?: readonly string[],
])[] = [
  [/containers\/#\/imagePullPolicy$/i, pullPolicy],
  [/\/ports\/#\/protocol$/, 'TCP'],
  [/^spec\/ports\/#\/targetPort$/, (place) => textAt(place.around[0], 'port'), ['Service']],
  [/^spec\/type$/, 'ClusterIP', ['Service']],
  [/^spec\/sessionAffinity$/, 'None', ['Service']],
  [/^spec\/internalTrafficPolicy$/, 'Cluster', ['Service']],
  [/^spec\/externalTrafficPolicy$/, 'Cluster', ['Service']],
  [/^spec\/ipFamilyPolicy$/, 'SingleStack', ['Service']],
  [/^spec\/publishNotReadyAddresses$/, 'false', ['Service']],
  [/^spec\/allocateLoadBalancerNodePorts$/, 'true', ['Service']],
  [/(?:^|\/)terminationGracePeriodSeconds$/, ({ route }) => (route.includes('Probe') ? undefined : '30')],
  [/spec\/restartPolicy$/, ({ manifest }) => (/^(?:Job|CronJob)$/.test(manifest.kind) ? undefined : 'Always')],
  [/spec\/dnsPolicy$/, 'ClusterFirst'],
  [/spec\/schedulerName$/, 'default-scheduler'],
  [/spec\/serviceAccountName$/, 'default'],
  [/spec\/enableServiceLinks$/, 'true'],
  [/(?:^|\/)automountServiceAccountToken$/, 'true'],
  [/spec\/(?:hostNetwork|hostPID|hostIPC|shareProcessNamespace)$/, 'false'],
  [/spec\/hostUsers$/, 'true'],
  [/spec\/preemptionPolicy$/, 'PreemptLowerPriority'],
  [/Probe\/(?:initialDelaySeconds)$/, '0'],
  [/Probe\/periodSeconds$/, '10'],
  [/Probe\/timeoutSeconds$/, '1'],
  [/Probe\/successThreshold$/, '1'],
  [/Probe\/failureThreshold$/, '3'],
  [/httpGet\/scheme$/, 'HTTP'],
  [/httpGet\/path$/, '/'],
  [/containers\/#\/terminationMessagePath$/i, '/dev/termination-log'],
  [/containers\/#\/terminationMessagePolicy$/i, 'File'],
  [/containers\/#\/(?:stdin|stdinOnce|tty)$/i, 'false'],
  [/securityContext\/(?:privileged|readOnlyRootFilesystem|runAsNonRoot)$/, 'false'],
  [/securityContext\/allowPrivilegeEscalation$/, 'true'],
  [/securityContext\/procMount$/, 'Default'],
  [/securityContext\/fsGroupChangePolicy$/, 'Always'],
  [/volumeMounts\/#\/readOnly$/, 'false'],
  [/volumeMounts\/#\/mountPropagation$/, 'None'],
  [/(?:configMap|secret|projected|downwardAPI)\/defaultMode$/, '0644'],
  [/(?:KeyRef|configMapRef|secretRef|configMap|secret)\/optional$/, 'false'],
  [/emptyDir\/medium$/, '""'],
  [/hostPath\/type$/, '""'],
  [/^spec\/replicas$/, '1', ['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController']],
  [/^spec\/revisionHistoryLimit$/, '10', ['Deployment', 'StatefulSet', 'DaemonSet']],
  [/^spec\/progressDeadlineSeconds$/, '600', ['Deployment']],
  [/^spec\/minReadySeconds$/, '0', ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']],
  [/^spec\/paused$/, 'false', ['Deployment']],
  [/^spec\/strategy\/type$/, 'RollingUpdate', ['Deployment']],
  [/^spec\/strategy\/rollingUpdate\/(?:maxSurge|maxUnavailable)$/, '25%', ['Deployment']],
  [/^spec\/updateStrategy\/type$/, 'RollingUpdate', ['StatefulSet', 'DaemonSet']],
  [/^spec\/updateStrategy\/rollingUpdate\/maxUnavailable$/, '1', ['StatefulSet', 'DaemonSet']],
  [/^spec\/updateStrategy\/rollingUpdate\/maxSurge$/, '0', ['DaemonSet']],
  [/^spec\/updateStrategy\/rollingUpdate\/partition$/, '0', ['StatefulSet']],
  [/^spec\/podManagementPolicy$/, 'OrderedReady', ['StatefulSet']],
  [/(?:^|jobTemplate\/)spec\/backoffLimit$/, '6', ['Job', 'CronJob']],
  [/(?:^|jobTemplate\/)spec\/(?:completions|parallelism)$/, '1', ['Job', 'CronJob']],
  [/(?:^|jobTemplate\/)spec\/completionMode$/, 'NonIndexed', ['Job', 'CronJob']],
  [/(?:^|\/)spec\/suspend$/, 'false', ['Job', 'CronJob']],
  [/^spec\/concurrencyPolicy$/, 'Allow', ['CronJob']],
  [/^spec\/successfulJobsHistoryLimit$/, '3', ['CronJob']],
  [/^spec\/failedJobsHistoryLimit$/, '1', ['CronJob']],
  [/^spec\/minReplicas$/, '1', ['HorizontalPodAutoscaler']],
  [/behavior\/scaleDown\/stabilizationWindowSeconds$/, '300', ['HorizontalPodAutoscaler']],
  [/behavior\/scaleUp\/stabilizationWindowSeconds$/, '0', ['HorizontalPodAutoscaler']],
  [/^spec\/unhealthyPodEvictionPolicy$/, 'IfHealthyBudget', ['PodDisruptionBudget']],
  [/^spec\/volumeMode$/, 'Filesystem', ['PersistentVolumeClaim', 'PersistentVolume']],
  [/^spec\/persistentVolumeReclaimPolicy$/, 'Retain', ['PersistentVolume']],
  [/^reclaimPolicy$/, 'Delete', ['StorageClass']],
  [/^volumeBindingMode$/, 'Immediate', ['StorageClass']],
  [/^allowVolumeExpansion$/, 'false', ['StorageClass']],
  [/^immutable$/, 'false', ['ConfigMap', 'Secret']],
  [/^type$/, 'Opaque', ['Secret']],
  [/webhooks\/#\/failurePolicy$/, 'Fail'],
  [/webhooks\/#\/timeoutSeconds$/, '10'],
  [/webhooks\/#\/matchPolicy$/, 'Equivalent'],
];

/** What counts where the field at a place is left out. */
export function defaultOf(place: FieldAt): Message | undefined {
  for (const [route, value, kinds] of DEFAULTS) {
    if (!route.test(place.route) || (kinds && !kinds.includes(place.manifest.kind))) continue;
    const text = typeof value === 'string' ? value : value(place);
    return text === undefined ? undefined : ['Where it is left out: `{0}`', text];
  }
  if (/resources\/requests(?:\/[^/]+)?$/.test(place.route)) return ['Where it is left out, the limit is requested'];
  return undefined;
}

/** `Always` for what may change under its name. */
function pullPolicy({ around }: FieldAt): string | undefined {
  const image = textAt(around[0], 'image');
  return image === undefined ? undefined : pullPolicyOf(image);
}

export function pullPolicyOf(image: string): string {
  if (image.includes('@')) return 'IfNotPresent';
  const tag = /:([^:/]+)$/.exec(image)?.[1];
  return tag === undefined || tag === 'latest' ? 'Always' : 'IfNotPresent';
}

/** What a probe comes to, its defaults counted in. */
export function explainProbe({ field, key }: FieldAt): Message[] {
  if (!/^(?:readiness|liveness|startup)Probe$/.test(key) || field.kind !== 'map') return [];
  const seconds = (name: string, fallback: number) => Number(textAt(at(field, name)) ?? fallback);
  const period = seconds('periodSeconds', 10);
  const failures = seconds('failureThreshold', 3);
  const delay = seconds('initialDelaySeconds', 0);
  const timeout = seconds('timeoutSeconds', 1);
  if (![period, failures, delay, timeout].every(Number.isFinite)) return [];
  const asked: Message = [
    'Asked every {0} s, from {1} s after the start on; an answer has {2} s',
    period,
    delay,
    timeout,
  ];
  const total = period * failures;
  const effects: Readonly<Record<string, Message>> = {
    readinessProbe: ['After {0} failures, about {1} s, the pod gets no more requests', failures, total],
    livenessProbe: ['After {0} failures, about {1} s, the container is started anew', failures, total],
    startupProbe: ['The program has about {0} s to start; the other probes wait for it', delay + total],
  };
  const effect = effects[key];
  return effect ? [asked, effect] : [asked];
}
