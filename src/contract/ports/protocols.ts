import type { Listener } from '../../go/project.ts';
import type { EffectiveListener } from './effective-listener.ts';
import { allListening } from './listening.ts';

/** What a port speaks. */
export interface Spoken {
  readonly protocol: Exclude<Listener['protocol'], null>;
  readonly listener: Listener;
}

/** Of the one protocol that all listeners of the port speak; null where one of them, or another's port, is not known, or a setting decides. */
export function protocolOf(port: number, listeners: readonly EffectiveListener[]): Spoken | null {
  const here = (allListening(listeners) ?? []).filter((each) => each.port === port);
  const [first] = here;
  const protocol = first?.listener.protocol;
  const isOpen = here.some(({ listener, maySecure }) => listener.protocol !== protocol || maySecure);
  if (!first || !protocol || isOpen) return null;
  return { protocol, listener: first.listener };
}
