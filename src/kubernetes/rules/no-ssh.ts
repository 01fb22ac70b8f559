import { at, items, textAt, valueAt } from '../fields.ts';
import { plainSelector, selectsAll } from '../selectors/label-selector.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { objectRule } from '../rule-kinds.ts';

export const noSsh = objectRule({
  id: 'no-ssh',
  title: 'Open no port for SSH',
  severity: 'warning',
  kinds: [
    'Pod',
    'PodTemplate',
    'Deployment',
    'StatefulSet',
    'DaemonSet',
    'ReplicaSet',
    'ReplicationController',
    'Rollout',
    'Job',
    'CronJob',
    'Service',
  ],
  aliases: ['kube-linter:ssh-port', 'kubescape:C-0042'],
  why: 'Nobody needs to log in to a container: `kubectl exec` asks the API server who may, and leaves a record. An SSH server in it is one more program to update, with keys of its own that no one takes back.',
  differs: {
    'kube-linter:ssh-port':
      'Where the Go source is there and the program itself listens on the port, Gantry says nothing.',
    'kubescape:C-0042': 'Where the Go source is there and the program itself listens on the port, Gantry says nothing.',
  },
  examples: [
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: app\nspec:\n  containers:\n    - name: app\n      ports:\n        - containerPort: «22»\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: app\nspec:\n  containers:\n    - name: app\n      ports:\n        - containerPort: 22\n          protocol: UDP\n',
    },
    {
      bad: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: app\nspec:\n  selector: { app: web }\n  ports:\n    - port: 80\n      targetPort: «2222»\n',
      good: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: app\nspec:\n  selector: { app: web }\n  ports:\n    - port: 80\n      targetPort: 8080\n',
      files: {
        'pod.yaml':
          'apiVersion: v1\nkind: Pod\nmetadata:\n  name: app\n  labels: { app: web }\nspec:\n  containers:\n    - name: app\n',
      },
    },
  ],
  *check({ manifest, pod, file, workspace }) {
    for (const container of pod?.containers ?? []) {
      for (const port of items(at(container.field, 'ports'))) {
        const field = at(port, 'containerPort');
        if (!field || valueAt(field) !== 22 || (textAt(port, 'protocol') ?? 'TCP') !== 'TCP') continue;
        yield {
          start: field.start,
          end: field.end,
          message: ['`{0}` opens port 22, that of SSH', container.name],
          aliases: heardOf(manifest, ['kube-linter:ssh-port'], container.kind),
        };
      }
    }
    if (manifest.kind !== 'Service' || manifest.apiVersion !== 'v1') return;
    const ports = items(at(manifest.root, 'spec', 'ports')).flatMap((port) => {
      const field = [at(port, 'targetPort'), at(port, 'port')].find(
        (one) => valueAt(one) === 22 || valueAt(one) === 2222,
      );
      return field ? [field] : [];
    });
    if (ports.length === 0 || !workspace.complete) return;
    const selector = plainSelector(at(manifest.root, 'spec', 'selector'));
    if (selectsAll(selector) || workspace.podsOf(selector, { manifest, file }).state !== 'found') return;
    for (const field of ports) {
      yield {
        start: field.start,
        end: field.end,
        message: ['`{0}` opens port {1}, that of SSH, to its pods', manifest.name, String(valueAt(field))],
        aliases: ['kubescape:C-0042'],
      };
    }
  },
});
