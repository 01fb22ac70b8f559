import { waitsForDomain } from './acme-challenge.ts';
import { type Agent, agentsOf } from './agents.ts';
import { certaintyOf, networkNamed, readAddress } from './address.ts';
import { alongCalls } from '../values/call-paths.ts';
import type { Site } from '../code/code-index.ts';
import { type Context, evaluate } from '../code/context.ts';
import type { ConfiguredAddress } from './configured-address.ts';
import { flaggedServers } from './flagged-servers.ts';
import { callsOf } from '../file-use/file-calls.ts';
import { gofrListeners } from './gofr.ts';
import { flagDefaults } from '../flags/flag-defaults.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { addressesOf, protocolsOfServer } from './listen-address.ts';
import type { ListenCall } from './listen-call.ts';
import { foreignListenCall, LISTEN_CALLS, LISTEN_NAMES } from './listen-calls.ts';
import { SOCKET_NAMES } from './socket-calls.ts';
import { listedListeners } from './listed-addresses.ts';
import { isOnlyTried } from './tried-sockets.ts';
import { withManagers } from './manager-listeners.ts';
import { mergeListeners } from './merge-listeners.ts';
import { isSameList } from '../incremental/kept-answers.ts';
import { lazily } from '../incremental/lazily.ts';
import type { Listener } from '../project.ts';
import { expressionOfMade, type Made, makersOfServer } from './served-structs.ts';
import { hasHole, isUnknown, type Setting, UNKNOWN } from '../values/setting.ts';
import { networkOf, openedBy, hasPort, type Socket, socketsOf } from './sockets.ts';
import { contextAt } from '../values/solver.ts';
import { turnedOff } from '../conditions/turned-off.ts';
import { isSame } from '../syntax/same-expression.ts';
import { placeOf } from '../syntax/source-file.ts';
import { type Call, elementNamed, type Expression } from '../syntax/syntax.ts';
import { compositesOf } from '../code/typed-composites.ts';
import { calleeName, typeOf } from '../code/types.ts';

/** A listener, and what it serves as far as the source says. */
export interface FoundListener {
  readonly listener: Listener;
  /** Null with `decided`: the default mux. */
  readonly handler: { readonly expression: Expression | null; readonly context: Context } | null;
  /** The settings that would let it be opened, where it is not as long as nobody changes any. */
  readonly off: readonly string[] | null;
  /** What this one speaks of several that share the port. */
  readonly speaks?: Listener['protocol'];
  /** All that open it, where several share the port. */
  readonly openedAt?: readonly Listener[];
  /** The call that gives the address, where it is a parameter of the function that listens. */
  readonly caller?: Call;
  /** What its library serves there by itself. */
  readonly serves?: 'metrics' | 'profiles';
}

/** Every port that the program opens, in the order of the files; one that several calls open is one listener. */
export function findListeners(code: LinkedCode, configured: ConfiguredAddress): FoundListener[] {
  if (isDocumentation(code)) return [];
  const claimed = new Set<Expression>();
  const found = listenUses(code).flatMap((use) => served(code, use, configured, claimed));
  found.push(...unclaimedServers(code, claimed), ...unclaimedSockets(code, claimed), ...flaggedServers(code));
  found.push(...listedListeners(code), ...gofrListeners(code), ...agentsOf(code).map(agentListener));
  return mergeListeners(withManagers(found, code), flagDefaults(code));
}

/** A program that only writes down what commands there are runs none of them. */
function isDocumentation(code: LinkedCode): boolean {
  const [main] = code.packages;
  const writes = DOCUMENTS.flatMap((name) => code.calls(name)).some(({ expression, site }) => {
    return site.pkg === main && /\/cobra\/doc\.\w+$/.test(calleeName(code, expression.callee, site) ?? '');
  });
  return writes && !RUNS.some((name) => code.calls(name).some(({ site }) => site.pkg === main));
}

const DOCUMENTS = [
  'GenMarkdownTree',
  'GenMarkdownTreeCustom',
  'GenManTree',
  'GenManTreeFromOpts',
  'GenReSTTree',
  'GenYamlTree',
];
const RUNS = ['Execute', 'ExecuteContext', 'ExecuteC', 'ExecuteContextC', 'Run'];

interface ListenUse {
  readonly rule: ListenCall;
  /** Of a method: the type that has it. */
  readonly type: string | null;
  /** What the call does is in sight. */
  readonly isOwn: boolean;
  readonly expression: Expression;
  readonly receiver: Expression | null;
  readonly args: readonly Expression[];
  readonly site: Site;
}

