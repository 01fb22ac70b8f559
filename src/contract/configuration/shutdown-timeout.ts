import { goSeconds } from '../../go/values/durations.ts';
import type { Program } from '../../go/project.ts';
import { rankOf } from '../ports/effective-listener.ts';

/** The seconds that a program takes to stop at most with what it is given; null: the files do not say. */
export function timeoutWith(program: Program, given: (by: string) => string | null | undefined): number | null {
  const { shutdown } = program;
  let seconds = shutdown.timeoutSeconds;
  for (const by of (shutdown.timeoutBy ?? []).toSorted((a, b) => rankOf(a) - rankOf(b))) {
    const value = given(by);
    if (value === null) return null;
    if (value !== undefined && value !== '') seconds = settingSeconds(value, program);
  }
  return seconds;
}

/** With what the program waits for besides. */
function settingSeconds(value: string, { shutdown: { fixedSeconds = 0 } }: Program): number | null {
  const seconds = goSeconds(value);
  return seconds === null ? null : seconds + fixedSeconds;
}
