import { at } from '../../kubernetes/fields.ts';
import { deploymentOf } from '../examples/example-files.ts';
import { METRICS_SERVER } from '../examples/example-metrics.ts';
import type { ContractRule } from '../rule.ts';
import { wronglyScraped } from '../metrics/scrape-annotations.ts';
import { scrapedOfAll } from '../metrics/scraping.ts';
import { targetNumber } from '../ports/service-target.ts';

const SERVICE = (path: string) =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\n  annotations:\n    prometheus.io/scrape: "true"\n    prometheus.io/path: ${path}\nspec:\n  selector: { app: shop }\n  ports:\n    - port: 80\n      targetPort: 8080\n`;

export const serviceMetricsScraped: ContractRule = {
  id: 'service-metrics-scraped',
  title: 'Let Prometheus scrape through a Service what serves metrics',
  severity: 'warning',
  aliases: [],
  why: 'The annotations `prometheus.io/port` and `prometheus.io/path` of a Service lead Prometheus to the pods behind it. Where nothing serves metrics, the target is down and no dashboard or alert knows more of the program. The Go source says which route does, and on which port.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'service.yaml',
      bad: SERVICE('«/stats»'),
      good: SERVICE('/metrics'),
      fixed: true,
      files: { ...METRICS_SERVER, 'deploy.yaml': deploymentOf('ports:\n  - containerPort: 8080') },
    },
  ],
  about: 'service',
  *check({ facts, containers }, contract) {
    const { object } = facts;
    const scraped = scrapedOfAll(containers);
    if (!scraped || contract.workspace.mayBePatched(object, ['prometheus.io'])) return;
    // Prometheus is led to the pods' port, or to the Service's own.
    yield* wronglyScraped(object, at(object.manifest.root, 'metadata'), scraped, ({ port, container }) => [
      port,
      ...facts.ports.flatMap((one) => (targetNumber(one, container) === port ? [one.port.value] : [])),
    ]);
  },
};
