import { replaceValue, setField } from '../../kubernetes/edit.ts';
import { at, isMap, textAt, valueAt } from '../../kubernetes/fields.ts';
import type { Field, Located } from '../../kubernetes/model.ts';
import type { Range } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import { editIn, repairOf } from '../changes.ts';
import type { Contract } from '../contract.ts';
import { deploymentOf } from '../examples/example-files.ts';
import { METRICS_SERVER } from '../examples/example-metrics.ts';
import type { Fault, Repair } from '../fault.ts';
import { servesNoMetrics } from '../routes/known-routes.ts';
import { endpointsOf, type EndpointTarget, monitorTargets } from '../metrics/monitor-targets.ts';
import { mismatch } from '../ports/port-mismatch.ts';
import { protocolOf } from '../ports/protocols.ts';
import { type ContractRule, inSource } from '../rule.ts';
import { isUnanswered, listensElsewhere, type Scraped, scrapedOfAll } from '../metrics/scraping.ts';

const MONITOR = (path: string) =>
  `apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata:\n  name: shop\nspec:\n  selector:\n    matchLabels: { app: shop }\n  endpoints:\n    - port: http\n      path: ${path}\n`;
const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\n  labels: { app: shop }\nspec:\n  selector: { app: shop }\n  ports:\n    - name: http\n      port: 80\n      targetPort: 8080\n';

export const monitorScrapesMetrics: ContractRule = {
  id: 'monitor-scrapes-metrics',
  title: 'Let monitors scrape the port and path that serve metrics',
  severity: 'warning',
  aliases: [],
  why: 'A ServiceMonitor or PodMonitor names a port and a path. Where nothing serves metrics, the target is down and no dashboard or alert knows more of the program. The Go source says which route does, and on which port.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'monitor.yaml',
      bad: MONITOR('«/stats»'),
      good: MONITOR('/metrics'),
      fixed: true,
      files: {
        ...METRICS_SERVER,
        'service.yaml': SERVICE,
        'deploy.yaml': deploymentOf('ports:\n  - containerPort: 8080'),
      },
    },
  ],
  about: 'object',
  *check(object, contract) {
    const { kind } = object.manifest;
    if (kind !== 'ServiceMonitor' && kind !== 'PodMonitor') return;
    if (contract.workspace.mayBePatched(object, ['ndpoints'])) return;
    for (const endpoint of endpointsOf(object)) yield* endpointFaults(object, endpoint, contract);
  },
};

function* endpointFaults(object: Located, endpoint: Field, contract: Contract): Iterable<Fault> {
  const named = at(endpoint, 'port') ?? at(endpoint, 'targetPort') ?? at(endpoint, 'portNumber');
  const targets = monitorTargets(object, endpoint, contract);
  if (targets) yield* notServed(object, endpoint, targets);
  const scraped = targets && scrapedOfAll(targets.map(({ container }) => container));
  if (!scraped && named && targets) yield* notListened(object, named, targets);
  if (!named || !isMap(endpoint) || !scraped || at(endpoint, 'relabelings')) return;
  const [first] = scraped;
  const { program, metrics } = first;
  const write = (edit: ReturnType<typeof setField>) => editIn(object.file.file, edit);
  if (scraped.every((one, index) => targets[index]?.number !== one.port)) {
    const message = [
      '`{0}` serves metrics on {1}, not on {2}',
      program.name,
      first.port,
      targets[0]?.number ?? 0,
    ] as const;
    const next = typeof valueAt(named) === 'number' ? first.port : targets[0] && portNamed(targets[0], first);
    const edit = next === undefined ? undefined : write(replaceValue(object.file.text, named, next));
    yield fault(object, named, message, first, repairOf(['Scrape `{0}`', next ?? ''], [edit]));
  }
  const scheme = at(endpoint, 'scheme');
  if (scheme && textAt(scheme)?.toLowerCase() === 'https' && scraped.every((one) => isPlain(one))) {
    const said: Message = ['`{0}` serves metrics on {1} in HTTP, not in HTTPS', program.name, first.port];
    yield fault(
      object,
      scheme,
      said,
      first,
      repairOf(['Scrape in HTTP'], [write(replaceValue(object.file.text, scheme, 'http'))]),
    );
  }
  const path = at(endpoint, 'path');
  const asked = textAt(path) ?? '/metrics';
  if (!/^\/[^${}<>]*$/.test(asked) || !scraped.every((one) => isUnanswered(one, asked))) return;
  const message = ['`{0}` serves metrics at `{1}`, not at `{2}`', program.name, metrics.path, asked] as const;
  const edit = write(setField(object.file.text, endpoint, ['path'], metrics.path));
  yield fault(object, path ?? named, message, first, repairOf(['Scrape `{0}`', metrics.path], [edit]));
}

/** No program that it leads to has metrics at all. */
function* notServed({ file }: Located, endpoint: Field, targets: readonly EndpointTarget[]): Iterable<Fault> {
  const path = at(endpoint, 'path');
  const asked = textAt(path) ?? '/metrics';
  const place = path ?? at(endpoint, 'port');
  const first = targets[0]?.container.program;
  if (!place || !first || at(endpoint, 'relabelings') || !/^\/[^${}<>]*$/.test(asked)) return;
  // Another container may serve the port of a pod.
  if (targets.some(({ container }) => container.facts.pod.containers.length > 1)) return;
  if (!targets.every(({ container: { program, given } }) => program && servesNoMetrics(program, asked, given))) return;
  const { start, end } = place;
  yield { sides: [{ file: file.file, start, end, message: ['`{0}` serves no metrics at `{1}`', first.name, asked] }] };
}

/** A number of the pod at which no program listens, whoever writes its metrics. */
function* notListened({ file }: Located, named: Field, targets: readonly EndpointTarget[]): Iterable<Fault> {
  const number = valueAt(named);
  if (typeof number !== 'number' || targets.some(({ container }) => container.facts.pod.containers.length > 1)) return;
  const [first, ...others] = targets.map(({ container }) => listensElsewhere(container, number));
  if (!first || others.includes(null)) return;
  const name = targets[0]?.container.program?.name ?? '';
  const { start, end } = named;
  yield* mismatch({ file: file.file, start, end }, number, name, [], first, ({ port }) =>
    repairOf(['Scrape `{0}`', port], [editIn(file.file, replaceValue(file.text, named, port))]),
  );
}

/** Unless something before the program speaks TLS for it. */
function isPlain({ container, port }: Scraped): boolean {
  return protocolOf(port, container.listeners)?.protocol === 'http' && container.facts.pod.containers.length === 1;
}

function portNamed({ names }: EndpointTarget, { port }: Scraped): string | undefined {
  return names.find(({ number }) => number === port)?.name;
}

function fault(
  { file }: Located,
  { start, end }: Range,
  message: Message,
  { metrics }: Scraped,
  repairs: Repair[],
): Fault {
  return {
    sides: [{ file: file.file, start, end, message }],
    related: [inSource(metrics, ['metrics are served here'])],
    repairs,
  };
}
