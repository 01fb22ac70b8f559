import { at, entries, textAt } from '../fields.ts';
import { plainSelector } from '../selectors/label-selector.ts';
import { workspaceRule } from '../rule-kinds.ts';

export const serviceSelectsSomething = workspaceRule({
  id: 'service-selects-something',
  kinds: ['Service'],
  title: 'Let the Service select pods',
  severity: 'warning',
  aliases: ['kube-linter:dangling-service', 'kube-score:service-targets-pod', 'kubescape:C-0293'],
  why: 'A Service whose selector matches no pod sends its traffic nowhere. A Service without selector is legal (its endpoints are made by hand), and where pods may come from elsewhere (Helm templates, custom resources with a pod template, kustomizations that change labels) nothing is said.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector: «{ app: web }»\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels: { app: wbe }\nspec:\n  containers: []\n',
      good: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  namespace: default\nspec:\n  selector: { app: web }\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels: { app: web }\nspec:\n  containers: []\n',
    },
    {
      bad: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    «app: web»\n',
      good: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  type: ExternalName\n  externalName: example.com\n',
    },
  ],
  *check({ manifest, file, workspace }) {
    if (textAt(manifest.root, 'spec', 'type') === 'ExternalName') return;
    const selector = at(manifest.root, 'spec', 'selector');
    if (!selector || entries(selector).length === 0) return;
    if (workspace.podsOf(plainSelector(selector), { manifest, file }).state !== 'missing') return;
    const wanted = entries(selector).map(({ key, value }) => `${key}: ${textAt(value) ?? ''}`);
    yield {
      start: selector.start,
      end: selector.end,
      message: ['No pod of the workspace has `{0}`', wanted.join(', ')],
    };
  },
});
