import { documents } from '../examples.ts';
import { changeTo } from '../change-to.ts';
import { at, items, textAt, valueAt } from '../fields.ts';
import { labelSelector, selectsAll } from '../selectors/label-selector.ts';
import type { Located } from '../model.ts';
import { relatedTo } from '../object-place.ts';
import { workspaceRule } from '../rule-kinds.ts';
import type { ManifestSubject } from '../subject.ts';
import { similarName } from '../../lint/similar-word.ts';
import { podSpec } from '../pods/workloads.ts';

const monitor = (port: string) =>
  `apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata:\n  name: web\nspec:\n  selector: { matchLabels: { app: web } }\n  endpoints:\n    - port: ${port}\n`;
const service =
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  labels: { app: web }\nspec:\n  ports:\n    - name: http\n      port: 80\n';

export const monitorPortExists = workspaceRule({
  id: 'monitor-port-exists',
  kinds: ['ServiceMonitor', 'PodMonitor'],
  title: 'Let monitors name a port that there is',
  severity: 'warning',
  aliases: [],
  why: 'The endpoint of a ServiceMonitor names a port of the Service, that of a PodMonitor one of the pod’s containers. Where none has the name, Prometheus drops the target and says nothing.',
  examples: [
    { bad: documents(monitor('«htpp»'), service), good: documents(monitor('http'), service), fixed: true },
    { bad: documents(monitor('«metrics»'), service), good: documents(monitor('http'), service), fixed: true },
  ],
  *check(subject) {
    const { manifest, workspace, file } = subject;
    const isOfService = manifest.kind === 'ServiceMonitor';
    const endpoints = items(at(manifest.root, 'spec', isOfService ? 'endpoints' : 'podMetricsEndpoints'));
    const named = endpoints.flatMap((endpoint) => at(endpoint, 'port') ?? []);
    if (named.length === 0 || workspace.mayBePatched(subject, ['ndpoints'])) return;
    const objects = selected(subject);
    // A port may come in by a patch.
    if (objects.length === 0 || objects.some((one) => workspace.mayBePatched(one, ['ports'], subject))) return;
    const names = objects.flatMap((one) => (isOfService ? servicePorts(one) : containerPorts(one)));
    for (const port of named) {
      const name = valueAt(port);
      if (typeof name !== 'string' || /[${}<>]/.test(name) || names.includes(name)) continue;
      if (names.some((one) => one === undefined)) return;
      const others = names.filter((one) => one !== undefined);
      const likely = similarName(name, others) ?? onlyName(others);
      yield {
        start: port.start,
        end: port.end,
        message: isOfService
          ? ['No Service that is selected has a port named `{0}`', name]
          : ['No container of the selected pods has a port named `{0}`', name],
        related: objects.slice(0, 3).map((one) => relatedTo(one, ['Selected by the monitor'])),
        fixes: changeTo(file.text, port, likely),
      };
    }
  },
});

/** Where there is one port, and it has a name. */
function onlyName(names: readonly string[]): string | undefined {
  const [only, ...more] = new Set(names);
  return more.length === 0 && only !== '' ? only : undefined;
}

function selected(subject: ManifestSubject): readonly Located[] {
  const { manifest, workspace } = subject;
  const selector = labelSelector(at(manifest.root, 'spec', 'selector'));
  if (!selector || selectsAll(selector)) return [];
  const names = items(at(manifest.root, 'spec', 'namespaceSelector', 'matchNames')).flatMap((one) => textAt(one) ?? []);
  const isAny = textAt(manifest.root, 'spec', 'namespaceSelector', 'any') === 'true';
  if (manifest.kind === 'PodMonitor') {
    // Pods of other namespaces are not looked for.
    if (isAny || names.length > 0) return [];
    const pods = workspace.podsOf(selector, subject);
    return pods.state === 'found' ? pods.objects : [];
  }
  const services = workspace.servicesWith(selector, subject, isAny ? 'any' : names);
  return services.state === 'found' ? services.objects : [];
}

/** Undefined: a name is put together elsewhere. */
function servicePorts({ manifest }: Located): (string | undefined)[] {
  return items(at(manifest.root, 'spec', 'ports')).map((port) => plain(textAt(port, 'name')));
}

function containerPorts({ manifest }: Located): (string | undefined)[] {
  return (podSpec(manifest)?.containers ?? []).flatMap(({ field }) =>
    items(at(field, 'ports')).map((port) => plain(textAt(port, 'name'))),
  );
}

function plain(name: string | undefined): string | undefined {
  return name !== undefined && /[${}<>]/.test(name) ? undefined : (name ?? '');
}
