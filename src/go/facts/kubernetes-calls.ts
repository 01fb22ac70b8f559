import { find } from '../code/bindings.ts';
import type { Context } from '../code/context.ts';
import { asksByHand } from './kubernetes-clients.ts';
import { dynamicallyAsked, isDynamicForAll } from './kubernetes-dynamic-calls.ts';
import { tokenRead } from './kubernetes-identity.ts';
import { placesForSure } from './certain-places.ts';
import { type FoundCall, libraryCalls } from './kubernetes-library-calls.ts';
import { resourceOfType } from './kubernetes-object-types.ts';
import { typeOf } from '../code/types.ts';
import { managerCalls } from './kubernetes-manager-calls.ts';
import { restCalls } from './kubernetes-rest-calls.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { KubernetesCall, Program } from '../project.ts';
import { placeOf } from '../syntax/source-file.ts';
import type { Call, Expression, Name } from '../syntax/syntax.ts';

/** What the methods of typed clients ask for: the verb, and the part of an object that a Role names by itself. */
const METHODS: Readonly<Record<string, readonly [verb: string, part?: string]>> = {
  Get: ['get'],
  List: ['list'],
  Watch: ['watch'],
  Create: ['create'],
  Update: ['update'],
  Patch: ['patch'],
  Apply: ['patch'],
  Delete: ['delete'],
  DeleteCollection: ['deletecollection'],
  UpdateStatus: ['update', 'status'],
  ApplyStatus: ['patch', 'status'],
  GetScale: ['get', 'scale'],
  UpdateScale: ['update', 'scale'],
  ApplyScale: ['patch', 'scale'],
  GetLogs: ['get', 'log'],
  EvictV1: ['create', 'eviction'],
  Evict: ['create', 'eviction'],
  Bind: ['create', 'binding'],
  UpdateEphemeralContainers: ['update', 'ephemeralcontainers'],
  CreateToken: ['create', 'token'],
};

/** `PolicyV1().Evictions(namespace).Evict` asks for a part of Pods. */
const PODS = { group: '', resource: 'pods' };

/** The arguments of a patch before the parts that it names: context, name, kind, data and options. */
const BEFORE_PARTS = 5;

/** What asks for a copy that is kept up to date. */
const INFORMERS = ['Informer', 'Lister'];

const GROUPS: Readonly<Record<string, string>> = {
  Core: '',
  Apps: 'apps',
  Batch: 'batch',
  Autoscaling: 'autoscaling',
  Policy: 'policy',
  Networking: 'networking.k8s.io',
  Coordination: 'coordination.k8s.io',
  Rbac: 'rbac.authorization.k8s.io',
  Storage: 'storage.k8s.io',
  Discovery: 'discovery.k8s.io',
};

/**
 * What the program asks the API server for by typed and dynamic clients and informers of client-go, where the whole chain
 * stands in one expression, or parts of it in variables.
 */
export function findKubernetes(code: LinkedCode): Program['kubernetes'] {
  if (
    ![...code.externals].some((path) => /^(?:k8s\.io\/client-go|sigs\.k8s\.io\/controller-runtime)(?:\/|$)/.test(path))
  )
    return asksByHand(code) ? { inCluster: null, calls: [] } : null;
  const isSure = placesForSure(code);
  const found = [
    ...typedCalls(code),
    ...informers(code, isSure),
    ...libraryCalls(code),
    ...managerCalls(code),
    ...restCalls(code),
  ];
  const calls = found.flatMap(({ site, ...call }) => (isSure(call, site) ? [call] : []));
  return { inCluster: tokenRead(code), calls };
}

function* typedCalls(code: LinkedCode): Generator<FoundCall> {
  for (const [method, [verb, part]] of Object.entries(METHODS)) {
    for (const { expression, site } of code.calls(method)) {
      const where = { code, site };
      const named = askedBy(expression.callee, where) ?? dynamicallyAsked(expression.callee, where);
      const asked = named?.resource === 'evictions' ? PODS : named;
      const parts = part === undefined ? partsIn(expression) : [part];
      if (!asked || !parts) continue;
      const resource = [asked.resource, ...parts].join('/');
      const everywhere =
        isEverywhere(verb, expression.callee, where) || (asked !== PODS && isDynamicForAll(verb, expression.callee));
      yield { verb, ...asked, resource, ...(everywhere && { everywhere }), ...placeOf(site.file, expression), site };
    }
  }
}

/** What a client lists without a namespace, `Pods("")`, or what has none, `Nodes()`. */
function isEverywhere(verb: string, callee: Expression, where: Where): boolean {
  const resource = callee.kind === 'select' ? receiverOf(callee.operand, where) : null;
  // A dynamic client is told its resource.
  if (!resource || resource.name === 'Resource') return false;
  const [namespace] = resource.args;
  if (!namespace) return true;
  const isAll =
    (namespace.kind === 'string' && namespace.value === '') ||
    (namespace.kind === 'select' && namespace.name === 'NamespaceAll');
  return isAll && /^(?:list|watch|deletecollection)$/.test(verb);
}

