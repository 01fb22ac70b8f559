import { at, entry, textAt } from '../../kubernetes/fields.ts';
import { labelSelector, selects } from '../../kubernetes/selectors/label-selector.ts';
import type { Field, Located } from '../../kubernetes/model.ts';
import { podLabels, podSpec } from '../../kubernetes/pods/workloads.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import type { ContractContainer } from '../contract.ts';
import { endpointsOf, monitorsOf } from '../metrics/monitor-targets.ts';

/** What scrapes the metrics of a container: annotations of its pods and Services, monitors of the Prometheus operator. */
export interface Scraper {
  readonly object: Located;
  /** Undefined: it does not say a path, so `/metrics` is meant. */
  readonly path: Field | undefined;
}

export function scrapersOf({ facts }: ContractContainer, workspace: Workspace): Scraper[] {
  const { object } = facts;
  const services = workspace.selecting('Service', object).objects;
  const annotated = [
    { object, annotations: at(podSpec(object.manifest)?.metadata, 'annotations') },
    ...services.map((service) => ({
      object: service,
      annotations: at(service.manifest.root, 'metadata', 'annotations'),
    })),
  ].flatMap(({ object: one, annotations }): Scraper[] => {
    const path = entry(annotations, 'prometheus.io/path')?.value;
    const isScraped = path !== undefined || textAt(annotations, 'prometheus.io/scrape') === 'true';
    return isScraped ? [{ object: one, path }] : [];
  });
  return [...annotated, ...monitorsOf(workspace).flatMap((monitor) => askedBy(monitor))];

  function askedBy(monitor: Located): Scraper[] {
    const { kind, root } = monitor.manifest;
    const selector = labelSelector(at(root, 'spec', 'selector'));
    if (!selector) return [];
    const isFixed = () => false;
    const isMeant =
      kind === 'PodMonitor'
        ? selects(selector, podLabels(object.manifest) ?? new Map(), isFixed)
        : services.some(({ manifest }) => selects(selector, manifest.labels, isFixed));
    if (!isMeant) return [];
    return endpointsOf(monitor).map((endpoint) => ({ object: monitor, path: at(endpoint, 'path') }));
  }
}
