import { expand } from './expand.ts';
import { parseImage } from './image.ts';
import type { Flag, Instruction, Stage } from './model.ts';
import { wrongPart } from './reference-problem.ts';
import { PARSE, peers, type SyntaxReport } from './syntax-report.ts';
import { unsetSignals } from './unset-signals.ts';
import { globalScopeOf } from './variables.ts';

/** Images whose names cannot be, and stages that copy from themselves or from a number that no stage has. */
export function* stageProblems(
  instructions: readonly Instruction[],
  stages: readonly Stage[],
  escape: string,
): Generator<SyntaxReport> {
  const globals = globalScopeOf(instructions, stages, escape);
  for (const stage of stages) {
    const { image, base } = stage;
    if (image && base === null) {
      const name = expand(image.text, globals, escape);
      const told = { rule: 'valid-image-reference', start: image.start, end: image.end, aliases: [PARSE] };
      if (name === '') yield { ...told, message: ['`{0}` names no image', image.text] };
      else if (name !== undefined && !parseImage(name)) {
        const { length } = stage.from.words;
        const part = length === 1 || length === 3 ? wrongPart(image) : undefined;
        const aliases = part ? peers(PARSE, 'INVALID_REFERENCE_FORMAT') : [PARSE];
        yield { ...told, ...part, message: ['`{0}` is no valid name of an image', name], aliases };
      }
    }
    for (const instruction of stage.instructions) {
      const from = instruction.keyword === 'COPY' ? instruction.flags.find(({ name }) => name === 'from') : undefined;
      if (from) yield* fromProblem(from, stage, stages.length);
    }
  }
  yield* unsetSignals(stages);
}

function* fromProblem({ value, start, end }: Flag, stage: Stage, count: number): Generator<SyntaxReport> {
  const reference = value?.value ?? '';
  const told = { rule: 'dockerfile-syntax', start, end, aliases: [PARSE] };
  if (/^\d+$/.test(reference)) {
    const index = Number(reference);
    if (index >= count) yield { ...told, message: ['There is no stage {0}', reference] };
    else if (index === stage.index) yield { ...told, message: ['The stage copies from itself'] };
  } else if (reference !== '' && reference.toLowerCase() === stage.name?.text.toLowerCase()) {
    yield { ...told, message: ['The stage copies from itself'] };
  }
}