function listenUses(code: LinkedCode): ListenUse[] {
  return LISTEN_NAMES.flatMap((name) => [
    ...code.calls(name).flatMap(({ expression, site }) => use(expression.callee, expression, expression.args, site)),
    // `go g.Go(server.ListenAndServe)`: called without arguments by somebody else.
    ...code.methodValues(name).flatMap(({ expression, site }) => use(expression, expression, [], site)),
  ]);

  function isOfLibrary(name: string): boolean {
    const path = /^(.*\/[^/.]+)\.[\w.]+$/.exec(name)?.[1];
    return path !== undefined && code.externals.has(path);
  }

  function use(callee: Expression, expression: Expression, args: readonly Expression[], site: Site): ListenUse[] {
    const name = calleeName(code, callee, site) ?? '';
    const rule = LISTEN_CALLS.get(name) ?? (isOfLibrary(name) ? foreignListenCall(name) : null);
    if (!rule || (args.length === 0 && expression.kind !== 'call' && rule.server !== 'receiver')) return [];
    const receiver = callee.kind === 'select' ? callee.operand : null;
    const isOwn = code.functions.has(name);
    return [{ rule, type: name.slice(0, name.lastIndexOf('.')), isOwn, expression, receiver, args, site }];
  }
}

/** What one call opens, once for each way to reach it that gives it another address. */
function served(
  code: LinkedCode,
  use: ListenUse,
  configured: ConfiguredAddress,
  claimed: Set<Expression>,
): FoundListener[] {
  const { file: keys, loader, saidBy = [] } = use.rule;
  const [said] = callsOf(code, new Set(saidBy));
  if (said) return [];
  const isElsewhere = loader !== undefined && code.calls(loader).length > 0;
  const file = keys ? (configured(keys) ?? (isElsewhere ? UNKNOWN : null)) : null;
  const { receiver, args, site } = use;
  const socket = socketGiven(use, code);
  const about = [...args, ...(receiver ? [receiver] : []), ...(socket ? [socket] : [])];
  const answers = alongCalls(
    code,
    site,
    about,
    (context) => opened(use, file, context, claimed),
    (found) => found.some(({ isOpen, hasSettings }) => isOpen || hasSettings),
  ).flat();
  return foundOnce(answers.filter(({ isOpen }) => !isOpen || !use.isOwn));
}

/** Code that is come to in many ways opens the same in each: where one of them is taken by default, the others say no more. */
function foundOnce(answers: readonly Answer[]): FoundListener[] {
  const on: Answer[] = [];
  return answers.flatMap((answer) => {
    if (!answer.found || on.some(({ opens }) => isSameList(opens, answer.opens))) return [];
    const found = answer.found();
    if (!found.off) on.push(answer);
    return [found];
  });
}

interface Answer {
  /** What is opened: two answers with the same ones differ in what turns them off at most. */
  readonly opens: readonly unknown[];
  /** Null: it opens no port. Asked of the answers that stay: who calls may say more than most, and what turns one off is a long question. */
  readonly found: (() => FoundListener) | null;
  /** Another caller may say more. */
  readonly isOpen: boolean;
  /** Of several settings, which may be one for each caller. */
  readonly hasSettings?: boolean;
}

function opened(use: ListenUse, file: Setting | null, context: Context, claimed: Set<Expression>): Answer[] {
  const { expression, receiver, args, type } = use;
  const rule = isGivenSockets(use, context.code) ? withoutFallback(use.rule) : use.rule;
  const at = rule.server === 'receiver' ? receiver : rule.server === undefined ? null : (args[rule.server] ?? null);
  const serverType = rule.server === 'receiver' ? type : at && typeOf(context.code, at, context.site);
  const servers = at ? makersOfServer(at, serverType, context) : [];
  for (const server of servers) if (server) claimed.add(server.expression);
  const handlers = servers.map((server) => handlerOf(use, server, serverType, context));
  const [handler = handlerOf(use, null, serverType, context)] = handlers;
  const offHere = lazily(() => turnedOff(expression, context));
  const offOf = (one: FoundListener['handler']) => offHere() ?? (one && waitsForDomain(one.expression, one.context));
  const given = socketGiven(use, context.code);
  if (rule.listener !== undefined || given) {
    const argument = given ?? args[rule.listener ?? -1];
    const sockets = argument ? socketsOf(argument, context) : [null];
    for (const socket of sockets) if (socket) claimed.add(socket.call);
    const off = lazily(() => offOf(handler));
    const answer = (socket: Socket | null) => servedSocket(socket, rule, expression, { handler, off }, context);
    const each = sockets.map((socket) => (socket ? alongItsCallers(socket) : [socket]));
    return each.some(({ length }) => length > 1) ? each.flat().map(answer) : waysOf(sockets.map(answer));
  }
  const { network, protocol } = networkOf(rule, args, context);
  return addressesOf(rule, args, servers, serverType, file, context).flatMap(({ address, server }): Answer[] => {
    if (!hasPort(network, address)) return [NOT_OPENED];
    const named = server ? protocolsOfServer(rule, serverType, server) : [];
    return [...(named.length > 0 ? named : [protocol]), ...(rule.alsoUdp ? (['udp'] as const) : [])].map((one) => {
      const own = handlers[servers.indexOf(server)] ?? handler;
      const found = () => {
        const whole = { handler: own, off: offOf(own) ?? (server && turnedOff(server.expression, server.context)) };
        return { ...listenerAt(context.site, expression, one, address, whole), ...callerOf(context) };
      };
      return { found, opens: whatOpens(expression, one, address, own), ...openness(address) };
    });
  });
}

