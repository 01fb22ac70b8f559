import type { CommandsAt } from '../flags/command-reach.ts';
import { callsOf } from '../file-use/file-calls.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { Place } from '../project.ts';
import { placeOf } from '../syntax/source-file.ts';

/** Without C they read /etc/passwd and /etc/group. `os.UserHomeDir` is none of them: it reads a variable. */
const LOOKUPS: ReadonlyMap<string, true> = new Map(
  ['Current', 'Lookup', 'LookupId', 'LookupGroup', 'LookupGroupId', 'User.GroupIds'].map(
    (name) => [`os/user.${name}`, true] as const,
  ),
);

/** Where the program looks up users or groups, whatever other commands than the one that serves do; null: it does not. */
export function findUserLookup(code: LinkedCode, commandsAt: CommandsAt): Place | null {
  for (const { call, site } of callsOf(code, LOOKUPS)) {
    const place = placeOf(site.file, call);
    if (commandsAt(place) === null) return place;
  }
  return null;
}
