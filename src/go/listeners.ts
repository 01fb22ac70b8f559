import { type Address, certaintyOf, readAddress } from './address.ts';
import type { Site, Use } from './code-index.ts';
import { callersOf, type Context, evaluate, type Frame, originOf } from './context.ts';
import type { LinkedCode } from './linked-code.ts';
import { LISTEN_CALLS, LISTEN_NAMES, type ListenCall, SOCKET_CALLS, SOCKET_NAMES } from './listen-calls.ts';
import type { Listener } from './project.ts';
import { known, type Setting, UNKNOWN } from './setting.ts';
import { contextAt } from './solver.ts';
import { placeOf } from './source-file.ts';
import type { Call, Composite, Expression } from './syntax.ts';
import { calleeName, typeOf } from './types.ts';

/** A listener, and what it serves as far as the source says. */
export interface FoundListener {
  readonly listener: Listener;
  /** Null with `decided`: the default mux. */
  readonly handler: { readonly expression: Expression | null; readonly context: Context } | null;
}

/** Every port that the program opens, in the order of the files. */
export function findListeners(code: LinkedCode): FoundListener[] {
  const served = new Set<Expression>();
  const found = new Map<string, FoundListener>();
  const add = (one: FoundListener | null) => {
    if (!one) return;
    const { file, start, port } = one.listener;
    found.set(`${file}:${start}:${String(port)}`, one);
  };
  for (const use of listenUses(code)) {
    for (const context of contextsOf(code, use.site, use.address)) add(serve(use, context, served));
  }
  for (const server of unclaimedServers(code, served)) add(server);
  for (const socket of unclaimedSockets(code, served)) add(socket);
  return [...found.values()].sort((a, b) => order(a.listener, b.listener));
}

interface ListenUse {
  readonly rule: ListenCall;
  readonly expression: Expression;
  readonly receiver: Expression | null;
  readonly args: readonly Expression[];
  readonly site: Site;
  /** What decides the address. */
  readonly address: Expression | null;
}

function listenUses(code: LinkedCode): ListenUse[] {
  return LISTEN_NAMES.flatMap((name) => [
    ...code.calls(name).flatMap(({ expression, site }) => use(expression.callee, expression, expression.args, site)),
    // `go g.Go(server.ListenAndServe)`: called without arguments by somebody else.
    ...code.methodValues(name).flatMap(({ expression, site }) => use(expression, expression, [], site)),
  ]);

  function use(callee: Expression, expression: Expression, args: readonly Expression[], site: Site): ListenUse[] {
    const rule = LISTEN_CALLS.get(calleeName(code, callee, site) ?? '');
    if (!rule) return [];
    const receiver = callee.kind === 'select' ? callee.operand : null;
    const at = rule.address ?? rule.listener ?? rule.serverArgument;
    const address = at === undefined ? receiver : (args[at] ?? null);
    return [{ rule, expression, receiver, args, site, address }];
  }
}

/** A function that listens where its caller says counts once for each caller. */
function contextsOf(code: LinkedCode, site: Site, address: Expression | null): Context[] {
  const plain = contextAt(code, site);
  const { fn } = site;
  if (!fn || !address || fn.parameters.length + (fn.receiver ? 1 : 0) === 0) return [plain];
  const callers = callersOf(code, { ...site, fn }).slice(0, 8);
  if (callers.length < 2) return [plain];
  return callers.map((call): Context => {
    const frame: Frame = { kind: 'call', fn, call: call.expression, from: contextAt(code, call.site) };
    return contextAt(code, site, frame);
  });
}

function serve(use: ListenUse, context: Context, served: Set<Expression>): FoundListener | null {
  const { rule, site, expression, receiver, args } = use;
  const protocol = rule.protocol;
  const handlerArgument = rule.handler === 'receiver' ? receiver : args[rule.handler ?? -1];
  const handler = handlerArgument ? { expression: notNil(handlerArgument), context } : null;
  const server = rule.server
    ? receiver
    : rule.serverArgument === undefined
      ? null
      : (args[rule.serverArgument] ?? null);
  const literal = server && serverLiteral(server, context);
  if (literal) served.add(literal.composite);
  const ownHandler = literal ? literal.handler : handler;
  if (rule.listener !== undefined) {
    const socket = args[rule.listener];
    const origin = socket && originOf(socket, context);
    const opened = origin?.expression.kind === 'call' ? openedSocket(origin.expression, origin.context) : null;
    if (!opened || origin?.expression.kind !== 'call')
      return listenerAt(context.site, expression, protocol, UNKNOWN, ownHandler);
    served.add(origin.expression);
    if (opened.unix) return null;
    const secure = protocol === 'http' && opened.secure ? 'https' : protocol;
    return listenerAt(origin.context.site, origin.expression, secure, opened.address, ownHandler);
  }
  if (server) {
    const fallback = known(protocol === 'https' ? ':443' : ':80');
    return listenerAt(site, expression, protocol, literal ? literal.address(fallback) : UNKNOWN, ownHandler);
  }
  const address = args[rule.address ?? -1];
  if (!address) {
    if (!rule.fallback) return listenerAt(site, expression, protocol, UNKNOWN, ownHandler);
    const { env, port } = rule.fallback;
    return listenerAt(site, expression, protocol, { text: `:${port}`, by: [`env:${env}`] }, ownHandler);
  }
  return listenerAt(site, expression, protocol, emptyIsDefault(evaluate(address, context), protocol), ownHandler);
}

