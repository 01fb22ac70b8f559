import { isMultiaddress } from './address.ts';
import { conditionsAt } from '../code/conditions.ts';
import { type Context, evaluate, originOf, originsOf, questionAt } from '../code/context.ts';
import { decide } from '../conditions/decided.ts';
import type { ListenCall } from './listen-call.ts';
import { SOCKET_CALLS } from './socket-calls.ts';
import type { Listener } from '../project.ts';
import { concatenate, known, same, type Setting, UNKNOWN } from '../values/setting.ts';
import { type Call, type Composite, elementNamed, type Expression, isNil } from '../syntax/syntax.ts';
import { calleeName, importedName, typeOf } from '../code/types.ts';

/** A socket that a call opens. */
export interface Socket {
  readonly call: Call;
  readonly context: Context;
  readonly protocol: Listener['protocol'];
  /** Null: it has no port. */
  readonly address: Setting | null;
}

const DEEPEST = 8;
const MOST_WAYS = 8;

/**
 * The sockets that a net.Listener may be, also inside what wraps it (TLS, limits, cmux); null stands for those that
 * are not in sight.
 */
export function socketsOf(listener: Expression, context: Context): readonly (Socket | null)[] {
  const seen = new Map<Expression, Set<Context['frame']>>();
  const secured = new Set<Expression>();
  const sockets = follow(listener, context, 0);
  if (secured.size > 0) return sockets.map((socket) => socket && { ...socket, protocol: 'https' });
  return sockets.length > 0 ? sockets : [null];

  function follow(expression: Expression, at: Context, depth: number): (Socket | null)[] {
    if (depth > DEEPEST) return [null];
    return originsOf(expression, at).flatMap((origin) => {
      if (!origin) return [null];
      const { expression: made, context: there } = origin;
      // One helper opens as many as there are ways to it.
      const frames = seen.get(made) ?? new Set();
      if (frames.has(there.frame) || frames.size > MOST_WAYS) return [];
      seen.set(made, frames.add(there.frame));
      const opened = made.kind === 'call' ? openedBy(made, there) : null;
      if (opened) return [opened];
      const inner = wrapped(made, there).map((part) => follow(part, there, depth + 1));
      const found = inner.flat().filter((socket) => socket !== null);
      // In a branch that nobody turns on, it is plain.
      const isSecured =
        made.kind === 'call' &&
        calleeName(there.code, made.callee, there.site) === 'crypto/tls.NewListener' &&
        runsAlways(made, there);
      // `l = tls.NewListener(l, …)`: what it wraps was seen before.
      if (found.length === 0) {
        const isSame = inner.some((sockets) => sockets.length === 0);
        if (isSame && isSecured) secured.add(made);
        return isSame ? [] : [made.kind === 'call' ? openedAt(made, there) : null];
      }
      return isSecured ? found.map((socket): Socket => ({ ...socket, protocol: 'https' })) : found;
    });
  }
}

/** `listener.New(":8080")`: what a library whose calls are not known opens at the one address that it is given; null otherwise. */
function openedAt(call: Call, context: Context): Socket | null {
  const { code, site } = context;
  const name = calleeName(code, call.callee, site);
  if (name === null || code.functions.has(name) || !/(?:listen|socket)[^/]*$/i.test(name)) return null;
  const given = call.args.map((argument) => evaluate(argument, context)).filter(({ text }) => ADDRESS.test(text));
  const [address, ...others] = given;
  return address && others.length === 0 ? { call, context, protocol: 'tcp', address } : null;
}

const ADDRESS = /^[\w.-]*:[1-9]\d*$|^\[[\da-f:]*\]:[1-9]\d*$/i;

/** Whether the branches around a place are all taken where no setting is changed. */
function runsAlways({ start }: Expression, context: Context): boolean {
  const { fn } = context.site;
  return (
    fn !== null && conditionsAt(fn, start).every(({ expression, wanted }) => decide(expression, context) === wanted)
  );
}

/** The socket that a call of the library opens by itself; null for all other calls. */
export function openedBy(call: Call, context: Context): Socket | null {
  const rule = SOCKET_CALLS.get(calleeName(context.code, call.callee, context.site) ?? '');
  if (!rule) return null;
  const { network, protocol } = networkOf(rule, call.args, context);
  const argument = rule.address === undefined ? undefined : call.args[rule.address];
  const address =
    rule.field !== undefined
      ? fieldOfReceiver(rule.field, call, context)
      : argument
        ? addressValue(argument, context)
        : (returnedAddress(rule, call.args, context) ?? known(rule.fallback?.address ?? ''));
  // `net.ListenUDP("udp", nil)`: any free port, for what a client asks.
  const isFree = argument !== undefined && isNil(argument);
  const isOpen = !isFree && rule.withinProcess !== true;
  return { call, context, protocol, address: isOpen && hasPort(network, address) ? address : null };
}

