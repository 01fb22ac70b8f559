import type { Program } from '../../go/project.ts';
import { type EffectiveListener, effectiveListener, type RunSettings } from './effective-listener.ts';
import { unreadServer } from './unread-servers.ts';

/** Where a program listens with these settings; empty without one. */
export function listenersOf(program: Program | null, settings: RunSettings): readonly EffectiveListener[] {
  if (!program) return [];
  const all = settingsOf(program, settings);
  return [...program.listens.map((listener) => effectiveListener(listener, all)), ...unreadServer(program)];
}

/** Libraries of flags with short forms, or with rules of their own. */
const OTHER_FLAGS = /flag|cobra|viper|kingpin|kong|(?:^|[/-])(?:cli|arg|ff|conf|koanf)\b/i;

/** The settings with the flags that listeners take their addresses from. */
export function settingsOf(program: Program, settings: RunSettings): RunSettings {
  const flags = new Set(
    program.listens.flatMap(({ configuredBy }) =>
      configuredBy.flatMap((by) => (by.startsWith('flag:') ? [by.slice('flag:'.length)] : [])),
    ),
  );
  const plainFlags = !program.libraries.some((path) => OTHER_FLAGS.test(path));
  return { ...settings, flags, plainFlags, ...(program.flags && { allFlags: program.flags }) };
}
