import { inside } from '../code/code-index.ts';
import { type Context, evaluate, originOf } from '../code/context.ts';
import type { ListenCall } from './listen-call.ts';
import type { Listener } from '../project.ts';
import { expressionOfMade, fieldOfMade, type Made } from './served-structs.ts';
import { concatenate, hasHole, known, same, type Setting, UNKNOWN, unionOf } from '../values/setting.ts';
import { listElements } from '../values/elements.ts';
import { possibleValues } from '../values/possible-values.ts';
import { addressValue, returnedAddress } from './sockets.ts';
import { contextAt } from '../values/solver.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { toolkitAddresses } from './exporter-toolkit.ts';
import { calleeName } from '../code/types.ts';

/** An address, and the server that has it in a field. */
export interface ServerAddress {
  readonly address: Setting;
  readonly server: Made | null;
}

/** The addresses that a call opens, one for each server it may be given. */
export function addressesOf(
  rule: ListenCall,
  args: readonly Expression[],
  servers: readonly (Made | null)[],
  type: string | null,
  file: Setting | null,
  context: Context,
): readonly ServerAddress[] {
  const toolkit = rule.server === undefined ? null : toolkitAddresses(args, context);
  if (rule.options || rule.server === undefined || toolkit) {
    return (toolkit ?? addressesInCall(rule, args, file, context)).map((address) => ({ address, server: null }));
  }
  return servers
    .filter((server) => !isSilent(rule, type, server) && !isPlaceholder(rule, type, server, servers))
    .map((server) => ({ server, address: server ? addressOfServer(rule, type, server) : UNKNOWN }));
}

/**
 * What is spoken over the network that a field of the server names: `dns.Server{Net: "tcp"}`, one for each that callers
 * name; none where the source does not say.
 */
export function protocolsOfServer(
  { networkField }: ListenCall,
  type: string | null,
  server: Made,
): readonly Listener['protocol'][] {
  const network = networkField === undefined ? null : fieldOfMade(networkField, type, server);
  if (networkField === undefined || !network || network.text === '') return [];
  const one = transportOf(network);
  if (one) return [one];
  const named = expressionOfMade(networkField, type, server);
  const all = named ? possibleValues(named.expression, named.context).map(({ setting }) => transportOf(setting)) : [];
  return [...new Set(all.filter((each) => each !== null))];
}

function transportOf({ text }: Setting): Listener['protocol'] {
  return text.startsWith('udp') ? 'udp' : text.startsWith('tcp') ? 'tcp' : null;
}

/** `srv := http.Server{}`, before branches make another one of it. */
function isPlaceholder(
  { field = 'Addr' }: ListenCall,
  type: string | null,
  server: Made | null,
  servers: readonly (Made | null)[],
): boolean {
  if (servers.length < 2 || server?.expression.kind !== 'composite' || server.expression.elements.length > 0)
    return false;
  return fieldOfMade(field, type, server) === null && servers.some((other) => other && fieldOfMade(field, type, other));
}

function addressOfServer(rule: ListenCall, type: string | null, server: Made): Setting {
  if (rule.portField !== undefined) return hostAndPort(rule, rule.portField, type, server);
  const field = fieldOfMade(rule.field ?? 'Addr', type, server);
  if (!field) return server.expression.kind === 'call' ? addressGiven(server.expression, server) : fallbackOf(rule);
  return field.text === '' && field.by.length === 0 ? emptyAddress(rule, server) : field;
}

/** `network.NewServer(":8080", handler)`: what a library makes a server of has its address, where one is among it. */
function addressGiven({ args }: Call, { context }: Made): Setting {
  const given = args.map((argument) => evaluate(argument, context));
  const [address, ...others] = given.filter((value) => ADDRESS.test(value.text));
  return address && others.length === 0 ? address : UNKNOWN;
}

const ADDRESS = /^[\w.-]*:\d+$|^\[[\da-f:]*\]:\d+$/i;

