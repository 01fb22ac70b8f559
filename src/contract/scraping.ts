import type { MetricsRoute, Program } from '../go/project.ts';
import type { ContractContainer } from './contract.ts';
import { knowsRoutes, serves } from './known-routes.ts';
import { servedAt } from './served-at.ts';

/** What a container answers Prometheus, and where. */
export interface Scraped {
  readonly container: ContractContainer;
  readonly program: Program;
  readonly metrics: MetricsRoute;
  readonly port: number;
}

/** Null: the files do not decide where the one route for metrics is served. */
export function scrapedOf(container: ContractContainer): Scraped | null {
  const { program } = container;
  const metrics = program?.metrics;
  if (!program || !metrics || metrics.certainty === 'unknown') return null;
  // A second one may be served elsewhere.
  if (program.routes.filter(({ path }) => path === metrics.path).length > 1) return null;
  const port = servedAt(metrics.port, container);
  return port === null ? null : { container, program, metrics, port };
}

/** Of all of them; null where one does not decide, or there is none. */
export function scrapedOfAll(containers: readonly ContractContainer[]): readonly [Scraped, ...Scraped[]] | null {
  const all = containers.map(scrapedOf);
  const known = all.filter((one) => one !== null);
  const [first, ...others] = known;
  return first && known.length === all.length ? [first, ...others] : null;
}

/** Whether it is certain that nothing answers there: neither metrics nor another route. */
export function isUnanswered({ program, metrics, container }: Scraped, path: string): boolean {
  const [asked = ''] = path.split('?', 1);
  return asked !== metrics.path && knowsRoutes(program, container.given) && !serves(program, asked);
}
