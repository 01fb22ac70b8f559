import { callersOf } from '../code/callers.ts';
import type { Site, Use } from '../code/code-index.ts';
import { type Context, evaluate, originOf } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { type FoundListener, listenerAt } from './listeners.ts';
import type { Listener } from '../project.ts';
import { METRICS_ADAPTER } from '../libraries/server-types.ts';
import { expressionOfMade, fieldOfMade, makersOfServer, type Made } from './served-structs.ts';
import { isUnknown, known, same, type Setting, UNKNOWN } from '../values/setting.ts';
import { alongCalls } from '../values/call-paths.ts';
import { placesOfField } from '../values/nested-fields.ts';
import { contextAt } from '../values/solver.ts';
import { turnedOff } from '../conditions/turned-off.ts';
import type { Call, GoFunction } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';

const RUNTIME = 'sigs.k8s.io/controller-runtime';
const LIBRARY = `${RUNTIME}/pkg/`;
const APISERVER = 'k8s.io/apiserver/pkg/server/options';
const MAKERS = new Map([
  ['NewManager', [`${RUNTIME}.NewManager`, `${RUNTIME}/pkg/manager.New`]],
  ['New', [`${RUNTIME}/pkg/manager.New`]],
]);
const OPTIONS = `${RUNTIME}/pkg/manager.Options`;
/** Calls after which a manager serves webhooks. */
const WEBHOOKS = [
  [`NewWebhookManagedBy`, `${RUNTIME}.NewWebhookManagedBy`],
  [`NewWebhookManagedBy`, `${RUNTIME}/pkg/builder.WebhookManagedBy`],
  [`WebhookManagedBy`, `${RUNTIME}/pkg/builder.WebhookManagedBy`],
  ['GetWebhookServer', `${RUNTIME}/pkg/manager.Manager.GetWebhookServer`],
  ['GetWebhookServer', `${RUNTIME}.Manager.GetWebhookServer`],
  ['Register', `${RUNTIME}/pkg/webhook.Server.Register`],
] as const;
const CLUSTER_API = 'sigs.k8s.io/cluster-api/util/flags';
/** Calls that return options of metrics, as flags say that their library has defined. */
const METRICS_BY_FLAGS = ['GetManagerOptions', 'GetDiagnosticsOptions'].map((name) => `${CLUSTER_API}.${name}`);
const DIAGNOSTICS: Setting = { text: ':8443', by: ['flag:diagnostics-address'] };
const INSECURE = 'flag:insecure-diagnostics';
const MOST_FUNCTIONS = 100;
const SECURE_SERVING = new Map([
  ['NewSecureServingOptions', `${APISERVER}.NewSecureServingOptions`],
  ['NewRecommendedOptions', `${APISERVER}.NewRecommendedOptions`],
  ['Run', METRICS_ADAPTER],
]);

/**
 * Adds the ports that Kubernetes' libraries open by themselves: those of a controller manager and of an API server. In the
 * library's own module, what its code opens is what is said of the manager.
 */
export function withManagers(found: readonly FoundListener[], code: LinkedCode): FoundListener[] {
  const own = managers(code);
  const library = own.length === 0 ? [] : code.packages.filter(({ importPath }) => importPath.startsWith(LIBRARY));
  const files = new Set(library.flatMap((pkg) => pkg.files.map(({ path }) => path)));
  return [...found.filter(({ listener }) => !files.has(listener.file)), ...own, ...secureServing(code)];
}

function managers(code: LinkedCode): FoundListener[] {
  const made = [...MAKERS].flatMap(([name, full]) =>
    code.calls(name).filter(({ expression, site }) => full.includes(calleeName(code, expression.callee, site) ?? '')),
  );
  const { servers, off } = managersOfWebhooks(code, made);
  return made.flatMap((use) =>
    alongCalls(
      code,
      use.site,
      use.expression.args,
      (context) => listenersOfManager(use, servers.has(use) ? { off } : null, context),
      (found) => found.some(({ listener, isOpen }) => isOpen && listener.listener.port === null),
    )
      .flat()
      .map(({ listener }) => listener),
  );
}

