import { at, items, textAt, valueAt } from '../../kubernetes/fields.ts';
import { labelSelector } from '../../kubernetes/selectors/label-selector.ts';
import type { Field, Located } from '../../kubernetes/model.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { targetNumber } from '../ports/service-target.ts';

/** Where an endpoint of a monitor leads. */
export interface EndpointTarget {
  readonly container: ContractContainer;
  readonly number: number;
  /** The names that it could have taken, and where they lead. */
  readonly names: readonly { readonly name: string; readonly number: number }[];
}

/** The ServiceMonitors and PodMonitors of a workspace. */
export function monitorsOf(workspace: Workspace): Located[] {
  if (workspace.count('ServiceMonitor') + workspace.count('PodMonitor') === 0) return [];
  return [...workspace.files()].flatMap((file) =>
    file.manifests
      .filter(({ kind }) => kind === 'ServiceMonitor' || kind === 'PodMonitor')
      .map((manifest) => ({ file, manifest })),
  );
}

/** What a monitor asks, each an endpoint of its own. */
export function endpointsOf({ manifest: { kind, root } }: Located): readonly Field[] {
  return items(at(root, 'spec', kind === 'PodMonitor' ? 'podMetricsEndpoints' : 'endpoints'));
}

/** One for each container that the endpoint of a ServiceMonitor or PodMonitor asks; undefined where the files do not decide. */
export function monitorTargets(monitor: Located, endpoint: Field, contract: Contract): EndpointTarget[] | undefined {
  const { root, kind } = monitor.manifest;
  const selector = labelSelector(at(root, 'spec', 'selector'));
  if (!selector) return undefined;
  if (kind === 'PodMonitor') {
    if (at(root, 'spec', 'namespaceSelector')) return undefined;
    const pods = contract.workspace.podsOf(selector, monitor);
    const manifests = pods.state === 'found' ? pods.objects.map(({ manifest }) => manifest) : [];
    const containers = contract.containers.filter(({ facts }) => manifests.includes(facts.object.manifest));
    return all(containers.map((container) => inPod(container, endpoint)));
  }
  const isAny = textAt(root, 'spec', 'namespaceSelector', 'any') === 'true';
  const names = items(at(root, 'spec', 'namespaceSelector', 'matchNames')).flatMap((one) => textAt(one) ?? []);
  const found = contract.workspace.servicesWith(selector, monitor, isAny ? 'any' : names);
  const manifests = found.state === 'found' ? found.objects.map(({ manifest }) => manifest) : [];
  const services = contract.services.filter(({ facts }) => manifests.includes(facts.object.manifest));
  // What a Service without pods of ours leads to, nobody sees.
  if (services.some(({ containers }) => containers.length === 0)) return undefined;
  return all(
    services.flatMap(({ facts, containers }) =>
      containers.map((container): EndpointTarget | undefined => {
        const own = facts.ports.flatMap((port) => {
          const number = targetNumber(port, container);
          return port.name === null || number === undefined ? [] : [{ name: port.name, number }];
        });
        const asked = textAt(endpoint, 'port');
        if (asked === undefined) return inPod(container, endpoint);
        const number = own.find(({ name }) => name === asked)?.number;
        return number === undefined ? undefined : { container, number, names: own };
      }),
    ),
  );
}

/** By a port of the container itself. */
function inPod(container: ContractContainer, endpoint: Field): EndpointTarget | undefined {
  const asked = valueAt(endpoint, 'port') ?? valueAt(endpoint, 'targetPort') ?? valueAt(endpoint, 'portNumber');
  const names = container.facts.ports.flatMap(({ name, number }) =>
    name === null ? [] : [{ name, number: number.value }],
  );
  const number = typeof asked === 'number' ? asked : names.find(({ name }) => name === asked)?.number;
  return number === undefined ? undefined : { container, number, names };
}

function all(targets: readonly (EndpointTarget | undefined)[]): EndpointTarget[] | undefined {
  const known = targets.filter((one) => one !== undefined);
  return known.length > 0 && known.length === targets.length ? known : undefined;
}
