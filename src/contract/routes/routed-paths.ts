import { at, entries, items, textAt } from '../../kubernetes/fields.ts';
import type { Field, Located } from '../../kubernetes/model.ts';
import type { Range } from '../../lint/rule.ts';

/** A path that a route from outside sends to backends as it is asked. */
export interface RoutedPath {
  readonly path: string;
  readonly field: Field;
  /** `text`: a prefix that may end within a segment. */
  readonly kind: 'exact' | 'prefix' | 'text';
  /** What names the backends stands in here. */
  readonly backends: Range;
}

/** Of an Ingress, an HTTPRoute, a VirtualService or an admission webhook, as backends get it; what is matched by a pattern is none of them. */
export function routedPaths({ manifest: { kind, root } }: Located): RoutedPath[] {
  const spec = at(root, 'spec');
  switch (kind) {
    case 'Ingress': {
      const target = rewriteTarget(root);
      if (mayRewrite(root, target)) return [];
      return items(at(spec, 'rules'))
        .flatMap((rule) => items(at(rule, 'http', 'paths')))
        .flatMap((path) => ofIngress(path, target));
    }
    case 'HTTPRoute':
      return items(at(spec, 'rules')).flatMap(ofHttpRoute);
    case 'VirtualService':
      return items(at(spec, 'http')).flatMap(ofVirtualService);
    case 'ValidatingWebhookConfiguration':
    case 'MutatingWebhookConfiguration':
      return items(at(root, 'webhooks')).flatMap(ofWebhook);
    default:
      return [];
  }
}

/** Annotations that leave paths as they are. */
const HARMLESS =
  /ssl|tls|cert|hsts|proxy-(?:body|read|send|connect|buffer)|timeout|size|limit|cors|backend-protocol|scheme|target-type|listen-ports|healthcheck|load-balancer|group\.|whitelist|allowlist|tags|subnets|security-groups|external-dns|cert-manager|kubernetes\.io\/ingress\.class$|last-applied|entrypoints/i;

const INGRESS_CLASS = 'kubernetes.io/ingress.class';
const REWRITE_TARGET = 'nginx.ingress.kubernetes.io/rewrite-target';

/** What ingress-nginx asks for whatever was asked, since the versions that know `networking.k8s.io/v1`; with a group of the pattern it is another thing. */
function rewriteTarget(root: Field): Field | undefined {
  const annotations = at(root, 'metadata', 'annotations');
  const target = at(annotations, REWRITE_TARGET);
  const className = textAt(root, 'spec', 'ingressClassName') ?? textAt(annotations, INGRESS_CLASS) ?? 'nginx';
  const isPlain = /^\/[\w./-]*$/.test(textAt(target) ?? '');
  return isPlain && className.includes('nginx') && textAt(root, 'apiVersion') === 'networking.k8s.io/v1'
    ? target
    : undefined;
}

/** Controllers have many words for changing a path, and middleware that does. */
function mayRewrite(root: Field, target: Field | undefined): boolean {
  return entries(at(root, 'metadata', 'annotations')).some(
    ({ key }) => !HARMLESS.test(key) && !(target && OF_REWRITING.has(key)),
  );
}

const OF_REWRITING: ReadonlySet<string> = new Set([REWRITE_TARGET, 'nginx.ingress.kubernetes.io/use-regex']);

function ofIngress(path: Field, target: Field | undefined): RoutedPath[] {
  const backends = at(path, 'backend');
  if (!backends) return [];
  // Where both are the same, nothing is rewritten.
  if (target && textAt(target) !== (textAt(path, 'path') ?? '/')) {
    const { start, end } = backends;
    return [{ path: textAt(target) ?? '', field: target, kind: 'exact', backends: { start, end } }];
  }
  const type = textAt(path, 'pathType') ?? 'ImplementationSpecific';
  return routed(at(path, 'path'), KINDS.get(type) ?? 'text', backends);
}

function ofHttpRoute(rule: Field): RoutedPath[] {
  const list = at(rule, 'backendRefs');
  const filters = [...items(at(rule, 'filters')), ...items(list).flatMap((one) => items(at(one, 'filters')))];
  const [other, another] = filters.filter(
    (filter) => !/^(?:Request|Response)(?:HeaderModifier|Mirror)$/.test(textAt(filter, 'type') ?? ''),
  );
  if (!list || another) return [];
  if (other) return rewritten(rule, at(other, 'urlRewrite', 'path'), list);
  return items(at(rule, 'matches')).flatMap((match) => {
    const kind = KINDS.get(textAt(match, 'path', 'type') ?? 'PathPrefix');
    return kind ? routed(at(match, 'path', 'value'), kind, list) : [];
  });
}

/** What a filter puts in the place of the path, or of the prefix that was asked. */
function rewritten(rule: Field, path: Field | undefined, backends: Range): RoutedPath[] {
  if (textAt(path, 'type') === 'ReplaceFullPath') return routed(at(path, 'replaceFullPath'), 'exact', backends);
  const isByPrefix = items(at(rule, 'matches')).every((match) => {
    return at(match, 'path') !== undefined && (textAt(match, 'path', 'type') ?? 'PathPrefix') === 'PathPrefix';
  });
  return isByPrefix && at(rule, 'matches') ? routed(at(path, 'replacePrefixMatch'), 'prefix', backends) : [];
}

function ofVirtualService(rule: Field): RoutedPath[] {
  const backends = at(rule, 'route');
  if (!backends || ['redirect', 'delegate', 'directResponse'].some((key) => at(rule, key))) return [];
  const rewrite = at(rule, 'rewrite');
  if (at(rewrite, 'uriRegexRewrite')) return [];
  const uri = at(rewrite, 'uri');
  return items(at(rule, 'match')).flatMap((match) => {
    if (at(match, 'ignoreUriCase')) return [];
    if (uri && at(match, 'uri', 'regex')) return [];
    if (uri) return routed(uri, at(match, 'uri', 'exact') ? 'exact' : 'text', backends);
    return [
      ...routed(at(match, 'uri', 'prefix'), 'text', backends),
      ...routed(at(match, 'uri', 'exact'), 'exact', backends),
    ];
  });
}

/** The API server asks for the path as it stands there. */
function ofWebhook(webhook: Field): RoutedPath[] {
  const service = at(webhook, 'clientConfig', 'service');
  return service ? routed(at(service, 'path'), 'exact', service) : [];
}

const KINDS: ReadonlyMap<string, RoutedPath['kind']> = new Map([
  ['Exact', 'exact'],
  ['Prefix', 'prefix'],
  ['PathPrefix', 'prefix'],
]);

/** Plain paths only: what looks like a pattern may be one. */
function routed(field: Field | undefined, kind: RoutedPath['kind'], { start, end }: Range): RoutedPath[] {
  const path = textAt(field);
  if (!field || path === undefined || !/^\/[\w./-]*[\w-][\w./-]*$/.test(path)) return [];
  return [{ path, field, kind, backends: { start, end } }];
}