function addressesInCall(
  rule: ListenCall,
  args: readonly Expression[],
  file: Setting | null,
  context: Context,
): readonly Setting[] {
  if (rule.options) {
    const given = optionAddress(rule, rule.options, args, context);
    return [file && isOpen(given) ? { ...file, by: unionOf([file, given]) } : given];
  }
  if (rule.address === undefined) return [file ?? fallbackOf(rule)];
  if (rule.each === true) {
    const each = args.slice(rule.address).flatMap((argument) => eachAddress(argument, context));
    if (each.length > 0) return each;
  }
  const host = rule.host === undefined ? undefined : args[rule.host];
  const argument = args[rule.address] ?? host;
  if (!argument) return [returnedAddress(rule, args, context) ?? file ?? fallbackOf(rule)];
  const address = addressValue(argument, context);
  if (address.text === '' && argument.kind === 'string') return [fallbackOf(rule)];
  if (host && host !== argument) return [concatenate([addressValue(host, context), known(':'), address])];
  return [address.numeric ? concatenate([known(':'), address]) : address];
}

/** `engine.Serve(events, addresses...)`: one for each of the list, as far as the source lists them. */
function eachAddress(argument: Expression, context: Context): readonly Setting[] {
  const elements = listElements(argument, context);
  return elements.length > 0
    ? elements.map(({ value, from }) => addressValue(value, from))
    : [addressValue(argument, context)];
}

function isSilent({ silentField }: ListenCall, type: string | null, server: Made | null): boolean {
  return silentField !== undefined && server !== null && fieldOfMade(silentField, type, server)?.text === 'true';
}

/** A configuration that a library makes with a port of its own. */
function hostAndPort(rule: ListenCall, portField: string, type: string | null, server: Made): Setting {
  const port = fieldOfMade(portField, type, server);
  const isMade = server.expression.kind === 'call';
  if (!port) return isMade || rule.zeroPort === true ? fallbackOf(rule) : UNKNOWN;
  if (port.text === '0' && rule.zeroPort === true) return { ...fallbackOf(rule), by: port.by };
  if (port.text === '0' && port.by.length === 0) return UNKNOWN;
  const host = fieldOfMade(rule.field ?? 'Addr', type, server) ?? known('');
  return concatenate([host, known(':'), port]);
}

/** Nothing but a file can say it. */
function isOpen({ text }: Setting): boolean {
  return text === '' || hasHole(text);
}

function fallbackOf({ fallback }: ListenCall): Setting {
  return fallback ? { text: fallback.address, by: fallback.by } : UNKNOWN;
}

/** `Addr: ""` is the library's default; a variable that is empty as far as one sees may be filled out of sight. */
function emptyAddress(rule: ListenCall, { expression }: Made): Setting {
  const written =
    expression.kind === 'composite' &&
    expression.elements.some(
      ({ key, value }) => key?.kind === 'name' && key.name === (rule.field ?? 'Addr') && value.kind === 'string',
    );
  return written ? fallbackOf(rule) : UNKNOWN;
}

/** `server.New(server.WithHostPorts(":8080"))`: the option in the call itself, else the only one of the program. */
function optionAddress(
  rule: ListenCall,
  options: ReadonlyMap<string, number>,
  args: readonly Expression[],
  context: Context,
): Setting {
  const { code } = context;
  const valueOf = (call: Call, at: Context): Setting[] => {
    const index = options.get(calleeName(code, call.callee, at.site) ?? '');
    const argument = index === undefined ? undefined : call.args[index];
    return argument ? [addressValue(argument, at)] : [];
  };
  const given = args.flatMap((argument) => {
    const origin = originOf(argument, context) ?? { expression: argument, context };
    return inside(origin.expression).flatMap((part) => (part.kind === 'call' ? valueOf(part, origin.context) : []));
  });
  if (given.length > 0) return same(given);
  const elsewhere = [...options.keys()].flatMap((name) =>
    code
      .calls(name.slice(name.lastIndexOf('.') + 1))
      .flatMap(({ expression, site }) => valueOf(expression, contextAt(code, site))),
  );
  if (elsewhere.length > 0) return same(elsewhere);
  return fallbackOf(rule);
}
