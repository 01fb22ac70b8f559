import type { LinkedCode } from '../code/linked-code.ts';
import { calleeName } from '../code/types.ts';
import { type Context, evaluate } from '../code/context.ts';
import { turnedOff } from '../conditions/turned-off.ts';
import type { Listener } from '../project.ts';
import type { Expression } from '../syntax/syntax.ts';
import { alongCalls } from '../values/call-paths.ts';
import { listElements } from '../values/elements.ts';
import { isUnknown, type Setting } from '../values/setting.ts';
import { type FoundListener, listenerAt } from './listeners.ts';
import { expressionOfMade, fieldOfMade, type Made, makersOfServer } from './served-structs.ts';

/** A struct that has its addresses in lists, and what is spoken on those of each. */
interface Lists {
  readonly type: string;
  readonly fields: Readonly<Record<string, Exclude<Listener['protocol'], null>>>;
  /** The field that names the network, where it is not HTTP. */
  readonly network?: string;
}

const NBIO = 'github.com/lesismal/nbio';
const NBHTTP: Lists = { type: `${NBIO}/nbhttp.Config`, fields: { Addrs: 'http', AddrsTLS: 'https' } };

/** Calls whose first argument is such a struct. */
const MAKERS: ReadonlyMap<string, Lists> = new Map<string, Lists>([
  [`${NBIO}/nbhttp.NewEngine`, NBHTTP],
  [`${NBIO}/nbhttp.NewServer`, NBHTTP],
  [`${NBIO}/nbhttp.NewServerTLS`, { ...NBHTTP, fields: { Addrs: 'https', AddrsTLS: 'https' } }],
  [`${NBIO}.NewEngine`, { type: `${NBIO}.Config`, fields: { Addrs: 'tcp' }, network: 'Network' }],
]);
const NAMES = new Set([...MAKERS.keys()].map((name) => name.slice(name.lastIndexOf('.') + 1)));

/** Ports of servers that a library makes of a list of addresses: `nbhttp.NewServer(nbhttp.Config{Addrs: []string{":8080"}})`. */
export function listedListeners(code: LinkedCode): FoundListener[] {
  return [...NAMES].flatMap((name) =>
    code.calls(name).flatMap(({ expression, site }) => {
      const lists = MAKERS.get(calleeName(code, expression.callee, site) ?? '');
      const [config] = expression.args;
      if (!lists || !config) return [];
      return alongCalls(
        code,
        site,
        [config],
        (context) => addressesOf(config, lists, context).map((one) => ({ ...one, context })),
        (found) => found.some(({ address }) => isUnknown(address)),
      )
        .flat()
        .map(({ address, protocol, context }) => {
          const around = { handler: null, off: turnedOff(expression, context) };
          return listenerAt(site, expression, protocol, address, around);
        });
    }),
  );
}

function addressesOf(config: Expression, { type, fields, network }: Lists, context: Context) {
  return makersOfServer(config, type, context).flatMap((made) => {
    if (!made) return [];
    const named = network === undefined ? null : fieldOfMade(network, type, made);
    return Object.entries(fields).flatMap(([field, own]) => {
      const protocol = named?.text.startsWith('udp') === true ? 'udp' : own;
      return listedIn(field, type, made).map((address) => ({ address, protocol }));
    });
  });
}

function listedIn(field: string, type: string, made: Made): readonly Setting[] {
  const list = expressionOfMade(field, type, made);
  if (!list) return [];
  const elements = listElements(list.expression, list.context);
  if (elements.length === 0) return [evaluate(list.expression, list.context)];
  return elements.map(({ value, from }) => evaluate(value, from));
}