/** An empty address means `:http` or `:https`. */
function emptyIsDefault(address: Setting, protocol: string): Setting {
  return address.text === '' ? { ...address, text: protocol === 'https' ? ':443' : ':80' } : address;
}

interface ServerLiteral {
  readonly composite: Composite;
  readonly address: (fallback: Setting) => Setting;
  readonly handler: FoundListener['handler'];
}

/** The `http.Server{…}` that a server is, with what is assigned to its fields later. */
function serverLiteral(server: Expression, context: Context): ServerLiteral | null {
  const origin = originOf(server, context);
  if (origin?.expression.kind !== 'composite') return null;
  const composite = origin.expression;
  const value = (name: string) => {
    const element = composite.elements.find(({ key }) => key?.kind === 'name' && key.name === name);
    if (element) return { expression: element.value, context: origin.context };
    const assigned = context.code.fieldAssignments(name).filter(({ target, site }) => {
      return originOf(target.operand, contextAt(context.code, site))?.expression === composite;
    });
    const [only] = assigned;
    return only && assigned.length === 1
      ? { expression: only.expression, context: contextAt(context.code, only.site) }
      : null;
  };
  const address = value('Addr');
  const handler = value('Handler');
  return {
    composite,
    address: (fallback) => {
      if (!address) return fallback;
      const found = evaluate(address.expression, address.context);
      return found.text === '' ? { ...found, text: fallback.text } : found;
    },
    handler: handler ? { ...handler, expression: notNil(handler.expression) } : { expression: null, context },
  };
}

/** Servers whose Addr is set and that something we do not see starts. */
function unclaimedServers(code: LinkedCode, served: ReadonlySet<Expression>): FoundListener[] {
  return code.packages.flatMap((pkg) =>
    pkg.composites.flatMap(({ expression, site }) => {
      if (served.has(expression) || typeOf(code, expression, site) !== 'net/http.Server') return [];
      const context = contextAt(code, site);
      const address = expression.elements.find(({ key }) => key?.kind === 'name' && key.name === 'Addr');
      if (!address || isServedBySomebody(code)) return [];
      const literal = serverLiteral(expression, context);
      return [listenerAt(site, address.value, 'http', evaluate(address.value, context), literal?.handler ?? null)];
    }),
  );
}

/** A start that could not be followed to its server has been told already, as unknown. */
function isServedBySomebody(code: LinkedCode): boolean {
  return listenUses(code).some(({ rule, receiver, site }) => {
    return rule.server === true && receiver !== null && originOf(receiver, contextAt(code, site)) === null;
  });
}

function unclaimedSockets(code: LinkedCode, served: ReadonlySet<Expression>): FoundListener[] {
  return SOCKET_NAMES.flatMap((name) =>
    code.calls(name).flatMap(({ expression, site }: Use<Call>) => {
      if (served.has(expression)) return [];
      return contextsOf(code, site, expression).flatMap((context) => {
        const opened = openedSocket(expression, context);
        if (!opened || opened.unix) return [];
        return [
          listenerAt(site, expression, opened.udp ? 'udp' : opened.secure ? 'https' : 'tcp', opened.address, null),
        ];
      });
    }),
  );
}

function openedSocket(call: Call, context: Context) {
  const name = calleeName(context.code, call.callee, context.site) ?? '';
  const rule = SOCKET_CALLS.get(name);
  if (!rule) return null;
  const network = call.args[rule.network];
  const address = call.args[rule.address];
  const kind = network ? evaluate(network, context).text : '';
  return {
    unix: kind.startsWith('unix') || kind.startsWith('ip'),
    udp: kind.startsWith('udp'),
    secure: name === 'crypto/tls.Listen',
    address: address ? evaluate(address, context) : UNKNOWN,
  };
}

function listenerAt(
  site: Site,
  expression: Expression,
  protocol: Listener['protocol'],
  address: Setting,
  handler: FoundListener['handler'],
): FoundListener {
  const read: Address = readAddress(address);
  const { port, bind, configuredBy } = read;
  const certainty = certaintyOf(port, configuredBy);
  return { listener: { ...placeOf(site.file, expression), port, protocol, bind, configuredBy, certainty }, handler };
}

function notNil(expression: Expression): Expression | null {
  return expression.kind === 'name' && expression.name === 'nil' ? null : expression;
}

function order(a: Listener, b: Listener): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.start - b.start;
}
