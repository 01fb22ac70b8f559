import { textMap, at } from '../fields.ts';
import { objectPlace } from '../object-place.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { objectRule } from '../rule-kinds.ts';

const RECOMMENDED = ['name', 'instance', 'version', 'component', 'part-of', 'managed-by', 'created-by'].map(
  (key) => `app.kubernetes.io/${key}`,
);
const USUAL = ['app', 'tier', 'phase', 'version', 'owner', 'env'];

export const commonLabels = objectRule({
  id: 'common-labels',
  kinds: 'pods',
  title: 'Label workloads and their pods as everybody does',
  severity: 'hint',
  off: true,
  aliases: ['kubescape:C-0077', 'kubescape:C-0076'],
  why: 'Tools and people find what belongs together by the labels that Kubernetes recommends (`app.kubernetes.io/name` and so on), or at least by usual ones (`app`, `tier`, `env`), on the workload as on its pods.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata: { name: «web» }\nspec: { containers: [] }\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web, labels: { app: web, app.kubernetes.io/name: web } }\nspec: { containers: [] }\n',
    },
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata: { name: «web», labels: { app: web } }\nspec: { containers: [] }\n',
      good: 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\n',
    },
  ],
  *check({ manifest, pod }) {
    if (!pod) return;
    const all = [manifest.labels, textMap(at(pod.metadata, 'labels'))];
    const lacks = (keys: readonly string[]) => !all.every((labels) => keys.some((key) => labels.has(key)));
    const lacking = [
      ...(lacks(RECOMMENDED) ? ['kubescape:C-0077'] : []),
      ...(lacks(USUAL) ? ['kubescape:C-0076'] : []),
    ];
    if (lacking.length === 0) return;
    yield {
      ...objectPlace(manifest),
      message:
        lacking[0] === 'kubescape:C-0077'
          ? ['`{0}` or its pods have none of the recommended labels', manifest.name]
          : ['`{0}` or its pods have none of the usual labels', manifest.name],
      aliases: heardOf(manifest, lacking),
    };
  },
});
