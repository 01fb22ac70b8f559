import type { Word } from '../shell/source-text.ts';
import { expand } from './expand.ts';
import type { Dockerfile, Instruction } from './model.ts';
import { everyScoped } from './scoped-stages.ts';

/** The arguments of EXPOSE in the stages, variables replaced; without those that the file does not decide. */
export function* exposedWords(dockerfile: Dockerfile): Generator<{ readonly word: Word; readonly value: string }> {
  const { stages, escape, text } = dockerfile;
  if (!/expose/i.test(text)) return;
  if (!stages.some(({ instructions }) => instructions.some((one) => one.keyword === 'EXPOSE' && usesVariable(one)))) {
    for (const { instructions } of stages) {
      for (const { keyword, words } of instructions) {
        if (keyword === 'EXPOSE') for (const word of words) yield { word, value: word.value };
      }
    }
    return;
  }
  for (const { instruction, scope } of everyScoped(dockerfile)) {
    if (instruction.keyword !== 'EXPOSE') continue;
    for (const word of instruction.words) {
      const value = expand(word.text, scope, escape);
      if (value !== undefined) yield { word, value };
    }
  }
}

function usesVariable({ rest }: Instruction): boolean {
  return rest.text.includes('$');
}
