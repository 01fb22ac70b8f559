import { at, items, textAt } from '../../kubernetes/fields.ts';
import type { Field, Located } from '../../kubernetes/model.ts';
import type { Reference } from '../../kubernetes/references/reference.ts';
import type { Range } from '../../lint/rule.ts';

/** A path by which requests come to a Service from outside. */
export interface OuterRoute extends Range {
  readonly object: Located;
  /** Null: any. */
  readonly host: string | null;
  readonly path: string;
  /** False: the path may be another one when it arrives. */
  readonly isKept: boolean;
}

/** The paths of an Ingress, a route of the Gateway API or a VirtualService that lead to the Service it names in one place. */
export function outerRoutes(object: Located, reference: Reference): OuterRoute[] {
  switch (object.manifest.kind) {
    case 'Ingress':
      return ingressRoutes(object, reference);
    case 'HTTPRoute':
    case 'GRPCRoute':
      return gatewayRoutes(object, reference);
    case 'VirtualService':
      return virtualRoutes(object, reference);
    default:
      return [];
  }
}

function ingressRoutes(object: Located, reference: Reference): OuterRoute[] {
  const { root } = object.manifest;
  const annotations = at(root, 'metadata', 'annotations');
  const isKept = annotations?.kind !== 'map' || !annotations.entries.some(({ key }) => /rewrite|app-root/.test(key));
  const inRules = items(at(root, 'spec', 'rules')).flatMap((rule) => {
    const host = textAt(rule, 'host') ?? null;
    return items(at(rule, 'http', 'paths'))
      .filter((one) => holds(one, reference))
      .map((one) => route(object, host, at(one, 'path') ?? one, isKept));
  });
  const [fallback] = [at(root, 'spec', 'defaultBackend'), at(root, 'spec', 'backend')].filter(
    (one) => one && holds(one, reference),
  );
  return fallback ? [...inRules, route(object, null, fallback, isKept)] : inRules;
}

function gatewayRoutes(object: Located, reference: Reference): OuterRoute[] {
  const { root } = object.manifest;
  const hosts = hostsIn(at(root, 'spec', 'hostnames'));
  return items(at(root, 'spec', 'rules'))
    .filter((rule) => items(at(rule, 'backendRefs')).some((one) => holds(one, reference)))
    .flatMap((rule) => {
      const isKept = !items(at(rule, 'filters')).some((one) => textAt(one, 'type') === 'URLRewrite');
      const paths = items(at(rule, 'matches')).flatMap((one) => at(one, 'path', 'value') ?? []);
      return hosts.flatMap((host) =>
        (paths.length > 0 ? paths : [rule]).map((path) => route(object, host, path, isKept)),
      );
    });
}

function virtualRoutes(object: Located, reference: Reference): OuterRoute[] {
  const { root } = object.manifest;
  const hosts = hostsIn(at(root, 'spec', 'hosts'));
  return items(at(root, 'spec', 'http'))
    .filter((one) => items(at(one, 'route')).some((to) => holds(to, reference)))
    .flatMap((one) => {
      const isKept = at(one, 'rewrite') === undefined;
      const paths = items(at(one, 'match')).flatMap(
        (match) => at(match, 'uri', 'prefix') ?? at(match, 'uri', 'exact') ?? [],
      );
      return hosts.flatMap((host) =>
        (paths.length > 0 ? paths : [one]).map((path) => route(object, host, path, isKept)),
      );
    });
}

function hostsIn(list: Field | undefined): (string | null)[] {
  const hosts = items(list).flatMap((one) => textAt(one) ?? []);
  return hosts.length > 0 ? hosts : [null];
}

/** Where nothing is said of a path, all are meant. */
function route(object: Located, host: string | null, field: Field, isKept: boolean): OuterRoute {
  const text = textAt(field);
  const { start, end } = field;
  return { object, host, path: text?.startsWith('/') ? text : '/', isKept, start, end };
}

function holds({ start, end }: Field, reference: Reference): boolean {
  return start <= reference.start && reference.end <= end;
}
