import { textAt } from '../../fields.ts';
import type { Located } from '../../model.ts';
import { podSpec } from '../../pods/workloads.ts';
import type { Workspace } from '../../workspace.ts';
import { writtenRange } from '../written.ts';
import { labelMentions } from './label-mentions.ts';
import type { Mention, NamedKind, Note } from './mention.ts';
import { objectMentions } from './object-mentions.ts';
import { podMentions } from './pod-mentions.ts';
import { portMentions } from './port-mentions.ts';

/** Every place of an object where something is named that may be named elsewhere; `only`: where things of one kind are. */
export function mentionsIn(located: Located, workspace: Workspace, only?: NamedKind): Mention[] {
  const found: Mention[] = [];
  const { manifest, file } = located;
  const seen = new Set<string>();
  const note: Note = (kind, role, ids, field, of) => {
    const name = textAt(field);
    if (only !== undefined && kind !== only) return;
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
  const wants = (...kinds: NamedKind[]) => only === undefined || kinds.includes(only);
  if (wants('object', 'namespace', 'key', 'servicePort')) objectMentions(located, workspace, note);
  if (pod && wants('volume', 'container')) podMentions(located, pod, note);
  if (wants('port', 'servicePort')) portMentions(located, workspace, note);
  if (wants('label', 'labelKey')) labelMentions(located, pod, note);
  return found;
}
