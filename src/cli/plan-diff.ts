import path from 'node:path';
import { mergeWith } from '../containerize/changes/merge.ts';
import type { Plan } from '../containerize/plan-types.ts';
import { unifiedDiff } from '../containerize/changes/unified-diff.ts';
import { firstVersion } from '../disk/first-version.ts';
import { readText } from '../disk/node-files.ts';
import { type Common, type Door, tell } from './door.ts';

/**
 * What a plan would change in a folder, as `diff -u`. Of files that are there, what their owner changed since they were first
 * committed stays; where the plan changed the same lines, or there is no such version, it is said.
 */
export async function planDiff({ files }: Plan, folder: string, door: Door, common: Common): Promise<string> {
  const diffs: string[] = [];
  for (const file of files) {
    const present = file.exists ? await readText(path.join(folder, file.path)) : null;
    if (present === null) {
      diffs.push(unifiedDiff(file.path, '', file.text));
      continue;
    }
    if (file.mends) {
      diffs.push(unifiedDiff(file.path, present, file.text));
      continue;
    }
    const base = await firstVersion(folder, file.path);
    const { text, conflicts } = mergeWith(base, present, file.text);
    if (base === null && text !== present)
      tell(door, common, ['{0}: it was never committed, so changes of yours look like changes of the plan', file.path]);
    if (conflicts > 0)
      tell(door, common, ['{0}: your changes stay in {1} places that the plan changed, too', file.path, conflicts]);
    diffs.push(unifiedDiff(file.path, present, text));
  }
  return diffs.join('');
}