const NOT_OPENED: Answer = { found: null, opens: [], isOpen: false };

function whatOpens(
  at: Expression,
  protocol: Listener['protocol'],
  { text, by }: Setting,
  handler: FoundListener['handler'],
): readonly unknown[] {
  return [at, protocol, text, by.join(), handler?.expression];
}

/** A socket that several callers open through one function, once for each of them where that says more. */
function alongItsCallers(socket: Socket): readonly Socket[] {
  const { call, context, address, protocol } = socket;
  if (!address || !isUnknown(address) || context.frame) return [socket];
  const isOpen = ({ address: one }: Socket) => one !== null && isUnknown(one);
  const opened = (there: Context) => openedBy(call, there);
  const ways = alongCalls(context.code, context.site, call.args, opened, (one) => one !== null && isOpen(one));
  const found = ways.filter((one) => one !== null);
  return found.every(isOpen) ? [socket] : found.map((one) => ({ ...one, protocol }));
}

/** Of several ways to come by a socket one is taken: what would lead to another says where the program listens, too. */
function waysOf(answers: readonly Answer[]): Answer[] {
  const ways = lazily(() => answers.map(({ found }) => found?.() ?? null));
  const settings = lazily(() => ways().flatMap((way) => way?.off ?? []));
  return answers.map(({ found, ...answer }, index) => ({
    ...answer,
    found: found && (() => withSettings(ways()[index] ?? found(), settings())),
  }));
}

function withSettings(found: FoundListener, settings: readonly string[]): FoundListener {
  if (found.off) return found;
  const { listener } = found;
  const configuredBy = [...new Set([...listener.configuredBy, ...settings.filter((by) => !hasHole(by))])];
  return { ...found, listener: { ...listener, configuredBy, certainty: certaintyOf(listener.port, configuredBy) } };
}

/** `if s.Listener != nil { return s.server.Serve(s.Listener) }`: a server that is given sockets needs no address. */
function isGivenSockets({ receiver, site }: ListenUse, code: LinkedCode): boolean {
  if (!receiver || site.fn === null) return false;
  return ['Serve', 'ServeTLS'].some((name) =>
    code.calls(name).some(({ expression: { callee }, site: there }) => {
      return there.fn === site.fn && callee.kind === 'select' && isSame(callee.operand, receiver);
    }),
  );
}

/** `e.Listener = l`, before `e.StartServer(server)`. */
function socketGiven({ rule: { socketField }, receiver, site }: ListenUse, code: LinkedCode): Expression | null {
  if (socketField === undefined || !receiver || site.fn === null) return null;
  const given = code.fieldAssignments(socketField).find(({ target, site: there }) => {
    return there.fn === site.fn && isSame(target.operand, receiver);
  });
  return given?.expression ?? null;
}

function withoutFallback({ fallback: _, ...rule }: ListenCall): ListenCall {
  return rule;
}