/** The parts of an object that a patch names behind its options: `Patch(ctx, name, kind, data, options, "status")`; null where the source does not say which. */
function partsIn({ callee, args, spread }: Call): readonly string[] | null {
  if (callee.kind !== 'select' || callee.name !== 'Patch') return [];
  const named = args.slice(BEFORE_PARTS);
  const parts = named.flatMap((one) => (one.kind === 'string' ? [one.value] : []));
  return spread || parts.length < named.length ? null : parts;
}

/** Factories are for all namespaces unless they are told one. */
const FACTORIES = ['NewSharedInformerFactory', 'NewSharedInformerFactoryWithOptions'];
const IN_ONE_NAMESPACE = ['WithNamespace', 'NewFilteredSharedInformerFactory'];

/** Of each resource the first that the program surely comes to. */
function* informers(code: LinkedCode, isSure: ReturnType<typeof placesForSure>): Generator<FoundCall> {
  const known = new Set<string>();
  const everywhere =
    FACTORIES.some((name) => code.calls(name).length > 0) &&
    IN_ONE_NAMESPACE.every((name) => code.calls(name).length === 0);
  for (const { expression, site } of INFORMERS.flatMap((method) => code.calls(method))) {
    const asked = informedOf(expression.callee, { code, site }) ?? informedByType(expression.callee, { code, site });
    if (!asked || known.has(`${asked.resource}.${asked.group}`) || !isSure(expression, site)) continue;
    known.add(`${asked.resource}.${asked.group}`);
    for (const verb of ['list', 'watch']) {
      yield { verb, ...asked, ...(everywhere && { everywhere }), ...placeOf(site.file, expression), site };
    }
  }
}

type Where = Pick<Context, 'code' | 'site'>;
type Asked = Pick<KubernetesCall, 'group' | 'resource'>;

/** `clientset.CoreV1().Pods(namespace).List` */
function askedBy(callee: Expression, where: Where): Asked | null {
  const resource = callee.kind === 'select' ? receiverOf(callee.operand, where) : null;
  const client = resource && receiverOf(resource.on, where);
  const [, group = ''] = /^([A-Z][a-z]+)V\d+(?:(?:alpha|beta)\d+)?$/.exec(client?.name ?? '') ?? [];
  return resource && named(group, resource.name);
}

/** `factory.Core().V1().Pods().Informer` */
function informedOf(callee: Expression, where: Where): Asked | null {
  const resource = callee.kind === 'select' ? receiverOf(callee.operand, where) : null;
  const version = resource && receiverOf(resource.on, where);
  const group = version && receiverOf(version.on, where);
  if (!group || !/^V\d+(?:(?:alpha|beta)\d+)?$/.test(version.name)) return null;
  return named(group.name, resource.name);
}

/** The same of an informer that is handed on: `func New(pods informers.PodInformer)`. */
function informedByType(callee: Expression, { code, site }: Where): Asked | null {
  const type = callee.kind === 'select' ? typeOf(code, callee.operand, site) : null;
  const [, group, kind] =
    /^k8s\.io\/client-go\/informers\/(\w+(?:\/v\w+)?)\.([A-Z]\w*)Informer$/.exec(type ?? '') ?? [];
  return group === undefined || kind === undefined ? null : resourceOfType(`k8s.io/api/${group}.${kind}`, code);
}

function named(group: string, resource: string): Asked | null {
  const known = Object.hasOwn(GROUPS, group) ? GROUPS[group] : undefined;
  return known === undefined || !/^[A-Z]\w+$/.test(resource)
    ? null
    : { group: known, resource: resource.toLowerCase() };
}

interface Receiver {
  readonly name: string;
  readonly on: Expression;
  readonly args: readonly Expression[];
}

/** Of `x.Pods(ns)`, or of a variable that is that and nothing else, the name, `x` and `ns`. */
function receiverOf(expression: Expression, where: Where): Receiver | null {
  const value = expression.kind === 'name' ? keptIn(expression, where) : expression;
  if (value?.kind !== 'call' || value.callee.kind !== 'select') return null;
  return { name: value.callee.name, on: value.callee.operand, args: value.args };
}

function keptIn({ name, start }: Name, { code, site }: Where): Expression | null {
  const declaration = site.fn ? find(code.bindings(site.fn), name, start) : undefined;
  if (declaration?.source.kind !== 'value' || declaration.source.count > 1) return null;
  return declaration.assignments.length === 0 ? declaration.source.expression : null;
}
