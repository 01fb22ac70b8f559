import { textAt } from '../../fields.ts';
import type { Located } from '../../model.ts';
import { podSpec } from '../../workloads.ts';
import type { Workspace } from '../../workspace.ts';
import { writtenRange } from '../written.ts';
import { labelMentions } from './label-mentions.ts';
import type { Mention, Note } from './mention.ts';
import { objectMentions } from './object-mentions.ts';
import { podMentions } from './pod-mentions.ts';
import { portMentions } from './port-mentions.ts';

/** Every place of an object where something is named that may be named elsewhere. */
export function mentionsIn(located: Located, workspace: Workspace): Mention[] {
  const found: Mention[] = [];
  const { manifest, file } = located;
  const seen = new Set<string>();
  const note: Note = (kind, role, ids, field, of) => {
    const name = textAt(field);
    if (!field || name === undefined || name === '') return;
    const key = `${kind} ${field.start}`;
    if (seen.has(key)) return;
    seen.add(key);
    const range = writtenRange(file.text, field);
    found.push({
      kind,
      role,
      name,
      ids: typeof ids === 'string' ? [ids] : ids,
      start: range?.start ?? field.start,
      end: range?.end ?? field.end,
      ...(of === undefined ? {} : { of }),
      ...(range ? {} : { unwritten: true }),
    });
  };
  const pod = podSpec(manifest);
  objectMentions(located, workspace, note);
  if (pod) podMentions(located, pod, note);
  portMentions(located, workspace, note);
  labelMentions(located, pod, note);
  return found;
}