function servedSocket(
  socket: Socket | null,
  { protocol }: ListenCall,
  expression: Expression,
  { handler, off }: Pick<Around, 'handler'> & { readonly off: () => Around['off'] },
  context: Context,
): Answer {
  if (!socket) {
    const found = () => listenerAt(context.site, expression, protocol, UNKNOWN, { handler, off: off() });
    return { found, opens: whatOpens(expression, protocol, UNKNOWN, handler), isOpen: true };
  }
  if (!socket.address) return NOT_OPENED;
  const spoken = protocol === 'http' && socket.protocol === 'https' ? 'https' : protocol;
  const { address, call, context: there } = socket;
  const found = () => {
    const around = { handler, off: off() ?? turnedOff(call, there) };
    return { ...listenerAt(there.site, call, spoken, address, around), ...callerOf(there) };
  };
  return { found, opens: whatOpens(call, spoken, address, handler), ...openness(address) };
}

function openness(address: Setting): Pick<Answer, 'isOpen' | 'hasSettings'> {
  return { isOpen: isUnknown(address), hasSettings: hasHole(address.text) && address.by.length > 1 };
}

function callerOf({ frame }: Context): Pick<FoundListener, 'caller'> {
  return frame?.kind === 'call' ? { caller: frame.call } : {};
}

function handlerOf(
  { rule, expression, receiver, args }: ListenUse,
  server: Made | null,
  type: string | null,
  context: Context,
): FoundListener['handler'] {
  const { handler: at = -1 } = rule;
  const own = at === 'receiver' ? receiver : at === 'made' ? expression : args[at];
  if (own) return { expression: notNil(own), context };
  if (!server) return null;
  const handler = expressionOfMade('Handler', type, server);
  if (handler) return { expression: notNil(handler.expression), context: handler.context };
  // What a library puts together may serve anything.
  return server.expression.kind === 'call' && !isPlainNew(server.expression)
    ? null
    : { expression: null, context: server.context };
}

function isPlainNew({ callee }: Call): boolean {
  return callee.kind === 'name' && callee.name === 'new';
}

/** Servers whose Addr is set and that something we do not see starts. */
function unclaimedServers(code: LinkedCode, claimed: ReadonlySet<Expression>): FoundListener[] {
  return compositesOf('net/http.Server', code).flatMap(({ expression, site }) => {
    if (claimed.has(expression)) return [];
    const address = elementNamed(expression, 'Addr');
    if (!address) return [];
    const context = contextAt(code, site);
    const handler = expressionOfMade('Handler', 'net/http.Server', { expression, context });
    return alongCalls(
      code,
      site,
      [address],
      (there) => ({ value: evaluate(address, there), there }),
      ({ value }) => isUnknown(value),
    ).map(({ value, there }) =>
      listenerAt(site, address, 'http', value, { handler, off: turnedOff(expression, there) }),
    );
  });
}

function unclaimedSockets(code: LinkedCode, claimed: ReadonlySet<Expression>): FoundListener[] {
  return SOCKET_NAMES.flatMap((name) =>
    code.calls(name).flatMap(({ expression, site }) => {
      if (
        claimed.has(expression) ||
        !openedBy(expression, contextAt(code, site)) ||
        isOnlyTried(expression, site, code)
      )
        return [];
      const answers = alongCalls(
        code,
        site,
        expression.args,
        (context) => ({ socket: openedBy(expression, context), context }),
        ({ socket }) => socket?.address !== null && isUnknown(socket?.address ?? UNKNOWN),
      ).flatMap(({ socket, context }): Answer[] => {
        // Any free port that nobody is seen to serve is a question to the system, no service.
        if (!socket?.address || (socket.address.by.length === 0 && /:0?$/.test(socket.address.text))) return [];
        // Nothing says that what is encrypted is HTTP.
        const protocol = socket.protocol === 'https' ? 'tcp' : socket.protocol;
        const { address } = socket;
        const found = () =>
          listenerAt(site, expression, protocol, address, { handler: null, off: turnedOff(expression, context) });
        return [{ found, opens: whatOpens(expression, protocol, address, null), isOpen: isUnknown(address) }];
      });
      return foundOnce(answers);
    }),
  );
}

function agentListener({ use: { expression, site }, address }: Agent): FoundListener {
  return listenerAt(site, expression, 'http', address, { handler: null, off: null });
}

/** What is there around an address. */
type Around = Pick<FoundListener, 'handler' | 'off'>;

export function listenerAt(
  site: Site,
  expression: Expression,
  protocol: Listener['protocol'],
  address: Setting,
  around: Around,
): FoundListener {
  const spoken = networkNamed(address) === 'udp' ? 'udp' : protocol;
  return {
    listener: { ...placeOf(site.file, expression), protocol: spoken, ...readAddress(address) },
    ...around,
  };
}

function notNil(expression: Expression): Expression | null {
  return expression.kind === 'name' && expression.name === 'nil' ? null : expression;
}
