import type { Program } from '../go/project.ts';
import { type EffectiveListener, effectiveListener, type RunSettings } from './effective-listener.ts';
import { unreadServer } from './unread-servers.ts';

/** Where a program listens with these settings; empty without one. */
export function listenersOf(program: Program | null, settings: RunSettings): readonly EffectiveListener[] {
  if (!program) return [];
  return [...program.listens.map((listener) => effectiveListener(listener, settings)), ...unreadServer(program)];
}
