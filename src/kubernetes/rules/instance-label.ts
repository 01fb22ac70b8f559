import { at, textAt } from '../fields.ts';
import { fieldPlace } from '../field-place.ts';
import { objectRule } from '../rule-kinds.ts';

const KEY = 'app.kubernetes.io/instance';

export const instanceLabel = objectRule({
  id: 'instance-label',
  kinds: 'pods',
  title: 'Name the instance as the workload is named',
  severity: 'hint',
  off: true,
  aliases: ['polaris:metadataAndInstanceMismatched'],
  why: 'Where the label `app.kubernetes.io/instance` is the name of the workload, dashboards and people find one by the other. Releases of Helm label all their workloads alike, so this rule is off by default.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web, labels: { app.kubernetes.io/instance: «shop» } }\nspec: { containers: [] }\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web, labels: { app.kubernetes.io/instance: web } }\nspec: { containers: [] }\n',
    },
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata: { name: «web» }\nspec: { containers: [] }\n',
      good: 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\n',
    },
  ],
  *check({ manifest, pod }) {
    const value = manifest.labels.get(KEY);
    if (!pod || value === manifest.name) return;
    const field = at(manifest.root, 'metadata', 'labels', KEY);
    yield {
      ...fieldPlace(textAt(field) === undefined ? undefined : field, manifest),
      message:
        value === undefined
          ? ['`{0}` has no label `{1}`', manifest.name, KEY]
          : ['The label `{0}` says `{1}`, and the name is `{2}`', KEY, value, manifest.name],
    };
  },
});
