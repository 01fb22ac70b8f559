import { at, entries, textAt } from '../../kubernetes/fields.ts';
import type { Field, Located } from '../../kubernetes/model.ts';
import { parseFields } from '../../kubernetes/parse.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';

/** What a load balancer of Google's cloud asks the pods of a Service: an object of its own says so. */
export interface BalancerCheck {
  readonly object: Located;
  readonly path: Field | undefined;
  readonly port: Field | undefined;
}

/** https://cloud.google.com/kubernetes-engine/docs/how-to/configure-gateway-resources#configure_health_check */
const CHECKS = ['httpHealthCheck', 'httpsHealthCheck', 'http2HealthCheck', 'tcpHealthCheck', 'grpcHealthCheck'];

/** The health checks of BackendConfigs that a Service names, and of HealthCheckPolicies that name it. */
export function balancerChecks(service: Located, workspace: Workspace): BalancerCheck[] {
  const { namespace, name } = service.manifest;
  const configs = workspace.inNamespace('BackendConfig', namespace);
  const policies = workspace.inNamespace('HealthCheckPolicy', namespace);
  const named = configs.length > 0 ? configsOf(service) : new Set<string>();
  return [
    ...configs
      .filter(({ manifest }) => named.has(manifest.name))
      .map((object) => check(object, at(object.manifest.root, 'spec', 'healthCheck'))),
    ...policies
      .filter((policy) => targetOf(policy) === name)
      .flatMap((object) =>
        CHECKS.map((kind) => check(object, at(object.manifest.root, 'spec', 'default', 'config', kind))),
      ),
  ];
}

/** The Services whose pods such an object has asked. */
export function servicesChecked(object: Located, workspace: Workspace): Located[] {
  const { kind, namespace, name } = object.manifest;
  if (kind !== 'BackendConfig' && kind !== 'HealthCheckPolicy') return [];
  return workspace
    .inNamespace('Service', namespace)
    .filter((service) =>
      kind === 'BackendConfig' ? configsOf(service).has(name) : targetOf(object) === service.manifest.name,
    );
}

function check(object: Located, field: Field | undefined): BalancerCheck {
  return { object, path: at(field, 'requestPath'), port: at(field, 'port') };
}

function targetOf({ manifest }: Located): string | undefined {
  const target = at(manifest.root, 'spec', 'targetRef');
  return textAt(target, 'kind') === 'Service' ? textAt(target, 'name') : undefined;
}

/** `{"default": "a", "ports": {"80": "b"}}` in an annotation. */
function configsOf({ manifest }: Located): Set<string> {
  const annotations = entries(at(manifest.root, 'metadata', 'annotations'));
  const written = annotations.find(({ key }) => /^(?:beta\.)?cloud\.google\.com\/backend-config$/.test(key));
  const [root] = parseFields(textAt(written?.value) ?? '');
  const named = [at(root, 'default'), ...entries(at(root, 'ports')).map(({ value }) => value)];
  return new Set(named.flatMap((field) => textAt(field) ?? []));
}
