import type { CommandsAt } from '../flags/command-reach.ts';
import { callsOf } from '../file-use/file-calls.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { contextAt } from '../values/solver.ts';
import { evaluate } from '../code/context.ts';
import { isKnown } from '../values/setting.ts';
import type { NamedUser, Place } from '../project.ts';
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

const BY_NAME: ReadonlyMap<string, true> = new Map([['os/user.Lookup', true]]);

/** The users whose names the source tells. */
export function findNamedUsers(code: LinkedCode, commandsAt: CommandsAt): NamedUser[] {
  const found = new Map<string, NamedUser>();
  for (const { call, site } of callsOf(code, BY_NAME)) {
    const [named] = call.args;
    const place = placeOf(site.file, call);
    const setting = named && evaluate(named, contextAt(code, site));
    if (!setting || !isKnown(setting) || setting.by.length > 0 || commandsAt(place) !== null) continue;
    if (/^[a-z_][\w-]*$/.test(setting.text) && !found.has(setting.text))
      found.set(setting.text, { ...place, name: setting.text });
  }
  return [...found.values()];
}
