import { at } from '../fields.ts';
import { fieldPlace } from '../field-place.ts';
import { mountsOnce } from '../pods/mounted-once.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { replicasOf, runsAlone } from '../pods/replicas.ts';
import { isScaled, isServed } from '../selectors/serving.ts';
import { workspaceRule } from '../rule-kinds.ts';

export const fewReplicas = workspaceRule({
  id: 'few-replicas',
  kinds: ['Deployment'],
  title: 'Run several replicas of what a Service needs',
  severity: 'info',
  aliases: [
    'kube-score:deployment-replicas',
    'polaris:deploymentMissingReplicas',
    'kube-linter:minimum-three-replicas',
  ],
  why: 'With one replica the Service is away whenever its pod is: when the node is drained, when the program crashes, when the pod is moved. Two on different nodes bridge that. (Where its volume can be mounted only once, or the Service is for metrics alone, one may be right, and nothing is said. So it is where one replica and `maxSurge: 0` are written together: then two must not serve at once.)',
  differs: {
    'kube-score:deployment-replicas': 'A Service without selector does not need any Deployment.',
    'polaris:deploymentMissingReplicas': 'Where an autoscaler sets the number, the Deployment must not.',
    'kube-linter:minimum-three-replicas': 'Where an autoscaler sets the number, the workload must not.',
  },
  examples: [
    {
      bad: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: «1»\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec: { containers: [] }\n---\napiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }\n',
      good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 2\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec: { containers: [] }\n---\napiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }\n',
    },
    {
      bad: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: «web»\nspec:\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec: { containers: [] }\n---\napiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }\n',
      good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: worker\nspec:\n  replicas: 1\n  selector: { matchLabels: { app: worker } }\n  template:\n    metadata: { labels: { app: worker } }\n    spec: { containers: [] }\n',
    },
    {
      bad: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: «1»\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec: { containers: [] }\n---\napiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }\n',
      good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 1\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec: { containers: [] }\n---\napiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web }, ports: [{ name: metrics, port: 80 }] }\n',
    },
    {
      bad: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: «web»\nspec:\n  strategy: { rollingUpdate: { maxSurge: 0 } }\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec: { containers: [] }\n---\napiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }\n',
      good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 1\n  strategy: { rollingUpdate: { maxSurge: 0 } }\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec: { containers: [] }\n---\napiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }\n',
    },
  ],
  *check(subject) {
    const { manifest } = subject;
    const replicas = replicasOf(manifest);
    if (replicas === undefined || (replicas !== 'default' && replicas >= 2)) return;
    if (!isServed(subject) || isScaled(subject) || (replicas !== 0 && mountsOnce(subject))) return;
    if (runsAlone(manifest)) return;
    yield {
      ...fieldPlace(at(manifest.root, 'spec', 'replicas'), manifest),
      message:
        replicas === 0
          ? ['A Service needs `{0}`, which runs no pods', manifest.name]
          : ['A Service needs `{0}`, which runs one pod only', manifest.name],
      // Nobody writes 0 by mistake.
      ...(replicas === 0 ? { severity: 'hint' as const } : {}),
      aliases: heardOf(manifest, fewReplicas.aliases),
    };
  },
});
