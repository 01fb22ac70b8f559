import type { Site, Use } from '../code/code-index.ts';
import { evaluate } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { compositesOf } from '../code/typed-composites.ts';
import { calleeName, typeOf } from '../code/types.ts';
import { turnedOff } from '../conditions/turned-off.ts';
import { isBefore } from '../modules/module-versions.ts';
import type { KubernetesCall } from '../project.ts';
import { isKnown } from '../values/setting.ts';
import { contextAt } from '../values/solver.ts';
import { placeOf } from '../syntax/source-file.ts';
import { type Call, elementNamed, type Expression } from '../syntax/syntax.ts';
import { resourceOfType } from './kubernetes-object-types.ts';

const RUNTIME = 'sigs.k8s.io/controller-runtime';
const CLIENT = `${RUNTIME}/pkg/client`;
const OPTIONS = `${RUNTIME}/pkg/manager.Options`;
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
const RECORDER = 'k8s.io/client-go/tools/record.EventRecorder';
const RECORDING = ['Event', 'Eventf', 'AnnotatedEventf'];
/** With these a client may ask another cluster, or as somebody else. */
const ELSEWHERE = [
  'RESTConfigFromKubeConfig',
  'NewClientConfigFromBytes',
  'NewNonInteractiveClientConfig',
  'NewDefaultClientConfig',
  'BuildConfigFromKubeconfigGetter',
];
const LONGEST_CHAIN = 30;

/**
 * What a program asks the API server for by clients, builders and managers of controller-runtime, where the source says of
 * which type the object is.
 */
export function* managerCalls(code: LinkedCode): Generator<KubernetesCall> {
  if (![...code.externals].some((path) => path.startsWith(RUNTIME))) return;
  yield* watched(code);
  yield* elected(code);
  yield* recorded(code);
  if (mayAskElsewhere(code)) return;
  yield* asked(code);
  yield* ensured(code);
}

function* asked(code: LinkedCode): Generator<KubernetesCall> {
  for (const [method, verb] of Object.entries(METHODS)) {
    for (const { expression, site } of code.calls(method)) {
      const { callee, args } = expression;
      const part = callee.kind === 'select' ? partAsked(callee.operand, site, code) : null;
      const object = args[method === 'Get' ? 2 : 1];
      if (part === null || !object) continue;
      const type = typeOf(code, object, site);
      const found = type === null ? null : resourceOfType(method === 'List' ? type.replace(/List$/, '') : type, code);
      if (!found || (method === 'List' && !type?.endsWith('List'))) continue;
      const resource = `${found.resource}${part}`;
      const instead = verb === 'get' && { instead: FROM_COPY };
      yield { verb, ...found, resource, ...instead, ...placeOf(site.file, expression) };
    }
  }
}

/** '' of a client, `/status` of `client.Status()`; null of anything else. */
function partAsked(operand: Expression, site: Site, code: LinkedCode): string | null {
  if (operand.kind === 'call' && operand.callee.kind === 'select' && operand.callee.name === 'Status')
    return isClient(operand.callee, site, code) ? '/status' : null;
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
function* ensured(code: LinkedCode): Generator<KubernetesCall> {
  for (const [name, verbs] of Object.entries(ENSURING)) {
    for (const { expression, site } of code.calls(name)) {
      const [, , object] = expression.args;
      const full = `${RUNTIME}/pkg/controller/controllerutil.${name}`;
      if (!object || ![full, `${RUNTIME}.${name}`].includes(calleeName(code, expression.callee, site) ?? '')) continue;
      const type = typeOf(code, object, site);
      const found = type === null ? null : resourceOfType(type, code);
      if (!found) continue;
      const place = placeOf(site.file, expression);
      yield { verb: 'get', ...found, instead: FROM_COPY, ...place };
      for (const verb of verbs) yield { verb, ...found, ...place };
    }
  }
}

/** `ctrl.NewControllerManagedBy(manager).For(&T{}).Owns(&U{})`: lists and watches, of each resource the first. */
function* watched(code: LinkedCode): Generator<KubernetesCall> {
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
      yield { verb, ...found, ...(everywhere && { everywhere }), ...placeOf(site.file, expression) };
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

/** Managers look at all namespaces unless their options name some. */
function isForAll(code: LinkedCode): boolean {
  const options = compositesOf(OPTIONS, code);
  const limiting = ['Cache', 'NewCache', 'Namespace'];
  const isLimited = ({ expression }: Use & (typeof options)[number]) =>
    limiting.some((name) => elementNamed(expression, name) !== null);
  const isSet = [...limiting, 'DefaultNamespaces', 'ByObject'].some((name) => code.fieldAssignments(name).length > 0);
  return options.length > 0 && !isSet && !options.some(isLimited);
}

/** A manager that elects a leader holds a lease. */
function* elected(code: LinkedCode): Generator<KubernetesCall> {
  // Before, a config map was held as well, or alone.
  if (isBefore(code.memory.versions.get(RUNTIME), '0.12.0')) return;
  const [options, second] = compositesOf(OPTIONS, code);
  const given = options && elementNamed(options.expression, 'LeaderElection');
  if (!given || second || elementNamed(options.expression, 'LeaderElectionResourceLock')) return;
  if (code.fieldAssignments('LeaderElection').length > 0) return;
  if (elementNamed(options.expression, 'LeaderElectionConfig')) return;
  const value = evaluate(given, contextAt(code, options.site));
  const [by, more] = value.by;
  if (more !== undefined || (by === undefined && value.text !== 'true') || !isKnown(value)) return;
  const asked = { group: 'coordination.k8s.io', resource: 'leases' };
  const when = by === undefined ? {} : { when: { by, isOn: value.text === 'true' } };
  for (const verb of ['get', 'create', 'update']) yield { verb, ...asked, ...when, ...placeOf(options.site.file, given) };
}

/** `recorder.Event`: the first. */
function* recorded(code: LinkedCode): Generator<KubernetesCall> {
  if (code.calls('GetEventRecorderFor').length === 0) return;
  const first = RECORDING.flatMap((name) => code.calls(name)).find(
    ({ expression: { callee }, site }) => callee.kind === 'select' && typeOf(code, callee.operand, site) === RECORDER,
  );
  if (first) yield { verb: 'create', group: '', resource: 'events', ...placeOf(first.site.file, first.expression) };
}

function mayAskElsewhere(code: LinkedCode): boolean {
  return ELSEWHERE.some((name) => code.calls(name).length > 0) || code.fieldAssignments('Impersonate').length > 0;
}
