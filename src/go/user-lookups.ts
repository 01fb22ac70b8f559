import { callsOf } from './file-calls.ts';
import type { LinkedCode } from './linked-code.ts';

/** Without C they read /etc/passwd and /etc/group. `os.UserHomeDir` is none of them: it reads a variable. */
const LOOKUPS: ReadonlyMap<string, true> = new Map(
  ['Current', 'Lookup', 'LookupId', 'LookupGroup', 'LookupGroupId', 'User.GroupIds'].map(
    (name) => [`os/user.${name}`, true] as const,
  ),
);

/** Whether the program looks up users or groups. */
export function looksUpUsers(code: LinkedCode): boolean {
  return callsOf(code, LOOKUPS).next().done !== true;
}
