import type { Use } from '../code/code-index.ts';
import { evaluate } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { compositesOf } from '../code/typed-composites.ts';
import { calleeName, typeOf } from '../code/types.ts';
import { isBefore } from '../modules/module-versions.ts';
import type { FoundCall } from './kubernetes-library-calls.ts';
import { isKnown, known } from '../values/setting.ts';
import { contextAt } from '../values/solver.ts';
import { placeOf } from '../syntax/source-file.ts';
import { elementNamed } from '../syntax/syntax.ts';

const RUNTIME = 'sigs.k8s.io/controller-runtime';
const CLIENT = `${RUNTIME}/pkg/client`;
const OPTIONS = `${RUNTIME}/pkg/manager.Options`;
const MAKERS = [`${RUNTIME}.NewManager`, `${RUNTIME}/pkg/manager.New`];
const LIMITING = ['Cache', 'NewCache', 'Namespace'];
/** Fields of options by which some reads go past the copies that a manager keeps. */
const PAST_COPIES = ['NewClient', 'Client', 'ClientBuilder', 'ClientDisableCacheFor'];
const MADE_CLIENTS = ['New', 'NewWithWatch', 'NewDelegatingClient'];
/** What records events, by the kind of events that it makes; both count what happens again. */
const RECORDERS = [
  { maker: 'GetEventRecorderFor', group: '', types: ['k8s.io/client-go/tools/record.EventRecorder'] },
  {
    maker: 'GetEventRecorder',
    group: 'events.k8s.io',
    types: ['k8s.io/client-go/tools/events.EventRecorder', `${RUNTIME}/pkg/recorder.EventRecorder`],
  },
];
const METRICS = `${RUNTIME}/pkg/metrics/server.Options`;
const REVIEWS = [
  ['authentication.k8s.io', 'tokenreviews'],
  ['authorization.k8s.io', 'subjectaccessreviews'],
] as const;
const RECORDING = ['Event', 'Eventf', 'AnnotatedEventf'];

function isMade(code: LinkedCode): boolean {
  return ['NewManager', 'New'].some((name) =>
    code.calls(name).some(({ expression, site }) => MAKERS.includes(calleeName(code, expression.callee, site) ?? '')),
  );
}

/** Managers look at all namespaces unless their options name some. */
export function isForAll(code: LinkedCode): boolean {
  const isLimited = ({ expression }: Use & ReturnType<typeof compositesOf>[number]) =>
    LIMITING.some((name) => elementNamed(expression, name));
  const isSet = [...LIMITING, 'DefaultNamespaces', 'ByObject'].some((name) => isFieldSet(name, code));
  return isMade(code) && !isSet && !compositesOf(OPTIONS, code).some(isLimited);
}

/** Of the manager's options, or of what nobody knows: objects have a field `Namespace`, too. */
function isFieldSet(name: string, code: LinkedCode): boolean {
  return code.fieldAssignments(name).some(({ target, site }) => {
    const type = typeOf(code, target.operand, site);
    return type === null || type.startsWith(`${RUNTIME}/pkg/`) || type.startsWith(`${RUNTIME}.`);
  });
}

/** Whether all that clients read comes from the copies that one manager keeps, of all namespaces. */
export function readsCopies(code: LinkedCode): boolean {
  if (!isForAll(code) || code.calls('GetAPIReader').length > 0) return false;
  const isOwn = MADE_CLIENTS.some((name) =>
    code
      .calls(name)
      .some(({ expression, site }) => (calleeName(code, expression.callee, site) ?? '').startsWith(`${CLIENT}.`)),
  );
  const isPast = compositesOf(OPTIONS, code).some(({ expression }) =>
    PAST_COPIES.some((name) => elementNamed(expression, name)),
  );
  const isSet = [...PAST_COPIES, 'DisableFor'].some((name) => isFieldSet(name, code));
  return !isOwn && !isPast && !isSet && compositesOf(`${CLIENT}.CacheOptions`, code).length === 0;
}

/** A manager that elects a leader holds a lease. */
export function* elected(code: LinkedCode): Generator<FoundCall> {
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
  for (const verb of ['get', 'create', 'update'])
    yield { verb, ...asked, ...when, ...placeOf(options.site.file, given), site: options.site };
}

/** `recorder.Event`: of each kind of events the first. They stand in the namespace of what they are about. */
export function* recorded(code: LinkedCode): Generator<FoundCall> {
  const everywhere = isForAll(code) && { everywhere: true as const };
  for (const { maker, group, types } of RECORDERS) {
    if (code.calls(maker).length === 0) continue;
    const first = RECORDING.flatMap((name) => code.calls(name)).find(
      ({ expression: { callee }, site }) =>
        callee.kind === 'select' && types.includes(typeOf(code, callee.operand, site) ?? ''),
    );
    if (!first) continue;
    const place = { ...placeOf(first.site.file, first.expression), site: first.site };
    for (const verb of ['create', 'patch']) yield { verb, group, resource: 'events', ...everywhere, ...place };
  }
}

/** Metrics are for those whom the API server lets read them: it is asked who they are, and what they may. */
export function* reviewed(code: LinkedCode): Generator<FoundCall> {
  for (const { expression, site } of compositesOf(METRICS, code)) {
    const filter = elementNamed(expression, 'FilterProvider');
    if (filter?.kind !== 'select' || filter.name !== 'WithAuthenticationAndAuthorization') continue;
    const given = elementNamed(expression, 'BindAddress');
    const { text, by } = given ? evaluate(given, contextAt(code, site)) : known(':8080');
    const [setting, more] = by;
    const isServed = text !== '0';
    if (more !== undefined || (setting === undefined && !isServed)) continue;
    const when = setting !== undefined && { when: { by: setting, isOn: isServed } };
    for (const [group, resource] of REVIEWS) {
      yield { verb: 'create', group, resource, everywhere: true, ...when, ...placeOf(site.file, filter), site };
    }
  }
}
