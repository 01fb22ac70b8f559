import { documents } from '../examples.ts';
import { at } from '../fields.ts';
import { relatedTo } from '../object-place.ts';
import { workspaceRule } from '../rule-kinds.ts';
import { podSelectorOf } from '../selectors/selector-index.ts';

const service = (name: string, selector: string) =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n  selector: ${selector}\n  ports:\n    - port: 80\n`;
const pod =
  'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels: { app: web, role: main }\nspec: { containers: [] }\n';

export const uniqueServiceSelector = workspaceRule({
  id: 'unique-service-selector',
  kinds: ['Service'],
  title: 'Give each Service a selector of its own',
  severity: 'info',
  off: true,
  aliases: ['draft:unique-service-selectors'],
  why: 'Two Services with the same selector send to the same pods: one is superfluous, or was copied and selects the wrong ones. (A headless Service beside an ordinary one is often meant so.)',
  examples: [
    {
      bad: documents(service('a', '«{ app: web }»'), service('b', '«{ app: web }»'), pod),
      good: documents(service('a', '{ app: web }'), service('b', '{ app: web, role: main }'), pod),
    },
  ],
  *check(subject) {
    const { manifest, workspace } = subject;
    const field = at(manifest.root, 'spec', 'selector');
    const own = podSelectorOf(manifest)?.labels;
    if (!field || !own) return;
    const [first] = own;
    if (!first) return;
    const twin = workspace
      .asking('Service', first[0], first[1], manifest.namespace)
      .find(
        (other) =>
          other.manifest !== manifest &&
          other.manifest.name !== manifest.name &&
          isSame(own, podSelectorOf(other.manifest)?.labels),
      );
    if (!twin) return;
    yield {
      start: field.start,
      end: field.end,
      message: ['Service `{0}` selects the same pods', twin.manifest.name],
      related: [relatedTo(twin, ['The same selector: `{0}`', [...own].map((pair) => pair.join(': ')).join(', ')])],
    };
  },
});

function isSame(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string> | undefined): boolean {
  return b !== undefined && a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
}