function listenersOfManager(
  { expression, site }: Use<Call>,
  webhooks: Pick<FoundListener, 'off'> | null,
  context: Context,
) {
  const argument = expression.args[1];
  const made = argument ? makersOfServer(argument, OPTIONS, context) : [null];
  const off = turnedOff(expression, context);
  const at = (address: Setting, protocol: Listener['protocol'], serves?: FoundListener['serves']) => ({
    listener: { ...listenerAt(site, expression, protocol, address, { handler: null, off }), ...(serves && { serves }) },
    isOpen: isUnknown(address),
  });
  return made.flatMap((options) => {
    const metrics = options ? metricsAddress(options) : UNKNOWN;
    const { protocol, securedBy } = options ? metricsProtocol(options) : IN_ANY_WAY;
    const probes = options && given(fieldOf(['HealthProbeBindAddress'], options));
    const profiles = options && given(fieldOf(['PprofBindAddress'], options));
    return [
      ...(metrics.text === '0' && metrics.by.length === 0
        ? []
        : [secured(at(metrics, protocol, 'metrics'), securedBy)]),
      ...(probes ? [at(probes, 'http')] : []),
      ...(profiles ? [at(profiles, 'http', 'profiles')] : []),
      ...(webhooks ? [unless(webhooks.off, at(options ? webhookAddress(options) : UNKNOWN, 'https'))] : []),
    ];
  });
}

/** What is said of a listener where something keeps it from being opened. */
function unless<T extends { readonly listener: FoundListener }>(off: FoundListener['off'], found: T): T {
  return { ...found, listener: { ...found.listener, off: found.listener.off ?? off } };
}

/** Metrics are on by default; `0` turns them off. */
function metricsAddress(options: Made): Setting {
  if (isByFlags(options)) return DIAGNOSTICS;
  const address = fieldOf(['Metrics', 'BindAddress'], options) ?? fieldOf(['MetricsBindAddress'], options);
  // Options that a library returns may say anything.
  if (!address) return isMadeElsewhere(options) ? UNKNOWN : known(':8080');
  return address.text === '' ? { text: ':8080', by: address.by } : address;
}

function isMadeElsewhere({ expression }: Made): boolean {
  return expression.kind === 'call';
}

/** Options of metrics that Cluster API makes of its flags. */
function isByFlags(options: Made): boolean {
  const place = expressionOfMade('Metrics', OPTIONS, options);
  const made = place && originOf(place.expression, place.context);
  if (made?.expression.kind !== 'call') return false;
  return METRICS_BY_FLAGS.includes(calleeName(made.context.code, made.expression.callee, made.context.site) ?? '');
}

type Spoken = Pick<Listener, 'protocol' | 'securedBy'>;

const IN_ANY_WAY: Spoken = { protocol: null };

/** HTTP unless the options ask for TLS, or a setting does. */
function metricsProtocol(options: Made): Spoken {
  if (isByFlags(options)) return { protocol: 'https', securedBy: [INSECURE] };
  const secure = fieldOf(['Metrics', 'SecureServing'], options);
  // What another module returns may say anything.
  if (!secure) return { protocol: isMadeElsewhere(options) ? null : 'http' };
  const { text, by } = secure;
  if (text !== 'true' && text !== 'false') return IN_ANY_WAY;
  return { protocol: text === 'true' ? 'https' : 'http', ...(by.length > 0 && { securedBy: by }) };
}

function secured<T extends { readonly listener: FoundListener }>(found: T, securedBy: Listener['securedBy']): T {
  const { listener } = found;
  return securedBy ? { ...found, listener: { ...listener, listener: { ...listener.listener, securedBy } } } : found;
}

function webhookAddress(options: Made): Setting {
  const port =
    fieldOf(['WebhookServer', 'Port'], options) ?? fieldOf(['Port'], options) ?? standalonePort(options.context);
  if (!port || ['', '0'].includes(port.text)) return { text: ':9443', by: port?.by ?? [] };
  return { text: `:${port.text}`, by: port.by };
}

