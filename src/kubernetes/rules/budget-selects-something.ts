import { documents } from '../examples.ts';
import { at } from '../fields.ts';
import { describeSelector, labelSelector, selectsAll } from '../selectors/label-selector.ts';
import { workspaceRule } from '../rule-kinds.ts';

const budget = (app: string) =>
  `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: web\nspec:\n  maxUnavailable: 1\n  selector: ${app}\n`;
const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels: { app: web }\nspec: { containers: [] }\n';

export const budgetSelectsSomething = workspaceRule({
  id: 'budget-selects-something',
  kinds: ['PodDisruptionBudget', 'PodMonitor'],
  title: 'Let the PodDisruptionBudget or PodMonitor select pods',
  severity: 'warning',
  aliases: [],
  why: 'A budget that matches no pod keeps none of them running while nodes are drained, and a monitor that matches none measures nothing.',
  examples: [
    {
      bad: documents(budget('«{ matchLabels: { app: wbe } }»'), pod),
      good: documents(budget('{ matchLabels: { app: web } }'), pod),
    },
  ],
  *check(subject) {
    const { manifest, workspace } = subject;
    const field = at(manifest.root, 'spec', 'selector');
    const selector = labelSelector(field);
    if (!field || !selector || selectsAll(selector) || at(manifest.root, 'spec', 'namespaceSelector')) return;
    if (workspace.podsOf(selector, subject).state !== 'missing') return;
    yield {
      start: field.start,
      end: field.end,
      message: ['No pod of the workspace has `{0}`', describeSelector(field)],
    };
  },
});
