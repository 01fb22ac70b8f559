import { dangling } from '../references/dangling.ts';
import { documents } from '../examples.ts';
import { at, textAt } from '../fields.ts';
import { plainSelector, selects } from '../selectors/label-selector.ts';
import { objectPlace, relatedTo } from '../object-place.ts';
import { workspaceRule } from '../rule-kinds.ts';

const set = (extra: string) =>
  `apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: db\nspec:\n${extra}  selector: { matchLabels: { app: db } }\n  template:\n    metadata: { labels: { app: db } }\n    spec: { containers: [] }\n`;
const service = (address: string) =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: db\nspec:\n  clusterIP: ${address}\n  selector: { app: db }\n`;

export const headlessService = workspaceRule({
  id: 'headless-service',
  kinds: ['StatefulSet'],
  title: 'Give the StatefulSet a headless Service',
  severity: 'warning',
  aliases: ['kube-score:statefulset-has-servicename'],
  why: 'The pods of a StatefulSet get DNS names of their own only from a Service with `clusterIP: None` that selects them and that `serviceName` names.',
  examples: [
    {
      bad: documents(set('  serviceName: «db»\n'), service('10.0.0.1')),
      good: documents(set('  serviceName: db\n'), service('None')),
    },
    { bad: set('  serviceName: «db»\n'), good: documents(set('  serviceName: db\n'), service('None')) },
    {
      bad: documents(set('').replace('name: db', 'name: «db»')),
      good: documents(set('  serviceName: db\n'), service('None')),
    },
  ],
  *check(subject) {
    const { manifest, workspace, pod } = subject;
    const reference = workspace.referencesOf(manifest, pod).find(({ via }) => via === 'serviceName');
    if (!reference) {
      // Since 1.34 the field may be left out, for those who need no names.
      yield {
        ...objectPlace(manifest),
        message: ['`{0}` names no headless Service', manifest.name],
        severity: 'info',
      };
      return;
    }
    const absent = dangling(subject, reference);
    if (absent) yield absent;
    const found = workspace.resolve(reference, subject);
    if (absent || found.state !== 'found' || found.object.manifest.kind !== 'Service') return;
    const { root } = found.object.manifest;
    const { start, end } = reference;
    const related = [relatedTo(found.object, ['The Service'])];
    if (textAt(root, 'spec', 'clusterIP') !== 'None') {
      yield {
        start,
        end,
        message: ['Service `{0}` is not headless: `clusterIP` is not `None`', reference.target.name],
        related,
      };
      return;
    }
    const selector = plainSelector(at(root, 'spec', 'selector'));
    if (!pod || selects(selector, pod.labels, (key) => workspace.relabels(key))) return;
    yield {
      start,
      end,
      message: ['Service `{0}` does not select the pods of `{1}`', reference.target.name, manifest.name],
      related,
    };
  },
});
