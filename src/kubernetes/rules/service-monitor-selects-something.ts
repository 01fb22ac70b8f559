import { changeTo } from '../change-to.ts';
import { documents } from '../examples.ts';
import { at, items, textAt } from '../fields.ts';
import { describeSelector, labelSelector, type LabelSelector, selectsAll } from '../selectors/label-selector.ts';
import type { Located } from '../model.ts';
import { objectPlace, relatedTo } from '../object-place.ts';
import { workspaceRule } from '../rule-kinds.ts';
import type { ManifestSubject } from '../subject.ts';
import type { Report } from '../../lint/rule.ts';

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
    const { state } = workspace.servicesWith(selector, subject, isAny ? 'any' : names);
    if (state === 'unknown') yield* elsewhere(subject, selector);
    if (state !== 'missing') return;
    const place = field ?? objectPlace(manifest);
    yield {
      start: place.start,
      end: place.end,
      message: ['No Service of the workspace has `{0}`', describeSelector(field)],
    };
  },
});

/** It names another namespace than the one that it and the Service land in. */
function* elsewhere(subject: ManifestSubject, selector: LabelSelector): Iterable<Report> {
  const { manifest, workspace, file } = subject;
  const [named, another] = items(at(manifest.root, 'spec', 'namespaceSelector', 'matchNames'));
  const [own, other] = new Set(workspace.placesOf(subject));
  // Whoever applies it chooses the default one.
  if (!named || another || own === undefined || own === 'default' || other !== undefined || selectsAll(selector))
    return;
  if (workspace.mayBePatched(subject, ['namespaceSelector', 'matchNames'])) return;
  const services = workspace.servicesWith(selector, subject, 'any');
  if (services.state !== 'found') return;
  const isBeside = (one: Located) => workspace.placesOf(one).every((place) => place === own);
  if (!services.objects.every(isBeside)) return;
  const [service] = services.objects;
  yield {
    start: named.start,
    end: named.end,
    message: ['The Service with these labels is in `{0}`, not in `{1}`', own, textAt(named) ?? ''],
    related: service ? [relatedTo(service, ['Has the labels'])] : [],
    fixes: changeTo(file.text, named, own),
  };
}
