import type { Site } from '../code/code-index.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { calleeName, typeOf } from '../code/types.ts';
import { turnedOff } from '../conditions/turned-off.ts';
import type { KubernetesCall, Place } from '../project.ts';
import { contextAt } from '../values/solver.ts';
import { placeOf } from '../syntax/source-file.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import type { FoundCall } from './kubernetes-library-calls.ts';
import { elected, isForAll, readsCopies, recorded, reviewed } from './kubernetes-manager-options.ts';
import { resourceOfType } from './kubernetes-object-types.ts';

const RUNTIME = 'sigs.k8s.io/controller-runtime';
const CLIENT = `${RUNTIME}/pkg/client`;
const CLIENTS: ReadonlySet<string> = new Set(
  ['Client', 'Reader', 'Writer', 'WithWatch'].map((name) => `${CLIENT}.${name}`),
);
/** Methods of the client, by the verbs that they need. A copy that is kept up to date answers Get by `list` and `watch`. */
const METHODS: Readonly<Record<string, string>> = {
  Get: 'get',
  List: 'list',
  Create: 'create',
  Update: 'update',
  Patch: 'patch',
  Delete: 'delete',
  DeleteAllOf: 'deletecollection',
};
const FROM_COPY = ['list', 'watch'];
const MAKERS: ReadonlySet<string> = new Set([
  `${RUNTIME}.NewControllerManagedBy`,
  `${RUNTIME}/pkg/builder.ControllerManagedBy`,
]);
const WATCHING = ['For', 'Owns', 'Watches'];
const ENSURING: Readonly<Record<string, readonly string[]>> = {
  CreateOrUpdate: ['create', 'update'],
  CreateOrPatch: ['create', 'patch'],
};
/** With these a client may ask another cluster, or as somebody else. */
const ELSEWHERE = [
  'RESTConfigFromKubeConfig',
  'NewClientConfigFromBytes',
  'NewNonInteractiveClientConfig',
  'NewDefaultClientConfig',
  'BuildConfigFromKubeconfigGetter',
];
const LONGEST_CHAIN = 30;

type Asked = Pick<KubernetesCall, 'group' | 'resource'>;

/**
 * What a program asks the API server for by clients, builders and managers of controller-runtime, where the source says of
 * which type the object is.
 */
export function* managerCalls(code: LinkedCode): Generator<FoundCall> {
  if (![...code.externals].some((path) => path.startsWith(RUNTIME))) return;
  yield* watched(code);
  yield* elected(code);
  yield* recorded(code);
  yield* reviewed(code);
  if (mayAskElsewhere(code)) return;
  yield* asked(code);
  yield* ensured(code);
}

function* asked(code: LinkedCode): Generator<FoundCall> {
  const copies = readsCopies(code);
  for (const [method, verb] of Object.entries(METHODS)) {
    for (const { expression, site } of code.calls(method)) {
      const part = expression.callee.kind === 'select' ? partAsked(expression.callee.operand, site, code) : null;
      const found = part === null ? null : objectAsked(method, part, expression, site, code);
      if (!found || turnedOff(expression, contextAt(code, site))) continue;
      const resource = `${found.resource}${part ?? ''}`;
      yield* asking(verb, { ...found, resource }, copies && part === '', { ...placeOf(site.file, expression), site });
    }
  }
}

function objectAsked(method: string, part: string, { args }: Call, site: Site, code: LinkedCode): Asked | null {
  const object = args[method === 'Get' && part === '' ? 2 : 1];
  const type = object ? typeOf(code, object, site) : null;
  if (type === null || (method === 'List' && !type.endsWith('List'))) return null;
  return resourceOfType(method === 'List' ? type.replace(/List$/, '') : type, code);
}

