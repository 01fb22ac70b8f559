import type { Site } from '../code/code-index.ts';
import { envTypeOf } from '../environment/env-types.ts';
import type { ProgramFlag } from '../project.ts';
import { placeOf } from '../syntax/source-file.ts';
import type { Call, Expression } from '../syntax/syntax.ts';

/** Flags of one way to define them; null: the source does not show all. */
export type Shown = readonly ProgramFlag[] | null;

/** `kind` as libraries name the type of a flag: `Bool`, `Uint16`, `DurationSlice`. */
export function flagOf(
  name: string,
  short: string | undefined,
  kind: string,
  at: Expression | Call,
  site: Site,
): ProgramFlag {
  const type = envTypeOf(kind.toLowerCase());
  return {
    name,
    ...(short !== undefined && short !== '' && { short }),
    ...(type && { type }),
    ...((type === 'bool' || /^(?:Count|BoolFunc|Counter)$/.test(kind)) && { isSwitch: true }),
    ...placeOf(site.file, at),
  };
}
