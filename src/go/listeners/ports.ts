import { servedBy } from '../routes/handlers.ts';
import type { FoundListener } from './listeners.ts';
import type { Certainty, Listener } from '../project.ts';
import type { Expression } from '../syntax/syntax.ts';

/** The listeners that serve HTTP, by what they serve. */
export interface Ports {
  /** The port of the listener that was given a router; null root: the default mux. */
  of(root: Expression | null): number | null;
  /** Some listener serves what this expression made. */
  serves(made: Expression): boolean;
  /** The only port of a protocol. */
  only(...protocols: readonly Listener['protocol'][]): number | null;
  /** Whether there is any listener. */
  readonly any: boolean;
  /** Whether some listener serves the default mux: unknown where only a setting opens one that does; null where none does. */
  readonly defaultMux: Certainty | null;
}

export function findPorts(all: readonly FoundListener[]): Ports {
  const on = all.filter(({ off }) => !off);
  const listeners = on.length > 0 ? on : all;
  const web = listeners.filter(({ listener }) => listener.protocol === 'http' || listener.protocol === 'https');
  const served = web.map(({ handler, listener }) => {
    const leads = handler?.expression ? servedBy(handler.expression, handler.context) : null;
    return { listener, routers: leads?.routers, isDefault: handler?.expression === null || leads?.defaultMux === true };
  });
  return {
    of(root) {
      const [only, ...others] = new Set(web.map(({ listener }) => listener));
      if (only && others.length === 0) return only.port;
      return portOf(
        served
          .filter(({ routers, isDefault }) => (root === null ? isDefault : routers?.has(root) === true))
          .map(({ listener }) => listener),
      );
    },
    serves: (made) => served.some(({ routers }) => routers?.has(made) === true),
    only(...protocols) {
      const speaking = listeners.filter(({ listener, speaks = listener.protocol }) => protocols.includes(speaks));
      return portOf(speaking.map(({ listener }) => listener));
    },
    any: all.length > 0,
    defaultMux: !served.some(({ isDefault }) => isDefault) ? null : on.length > 0 ? 'known' : 'unknown',
  };
}

/** One router behind HTTP and HTTPS is asked in the plain way. */
function portOf(listeners: readonly Listener[]): number | null {
  const plain = listeners.filter(({ protocol }) => protocol === 'http');
  const [first, ...others] = plain.length > 0 ? plain : listeners;
  return others.every(({ port }) => port === first?.port) ? (first?.port ?? null) : null;
}
