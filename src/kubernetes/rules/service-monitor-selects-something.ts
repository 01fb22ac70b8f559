import { documents } from '../examples.ts';
import { at, items, textAt } from '../fields.ts';
import { describeSelector, labelSelector, selectsAll } from '../selectors/label-selector.ts';
import { objectPlace } from '../object-place.ts';
import { workspaceRule } from '../rule-kinds.ts';

const monitor = (selector: string) =>
  `apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata:\n  name: web\nspec:\n  selector: ${selector}\n  endpoints: [{ port: http }]\n`;
const service =
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  labels: { app: web }\nspec:\n  ports: [{ name: http, port: 80 }]\n';

export const serviceMonitorSelectsSomething = workspaceRule({
  id: 'service-monitor-selects-something',
  kinds: ['ServiceMonitor'],
  title: 'Let the ServiceMonitor select a Service',
  severity: 'warning',
  aliases: ['kube-linter:dangling-servicemonitor'],
  why: 'A ServiceMonitor selects Services by the labels of the Service itself, in its own namespace unless it names others. If it finds none, Prometheus scrapes nothing and says nothing.',
  differs: {
    'kube-linter:dangling-servicemonitor':
      'Without a namespace selector it takes Services of every namespace; the operator takes those of its own only.',
  },
  examples: [
    {
      bad: documents(monitor('«{ matchLabels: { app: wbe } }»'), service),
      good: documents(monitor('{ matchLabels: { app: web } }'), service),
    },
  ],
  *check(subject) {
    const { manifest, workspace } = subject;
    const field = at(manifest.root, 'spec', 'selector');
    const selector = labelSelector(field);
    const names = items(at(manifest.root, 'spec', 'namespaceSelector', 'matchNames')).map((name) => textAt(name) ?? '');
    const isAny = textAt(manifest.root, 'spec', 'namespaceSelector', 'any') === 'true';
    if (!selector) return;
    if (selectsAll(selector) && names.length === 0 && !isAny) {
      const place = field ?? objectPlace(manifest);
      yield {
        start: place.start,
        end: place.end,
        message: ['The ServiceMonitor takes every Service of its namespace'],
        severity: 'hint',
      };
      return;
    }
    if (workspace.servicesWith(selector, subject, isAny ? 'any' : names).state !== 'missing') return;
    const place = field ?? objectPlace(manifest);
    yield {
      start: place.start,
      end: place.end,
      message: ['No Service of the workspace has `{0}`', describeSelector(field)],
    };
  },
});
