import type { TextEdit } from '../../lint/fix.ts';
import type { Range } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import type { Dockerfile } from '../model.ts';
import { parseImage } from '../stages/image.ts';
import { aboutVariable } from './builtin-variables.ts';
import type { NamedThing } from './named-thing.ts';
import { namedAt } from './names.ts';
import { variableUses } from './variable-uses.ts';

/** The name at an offset and its characters, or why it cannot be changed; undefined where nothing is named. */
export function prepareRename(
  dockerfile: Dockerfile,
  offset: number,
): { readonly range: Range; readonly name: string } | { readonly refused: Message } | undefined {
  const found = namedAt(dockerfile, offset);
  if (!found) return undefined;
  const { thing, occurrence } = found;
  if (occurrence.byNumber) return { refused: ['The stage is meant by its number here: it has no name to change'] };
  if (thing.kind === 'variable' && aboutVariable(thing.name)) {
    return { refused: ['The build itself sets `{0}`: under another name it would be empty', thing.name] };
  }
  const { start, end } = occurrence;
  return { range: { start, end }, name: dockerfile.text.slice(start, end) };
}

/** The edits that give what is named at an offset another name, or why that name will not do. */
export function rename(
  dockerfile: Dockerfile,
  offset: number,
  name: string,
): { readonly edits: readonly TextEdit[] } | { readonly refused: Message } | undefined {
  const prepared = prepareRename(dockerfile, offset);
  if (!prepared || 'refused' in prepared) return prepared;
  const thing = namedAt(dockerfile, offset)?.thing;
  if (!thing) return undefined;
  const refused =
    thing.kind === 'stage' ? stageConflict(dockerfile, thing, name) : variableConflict(dockerfile, thing, name);
  if (refused) return { refused };
  const named = thing.occurrences.filter(({ byNumber }) => !byNumber);
  return { edits: named.map(({ start, end }) => ({ start, end, text: name })) };
}

function stageConflict({ stages, instructions }: Dockerfile, thing: NamedThing, name: string): Message | undefined {
  if (!/^[a-z][a-z0-9_.-]*$/i.test(name)) {
    return ['`{0}` is no name of a stage: it begins with a letter and has letters, digits, `-`, `_` and `.`', name];
  }
  const lower = name.toLowerCase();
  if (lower === 'scratch' || lower === 'context') return ['`{0}` is reserved', name];
  if (lower === thing.name.toLowerCase()) return undefined;
  if (stages.some((stage) => stage.name?.value.toLowerCase() === lower))
    return ['There is a stage `{0}` already', name];
  const images = [
    ...stages.map(({ image }) => image?.value),
    ...instructions.flatMap(({ flags }) =>
      flags.flatMap(({ name: flag, value }) => (flag === 'from' ? (value?.value ?? []) : [])),
    ),
  ];
  const same = images.find((image) => image?.toLowerCase() === lower && parseImage(image));
  return same === undefined
    ? undefined
    : ['`{0}` is the name of an image in this file: it would mean the stage then', same];
}

function variableConflict(dockerfile: Dockerfile, thing: NamedThing, name: string): Message | undefined {
  if (!/^[A-Za-z_]\w*$/.test(name)) {
    return ['`{0}` is no name of a variable: it begins with a letter or `_` and has letters, digits and `_`', name];
  }
  if (name === thing.name) return undefined;
  if (aboutVariable(name)) return ['`{0}` is a variable that the build itself sets', name];
  for (const outer of dockerfile.instructions) {
    for (const one of outer.inner ? [outer, outer.inner] : [outer]) {
      if (one.keyword !== 'LABEL' && one.pairs.some(({ key }) => key.value === name)) {
        return ['There is a variable `{0}` already', name];
      }
      for (const use of variableUses(dockerfile, one)) {
        if (use.name === name)
          return ['`{0}` is read in this file already: it would mean the renamed variable then', name];
      }
    }
  }
  return undefined;
}
