import { officialName, parseImage } from '../../dockerfile/stages/image.ts';
import type { Dockerfile, Stage } from '../../dockerfile/model.ts';
import { insertLineAfter, lineEndOf } from '../../dockerfile/syntax/new-line.ts';
import type { Message } from '../../words/message.ts';
import type { Repair } from '../fault.ts';

/**
 * Lines below the FROM of a stage that copy something from an earlier golang stage with a name: its image holds it.
 * None where there is no such stage. `lines` and `title` are given the stage's name.
 */
export function copyFromBuilder(
  file: string,
  { text, stages }: Dockerfile,
  stage: Stage,
  lines: (builder: string) => readonly string[],
  title: (builder: string) => Message,
): Repair[] {
  const builder = stages.find(({ image, name, index }) => {
    const reference = name && index < stage.index ? parseImage(image?.value ?? '') : undefined;
    return reference !== undefined && officialName(reference) === 'golang';
  });
  if (!builder?.name) return [];
  const { value } = builder.name;
  const edit = insertLineAfter(text, stage.from, lines(value).join(lineEndOf(text)));
  return [{ title: title(value), changes: [{ file, edits: [edit] }] }];
}
