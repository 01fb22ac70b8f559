import type { Word } from '../../shell/source-text.ts';
import { expand } from '../variables/expand.ts';
import type { Dockerfile, Instruction } from '../model.ts';
import { everyScoped } from '../variables/scoped-stages.ts';

/** An argument of EXPOSE. */
export interface ExposedWord {
  readonly word: Word;
  /** Variables replaced; undefined where the file does not decide them. */
  readonly value: string | undefined;
}

/** The arguments of EXPOSE in the stages. */
export function* exposedWords(dockerfile: Dockerfile): Generator<ExposedWord> {
  for (const { instructions } of dockerfile.stages) {
    for (const instruction of instructions) {
      const { keyword, rest } = instruction;
      if (keyword !== 'EXPOSE' || rest.text.includes('$')) continue;
      for (const word of instruction.words) yield { word, value: word.value };
    }
  }
  const usesVariable = ({ keyword, rest }: Instruction) => keyword === 'EXPOSE' && rest.text.includes('$');
  for (const { instruction, scope } of everyScoped(dockerfile, usesVariable)) {
    for (const word of instruction.words) {
      yield { word, value: expand(word.text, scope, dockerfile.escape) };
    }
  }
}
