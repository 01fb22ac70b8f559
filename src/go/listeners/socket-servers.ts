import type { Site } from '../code/code-index.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { SOCKET_NAMES } from './socket-calls.ts';
import { openedBy } from './sockets.ts';
import { contextAt } from '../values/solver.ts';
import type { Call } from '../syntax/syntax.ts';
import { turnedOff } from '../conditions/turned-off.ts';
import { calleeName } from '../code/types.ts';

/** Whether the program listens on a socket of the file system, without a setting that asks it to: a server that has no port. */
export function servesSocket(code: LinkedCode): boolean {
  return [...SOCKET_NAMES, 'ListenUnix'].some((name) =>
    code.calls(name).some(({ expression, site }) => {
      return isPortless(expression, site, code) && turnedOff(expression, contextAt(code, site)) === null;
    }),
  );
}

function isPortless(call: Call, site: Site, code: LinkedCode): boolean {
  if (calleeName(code, call.callee, site) === 'net.ListenUnix') return true;
  const socket = openedBy(call, contextAt(code, site));
  return socket !== null && socket.address === null;
}
