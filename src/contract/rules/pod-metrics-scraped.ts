import { at, textAt } from '../../kubernetes/fields.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import type { Fault } from '../fault.ts';
import { servesNoMetrics } from '../routes/known-routes.ts';
import { deploymentOf } from '../examples/example-files.ts';
import { mismatch } from '../ports/port-mismatch.ts';
import type { ContractRule } from '../rule.ts';
import { scrapeAt, wronglyScraped } from '../metrics/scrape-annotations.ts';
import { METRICS_SERVER } from '../examples/example-metrics.ts';
import { listensElsewhere, scrapedOfAll } from '../metrics/scraping.ts';

const ANNOTATED = (port: string) =>
  deploymentOf('ports:\n  - containerPort: 8080').replace(
    '      labels: { app: shop }\n    spec',
    `      labels: { app: shop }\n      annotations:\n        prometheus.io/scrape: "true"\n        prometheus.io/port: ${port}\n    spec`,
  );

export const podMetricsScraped: ContractRule = {
  id: 'pod-metrics-scraped',
  title: 'Let Prometheus scrape the port and path that serve metrics',
  severity: 'warning',
  aliases: [],
  why: 'The annotations `prometheus.io/port` and `prometheus.io/path` of a pod lead Prometheus to it. Where nothing serves metrics, the target is down and no dashboard or alert knows more of the program. The Go source says which route does, and on which port.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: ANNOTATED('«"9090"»'),
      good: ANNOTATED('"8080"'),
      fixed: true,
      files: METRICS_SERVER,
    },
  ],
  about: 'container',
  *check(container, contract) {
    const { object, pod } = container.facts;
    // Another container may serve metrics, too.
    if (pod.containers.filter(({ kind }) => kind === 'container' || kind === 'sidecar').length > 1) return;
    yield* notServed(container, contract);
    if (contract.workspace.mayBePatched(object, ['prometheus.io'])) return;
    const scraped = scrapedOfAll([container]);
    if (scraped) yield* wronglyScraped(object, pod.metadata, scraped, ({ port }) => [port]);
    else yield* notListened(container);
  },
};

/** Whoever writes the text of metrics himself, or by a library that is not known, listens all the same. */
function* notListened(container: ContractContainer): Iterable<Fault> {
  const { facts, program } = container;
  const annotations = at(facts.pod.metadata, 'annotations');
  const port = at(annotations, 'prometheus.io/port');
  const number = Number(textAt(port) ?? NaN);
  if (!program || !port || textAt(annotations, 'prometheus.io/scrape') !== 'true' || !Number.isInteger(number)) return;
  const listening = listensElsewhere(container, number) ?? [];
  const { start, end } = port;
  yield* mismatch({ file: facts.file, start, end }, number, program.name, [], listening, (wanted) =>
    scrapeAt(facts.object, facts.pod.metadata, 'port', String(wanted.port)),
  );
}

/** A pod that asks to be scraped, of a program all of whose routes are known, and none of them is for metrics. */
function* notServed({ facts, program, given }: ContractContainer, contract: Contract): Iterable<Fault> {
  const annotations = at(facts.pod.metadata, 'annotations');
  const scrape = at(annotations, 'prometheus.io/scrape');
  if (!program || textAt(scrape) !== 'true' || !scrape) return;
  const path = at(annotations, 'prometheus.io/path');
  const asked = textAt(path) ?? '/metrics';
  if (!servesNoMetrics(program, asked, given)) return;
  if (contract.workspace.mayBePatched(facts.object, ['prometheus.io'])) return;
  const { start, end } = path ?? scrape;
  yield {
    sides: [{ file: facts.file, start, end, message: ['`{0}` serves no metrics at `{1}`', program.name, asked] }],
  };
}
