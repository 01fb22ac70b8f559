import { deploymentOf } from '../example-files.ts';
import type { ContractRule } from '../rule.ts';
import { wronglyScraped } from '../scrape-annotations.ts';
import { METRICS_SERVER } from '../example-metrics.ts';
import { scrapedOfAll } from '../scraping.ts';

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
    const scraped = scrapedOfAll([container]);
    if (!scraped || contract.workspace.mayBePatched(object, ['prometheus.io'])) return;
    yield* wronglyScraped(object, pod.metadata, scraped, ({ port }) => [port]);
  },
};