/** `net.Listen(parse(address))`: one call returns the network and the address. */
export function returnedAddress(
  { network, address }: ListenCall,
  [call, ...others]: readonly Expression[],
  context: Context,
): Setting | null {
  if (network === undefined || address === undefined || call?.kind !== 'call' || others.length > 0) return null;
  return evaluate(call, context, address);
}

/** What the program gives a field of the library's struct that a method is called on: `cfg.HTTP.Endpoint` of `cfg.HTTP.ToListener()`. */
function fieldOfReceiver(name: string, { callee }: Call, { code, site }: Context): Setting {
  if (callee.kind !== 'select') return UNKNOWN;
  const holder = callee.operand;
  const type = typeOf(code, holder, site);
  const own = placeOfField(holder, code, site);
  const assigned = code.fieldAssignments(name).filter(({ target, site: there, byAddress }) => {
    if (byAddress || type === null || typeOf(code, target.operand, there) !== type) return false;
    return own !== null && placeOfField(target.operand, code, there) === own;
  });
  const values = assigned.map(({ expression, site: there, index, guard }) =>
    guard === null ? evaluate(expression, questionAt(code, there), index) : UNKNOWN,
  );
  if (values.length > 0) return same(values);
  const made = originsOf(holder, questionAt(code, site));
  const given = made.map((one) =>
    one?.expression.kind === 'composite' ? fieldValue(one.expression, name, one.context) : null,
  );
  return given.length > 0 ? same(given.map((value) => value ?? UNKNOWN)) : UNKNOWN;
}

/** `path.Options.HTTP`, the field that holds a struct; null where it is no field. */
function placeOfField(holder: Expression, code: Context['code'], site: Context['site']): string | null {
  const outer = holder.kind === 'select' ? typeOf(code, holder.operand, site) : null;
  return holder.kind === 'select' && outer !== null ? `${outer}.${holder.name}` : null;
}

/** The network that a call names, and what is spoken over it. */
export function networkOf(
  rule: ListenCall,
  args: readonly Expression[],
  context: Context,
): { network: string; protocol: Listener['protocol'] } {
  const argument = rule.network === undefined ? undefined : args[rule.network];
  const network = argument ? (networkOfAddress(argument, context) ?? evaluate(argument, context).text) : '';
  if (network.startsWith('udp')) return { network, protocol: 'udp' };
  return { network, protocol: network.startsWith('tcp') && rule.protocol === 'udp' ? 'tcp' : rule.protocol };
}

/** `addr.Network()` */
function networkOfAddress(network: Expression, { code, site }: Context): string | null {
  const name = network.kind === 'call' ? calleeName(code, network.callee, site) : null;
  return /^net\.(TCP|UDP)Addr\.Network$/.exec(name ?? '')?.[1]?.toLowerCase() ?? null;
}

/** Unix sockets and the like have none. */
export function hasPort(network: string, { text }: Setting): boolean {
  if (isMultiaddress(text)) return true;
  return !/^(?:unix|ip|vsock|fd)/.test(network) && !/^(?:unix(?:gram|packet)?|fd|vsock):|^[/@]|\.sock$/.test(text);
}

/** An address as text: `host:port`, and what `net.TCPAddr{…}` and its `String()` say of it. */
export function addressValue(expression: Expression, context: Context): Setting {
  const value = evaluate(expression, context);
  if (!value.text.includes('\0') || value.by.length > 0) return value;
  const origin = originOf(withoutString(expression), context);
  if (origin?.expression.kind !== 'composite') return value;
  const type = typeOf(context.code, origin.expression, origin.context.site);
  if (type !== 'net.TCPAddr' && type !== 'net.UDPAddr') return value;
  const field = (name: string) => fieldValue(origin.expression as Composite, name, origin.context);
  return concatenate([field('IP') ?? known(''), known(':'), field('Port') ?? known('0')]);
}

/** `a` of `a.String()`. */
function withoutString(expression: Expression): Expression {
  if (expression.kind !== 'call' || expression.callee.kind !== 'select') return expression;
  return expression.callee.name === 'String' ? expression.callee.operand : expression;
}

function fieldValue(literal: Composite, name: string, context: Context): Setting | null {
  const value = elementNamed(literal, name);
  return value ? evaluate(value, context) : null;
}

/** What may be the listener inside a call or literal that wraps one. */
function wrapped(made: Expression, { code, site }: Context): readonly Expression[] {
  switch (made.kind) {
    case 'call': {
      const { callee, args } = made;
      const isMethod = callee.kind === 'select' && importedName(code, callee.operand, callee.name, site) === null;
      return isMethod ? [callee.operand, ...args] : args;
    }
    case 'composite':
      return made.elements.map(({ value }) => value);
    case 'other':
      return made.parts;
    default:
      return [];
  }
}
