import type { MetricsRoute } from '../../go/answers.ts';
import type { Program } from '../../go/project.ts';
import { at, textAt } from '../../kubernetes/fields.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { allListening, type Listening, transportOf } from '../ports/listening.ts';
import { knowsRoutes, seesAllCode, serves } from '../routes/known-routes.ts';
import { endpointsOf, monitorsOf, monitorTargets } from './monitor-targets.ts';
import { servedAt } from '../ports/served-at.ts';

/** What a container answers Prometheus, and where. */
export interface Scraped {
  readonly container: ContractContainer;
  readonly program: Program;
  readonly metrics: MetricsRoute;
  readonly port: number;
}

/** Null: the files do not decide where the one route for metrics is served. */
function scrapedOf(container: ContractContainer): Scraped | null {
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

/** Where a container listens, whoever writes its metrics; null where that is not certain, or it is there. */
export function listensElsewhere(
  { program, listeners }: ContractContainer,
  port: number,
): readonly [Listening, ...Listening[]] | null {
  const [first, ...others] = allListening(listeners)?.filter((each) => transportOf(each) === 'tcp') ?? [];
  if (!program || !first || !seesAllCode(program)) return null;
  return [first, ...others].some((each) => each.port === port) ? null : [first, ...others];
}

/** The ports of a container that annotations of its pod and monitors ask for metrics. */
export function scrapedPorts(container: ContractContainer, contract: Contract): ReadonlySet<number> {
  const annotations = at(container.facts.pod.metadata, 'annotations');
  const isScraped = textAt(annotations, 'prometheus.io/scrape') === 'true';
  const annotated = isScraped ? [Number(textAt(annotations, 'prometheus.io/port') ?? NaN)] : [];
  const monitored = monitorsOf(contract.workspace)
    .filter((monitor) => !contract.workspace.mayBePatched(monitor, ['ndpoints']))
    .flatMap((monitor) => endpointsOf(monitor).flatMap((one) => monitorTargets(monitor, one, contract) ?? []))
    .filter((target) => target.container === container);
  return new Set([...annotated, ...monitored.map(({ number }) => number)]);
}