/** What is read from copies is listed and watched, of all namespaces. */
function* asking(
  verb: string,
  asked: Asked,
  isCopy: boolean,
  place: Place & Pick<FoundCall, 'site'>,
): Generator<FoundCall> {
  if (isCopy && /^(?:get|list)$/.test(verb)) {
    for (const each of FROM_COPY) yield { verb: each, ...asked, everywhere: true, ...place };
  } else yield { verb, ...asked, ...(verb === 'get' && { instead: FROM_COPY }), ...place };
}

/** '' of a client, `/status` of `client.Status()`, `/scale` of `client.SubResource("scale")`; null of anything else. */
function partAsked(operand: Expression, site: Site, code: LinkedCode): string | null {
  if (operand.kind === 'call' && operand.callee.kind === 'select') {
    const [part] = operand.args;
    const { name } = operand.callee;
    if (name === 'Status') return isClient(operand.callee, site, code) ? '/status' : null;
    if (name === 'SubResource') {
      return part?.kind === 'string' && isClient(operand.callee, site, code) ? `/${part.value}` : null;
    }
  }
  const type = typeOf(code, operand, site);
  if (type !== null && CLIENTS.has(type)) return '';
  // `r.Get` of a struct that embeds the client
  const select = { kind: 'select', operand, name: 'Get', start: operand.start, end: operand.end } as const;
  return isClient(select, site, code) ? '' : null;
}

function isClient(callee: Expression, site: Site, code: LinkedCode): boolean {
  const name = calleeName(code, callee, site);
  return name !== null && CLIENTS.has(name.slice(0, name.lastIndexOf('.')));
}

/** `controllerutil.CreateOrUpdate(ctx, client, object, mutate)` */
function* ensured(code: LinkedCode): Generator<FoundCall> {
  const copies = readsCopies(code);
  for (const [name, verbs] of Object.entries(ENSURING)) {
    for (const { expression, site } of code.calls(name)) {
      const [, , object] = expression.args;
      const full = `${RUNTIME}/pkg/controller/controllerutil.${name}`;
      if (!object || ![full, `${RUNTIME}.${name}`].includes(calleeName(code, expression.callee, site) ?? '')) continue;
      const type = typeOf(code, object, site);
      const found = type === null ? null : resourceOfType(type, code);
      if (!found || turnedOff(expression, contextAt(code, site))) continue;
      const place = { ...placeOf(site.file, expression), site };
      yield* asking('get', found, copies, place);
      for (const verb of verbs) yield { verb, ...found, ...place };
    }
  }
}

/** `ctrl.NewControllerManagedBy(manager).For(&T{}).Owns(&U{})`: lists and watches, of each resource the first. */
function* watched(code: LinkedCode): Generator<FoundCall> {
  const known = new Set<string>();
  const everywhere = isForAll(code);
  for (const { expression, site } of WATCHING.flatMap((name) => code.calls(name))) {
    const [object] = expression.args;
    const type = object && isBuilt(expression, site, code) ? typeOf(code, object, site) : null;
    const found = type === null ? null : resourceOfType(type, code);
    if (!found || known.has(`${found.resource}.${found.group}`)) continue;
    if (turnedOff(expression, contextAt(code, site))) continue;
    known.add(`${found.resource}.${found.group}`);
    for (const verb of FROM_COPY) {
      yield { verb, ...found, ...(everywhere && { everywhere }), ...placeOf(site.file, expression), site };
    }
  }
}

function isBuilt(call: Call, site: Site, code: LinkedCode): boolean {
  let expression: Expression = call;
  for (let steps = 0; steps < LONGEST_CHAIN; steps++) {
    if (expression.kind !== 'call') return false;
    if (MAKERS.has(calleeName(code, expression.callee, site) ?? '')) return true;
    if (expression.callee.kind !== 'select') return false;
    expression = expression.callee.operand;
  }
  return false;
}

function mayAskElsewhere(code: LinkedCode): boolean {
  return ELSEWHERE.some((name) => code.calls(name).length > 0) || code.fieldAssignments('Impersonate').length > 0;
}