/** The port of a webhook server that is made apart from the manager, and added to it. */
function standalonePort({ code }: Context): Setting | null {
  const ports = code.calls('NewServer').flatMap(({ expression, site }) => {
    const [options] = expression.args;
    if (calleeName(code, expression.callee, site) !== `${RUNTIME}/pkg/webhook.NewServer` || !options) return [];
    const [made] = makersOfServer(options, `${RUNTIME}/pkg/webhook.Options`, contextAt(code, site));
    return (made && fieldOfMade('Port', `${RUNTIME}/pkg/webhook.Options`, made)) ?? [];
  });
  return ports.length > 0 ? same(ports) : null;
}

/** Not given, or turned off: no listener. */
function given(address: Setting | null): Setting | null {
  return address && (address.by.length > 0 || !['', '0'].includes(address.text)) ? address : null;
}

function fieldOf(path: readonly string[], options: Made): Setting | null {
  const [first = '', second] = path;
  if (second === undefined) return fieldOfMade(first, OPTIONS, options);
  const inner = placesOfField(first, OPTIONS, options);
  if (!inner) return null;
  const given = inner.map((one) => (one ? fieldOfMade(second, null, one) : UNKNOWN));
  const found = given.filter((value) => value !== null);
  if (found.length === 0) return null;
  return found.length === given.length ? same(found) : { ...UNKNOWN, by: same(found).by };
}

interface WebhookServers extends Pick<FoundListener, 'off'> {
  readonly servers: ReadonlySet<Use<Call>>;
}

/**
 * The managers that serve webhooks, of several those whose functions set them up, themselves or through what they call, and
 * the settings that all of these wait for.
 */
function managersOfWebhooks(code: LinkedCode, made: readonly Use<Call>[]): WebhookServers {
  const all = WEBHOOKS.flatMap(([name, full]) =>
    code.calls(name).flatMap(({ expression, site }) => {
      const isOne = calleeName(code, expression.callee, site) === full && isCalled(site, code);
      return isOne ? [{ site, off: turnedOff(expression, contextAt(code, site)) }] : [];
    }),
  );
  const on = all.filter(({ off }) => off === null);
  const setUp = on.length > 0 ? on : all;
  const off = on.length > 0 || all.length === 0 ? null : [...new Set(all.flatMap((one) => one.off ?? []))];
  if (setUp.length === 0) return { servers: new Set(), off };
  const above = setUp.map(({ site }) => functionsAbove(code, site));
  const own = made.filter(({ site: { fn } }) => fn && above.some((functions) => functions.has(fn)));
  return { servers: new Set(made.length > 1 && own.length > 0 ? own : made), off };
}

/** The function around a place, and those that come to it by calls. */
function functionsAbove(code: LinkedCode, { fn, ...place }: Site): ReadonlySet<GoFunction> {
  const sites = new Map(fn ? [[fn, { ...place, fn }]] : []);
  for (const site of sites.values()) {
    for (const { site: caller } of callersOf(code, site)) {
      if (caller.fn && sites.size < MOST_FUNCTIONS) sites.set(caller.fn, { ...caller, fn: caller.fn });
    }
  }
  return new Set(sites.keys());
}

/** `func (*Captain) SetupWebhookWithManager(mgr)`, which comes with the type: only the program itself calls it. */
function isCalled({ fn, ...place }: Site, code: LinkedCode): boolean {
  if (!fn?.receiver || !fn.parameters.some(({ type }) => type.endsWith('.Manager'))) return true;
  return callersOf(code, { ...place, fn }).length > 0 || code.methodValues(fn.name).length > 0;
}

/** `--secure-port` of a server that is made of k8s.io/apiserver: 443 unless the program sets another. */
function secureServing(code: LinkedCode): FoundListener[] {
  return [...SECURE_SERVING].flatMap(([name, full]) =>
    code.calls(name).flatMap(({ expression, site }) => {
      if (calleeName(code, expression.callee, site) !== full) return [];
      const set = code.fieldAssignments('BindPort').filter(({ byAddress }) => !byAddress);
      const [only] = set;
      const port =
        only && set.length === 1
          ? evaluate(only.expression, contextAt(code, only.site), only.index)
          : set.length === 0
            ? known('443')
            : UNKNOWN;
      const address = { text: `:${port.text}`, by: ['flag:secure-port', ...port.by] };
      return [listenerAt(site, expression, 'https', address, { handler: null, off: null })];
    }),
  );
}
