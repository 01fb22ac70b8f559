import type { Completion } from '../../lint/editing.ts';
import type { Dockerfile } from '../model.ts';
import { scopeFor } from '../variables/variables.ts';
import { type Caret, caretIn, instructionAt } from './caret.ts';
import { completeArguments } from './complete-arguments.ts';
import { completeComment } from './complete-comment.ts';
import { completeFlag } from './complete-flag.ts';
import { completeKeyword } from './complete-keyword.ts';
import { completeShell } from './complete-shell.ts';
import { completeVariables } from './complete-variables.ts';
import type { Surroundings } from './surroundings.ts';

/** What may be typed at an offset, the likeliest first. */
export function completeDockerfile(
  dockerfile: Dockerfile,
  offset: number,
  surroundings: Surroundings = {},
): readonly Completion[] {
  const { text } = dockerfile;
  const instruction = instructionAt(dockerfile, offset);
  const heredoc = instruction?.heredocs.find(({ content }) => content.start <= offset && offset <= content.end);
  if (!heredoc) {
    const comment = completeComment(dockerfile, offset);
    if (comment) return comment;
  }
  if (!instruction || offset <= instruction.keywordRange.end) {
    return heredoc ? [] : completeKeyword(dockerfile, instruction, offset);
  }
  const caret = caretIn(text, instruction, offset);
  if (heredoc) return instruction.keyword === 'RUN' ? completeShell(dockerfile, caret) : [];
  const dollar = /\$\{?\w*$/.exec(caret.typed);
  if (dollar) {
    const replace = { start: caret.replace.start + dollar.index, end: offset };
    return completeVariables(scopeFor(dockerfile, instruction), text, replace);
  }
  if (caret.typed.startsWith('-') && standsBeforeArguments(caret)) return completeFlag(dockerfile, caret, surroundings);
  return completeArguments(dockerfile, caret, surroundings);
}

function standsBeforeArguments({ instruction: { words }, offset, typed }: Caret): boolean {
  const [first] = words;
  return first === undefined || offset <= first.start || (first.text === typed && first.end === offset);
}
