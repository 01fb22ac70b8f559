import type { LinkedCode } from '../code/linked-code.ts';
import { evaluate } from '../code/context.ts';
import { type FoundListener, listenerAt } from './listeners.ts';
import type { Listener } from '../project.ts';
import { type Setting, UNKNOWN } from '../values/setting.ts';
import { contextAt } from '../values/solver.ts';
import { turnedOff } from '../conditions/turned-off.ts';
import { calleeName, typeOf } from '../code/types.ts';
import type { FieldAssignment } from '../code/code-index.ts';

const LIBRARIES = ['github.com/grafana/dskit/server', 'github.com/weaveworks/common/server'];
const MAKERS = ['New', 'NewWithMetrics'];

interface Port {
  readonly field: string;
  readonly flag: string;
  readonly protocol: Exclude<Listener['protocol'], null>;
  readonly standard: string;
}

const PORTS: readonly Port[] = [
  { field: 'HTTPListenPort', flag: 'server.http-listen-port', protocol: 'http', standard: '80' },
  { field: 'GRPCListenPort', flag: 'server.grpc-listen-port', protocol: 'grpc', standard: '9095' },
];

/** Servers whose library registers the flags of its configuration with ports of its own. */
export function flaggedServers(code: LinkedCode): FoundListener[] {
  return LIBRARIES.flatMap((library) =>
    MAKERS.flatMap((maker) =>
      code.calls(maker).flatMap(({ expression, site }) => {
        const [config] = expression.args;
        if (calleeName(code, expression.callee, site) !== `${library}.${maker}` || !config) return [];
        const context = contextAt(code, site);
        const off = turnedOff(expression, context);
        const isOpen = config.kind === 'composite' || !registersFlags(library, code);
        return PORTS.map((port) => {
          const setting = isOpen ? UNKNOWN : portOf(port, library, code);
          const address = { text: `:${setting.text}`, by: setting.by };
          const handler = port.protocol === 'http' ? { expression, context } : null;
          // Two places, so that one port may be open and the other known.
          return listenerAt(site, port.protocol === 'http' ? expression : config, port.protocol, address, {
            handler,
            off,
          });
        });
      }),
    ),
  );
}

/** Without its flags the configuration is a file's, or has any free port. */
function registersFlags(library: string, code: LinkedCode): boolean {
  return code.calls('RegisterFlags').some(({ expression: { callee, args }, site }) => {
    const holders = callee.kind === 'select' ? [...args, callee.operand] : args;
    return holders.some((one) => typeOf(code, one, site) === `${library}.Config`);
  });
}

/** The library's port, or the one that the program gives the flag; unknown where it assigns others. */
function portOf({ field, flag, standard }: Port, library: string, code: LinkedCode): Setting {
  const by = [`flag:${flag}`];
  const assigned = code
    .fieldAssignments(field)
    .some((one) => typeOf(code, one.target.operand, one.site) === `${library}.Config` && !isForZero(one));
  if (assigned) return { ...UNKNOWN, by };
  const given = givenToFlag(flag, code);
  const [only] = given;
  if (only === undefined) return { text: standard, by };
  return given.length === 1 ? { text: only, by } : { ...UNKNOWN, by };
}

/** `if c.Port == 0 { c.Port = … }`, which a port that is known is not. */
function isForZero({ guard, target }: FieldAssignment): boolean {
  const condition = guard?.condition;
  return (
    condition?.kind === 'binary' &&
    condition.operator === '==' &&
    guard?.negated !== true &&
    condition.left.kind === 'select' &&
    condition.left.name === target.name &&
    condition.right.kind === 'number' &&
    condition.right.value === 0
  );
}

/** `case "server.http-listen-port": f.Value.Set("3100")` of who goes through all flags. */
function givenToFlag(flag: string, code: LinkedCode): string[] {
  return code.calls('Set').flatMap(({ expression: { callee, args }, site, guard }) => {
    const condition = guard?.condition;
    const [value] = args;
    if (callee.kind !== 'select' || callee.operand.kind !== 'select' || callee.operand.name !== 'Value' || !value)
      return [];
    if (condition?.kind !== 'binary' || condition.operator !== '==' || guard?.negated === true) return [];
    const { left, right } = condition;
    if (left.kind !== 'select' || left.name !== 'Name' || right.kind !== 'string' || right.value !== flag) return [];
    return [evaluate(value, contextAt(code, site)).text];
  });
}
