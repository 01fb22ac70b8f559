import type { Completion } from '../../lint/editing.ts';
import type { Range } from '../../lint/rule.ts';
import type { Dockerfile, Instruction } from '../model.ts';

/** Names of the stages before the one that an instruction is in. */
export function stageItems({ stages }: Dockerfile, instruction: Instruction, replace: Range): Completion[] {
  const own = stages.findLast(({ from }) => from.start <= instruction.start);
  return stages
    .slice(0, own?.index ?? 0)
    .reverse()
    .flatMap(({ name, image }): Completion[] =>
      name === null
        ? []
        : [{ label: name.value, kind: 'reference', detail: image?.text ?? '', insert: name.value, replace }],
    );
}
