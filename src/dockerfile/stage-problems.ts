import type { Report } from '../lint/rule.ts';
import { expand } from './expand.ts';
import { parseImage } from './image.ts';
import type { Flag, Instruction, Stage } from './model.ts';
import { globalScopeOf } from './variables.ts';

/** Images whose names cannot be, and stages that copy from themselves or from a number that no stage has. */
export function* stageProblems(
  instructions: readonly Instruction[],
  stages: readonly Stage[],
  escape: string,
): Generator<Report> {
  const globals = globalScopeOf(instructions, stages, escape);
  for (const stage of stages) {
    const { image, base } = stage;
    if (image && base === null) {
      const name = expand(image.text, globals, escape);
      const place = { start: image.start, end: image.end };
      if (name === '') yield { ...place, message: ['`{0}` names no image', image.text] };
      else if (name !== undefined && !parseImage(name)) {
        yield { ...place, message: ['`{0}` is no valid name of an image', name] };
      }
    }
    for (const instruction of stage.instructions) {
      const from = instruction.keyword === 'COPY' ? instruction.flags.find(({ name }) => name === 'from') : undefined;
      if (from) yield* fromProblem(from, stage, stages.length);
    }
  }
}

function* fromProblem({ value, start, end }: Flag, stage: Stage, count: number): Generator<Report> {
  const reference = value?.value ?? '';
  if (/^-?\d+$/.test(reference)) {
    const index = Number(reference);
    if (index < 0 || index >= count) yield { start, end, message: ['There is no stage {0}', reference] };
    else if (index === stage.index) yield { start, end, message: ['The stage copies from itself'] };
  } else if (reference !== '' && reference.toLowerCase() === stage.name?.text.toLowerCase()) {
    yield { start, end, message: ['The stage copies from itself'] };
  }
}
