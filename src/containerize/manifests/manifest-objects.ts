import {
  autoscaler,
  disruptionBudget,
  externalSecret,
  gatewayRoute,
  ingress,
  networkPolicy,
  role,
  roleBinding,
  serviceMonitor,
} from './extras.ts';
import type { ManifestInput } from './manifest-input.ts';
import {
  claims,
  configMap,
  cronJob,
  deployment,
  headlessService,
  job,
  service,
  serviceAccount,
  settingsMap,
  statefulSet,
} from './manifests.ts';
import { isServed } from '../workload/exporter.ts';
import type { Value } from './yaml.ts';

/** Objects of one file: `deployment.yaml`. */
export interface ManifestFile {
  readonly name: string;
  readonly objects: readonly Value[];
}

/** All objects of a plan, a file for each kind; in the order in which people read them. */
export function manifestFiles(input: ManifestInput): ManifestFile[] {
  const { workload, environment, extras, secret, secretStore, settings, command } = input;
  if (workload.kind === 'none') return [];
  const hasService = isServed(input);
  const isNamed = workload.kind === 'StatefulSet';
  const files: (readonly [name: string, wanted: boolean, make: () => readonly Value[]])[] = [
    ['deployment.yaml', workload.kind === 'Deployment', () => [deployment(input)]],
    ['statefulset.yaml', isNamed, () => [statefulSet(input)]],
    ['job.yaml', workload.kind === 'Job', () => [job(input)]],
    ['cronjob.yaml', workload.kind === 'CronJob', () => [cronJob(input)]],
    [
      'service.yaml',
      hasService || isNamed,
      () => [...(hasService ? [service(input)] : []), ...(isNamed ? [headlessService(input)] : [])],
    ],
    ['configmap.yaml', environment.config.size > 0, () => [configMap(input)]],
    ['settings.yaml', settings !== null, () => (settings ? [settingsMap(input, settings)] : [])],
    ['externalsecret.yaml', secretStore !== null && secret.keys.length > 0, () => [externalSecret(input)]],
    ['persistentvolumeclaim.yaml', input.data.size > 0 && !isNamed, () => claims(input)],
    ['serviceaccount.yaml', true, () => [serviceAccount(input)]],
    ['role.yaml', extras.has('role'), () => [role(input), roleBinding(input)]],
    ['horizontalpodautoscaler.yaml', extras.has('hpa'), () => [autoscaler(input)]],
    ['poddisruptionbudget.yaml', extras.has('pdb'), () => [disruptionBudget(input)]],
    ['networkpolicy.yaml', extras.has('networkpolicy'), () => [networkPolicy(input)]],
    ['route.yaml', extras.has('httproute'), () => [gatewayRoute(input)]],
    ['ingress.yaml', extras.has('ingress'), () => [ingress(input)]],
    ['servicemonitor.yaml', extras.has('servicemonitor'), () => [serviceMonitor(input)]],
  ];
  return files
    .filter(([, wanted]) => wanted)
    .map(([name, , make]) => ({
      name: command === null ? name : `${command}-${name}`,
      objects: make(),
    }));
}
