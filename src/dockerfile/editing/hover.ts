import type { Hover } from '../../lint/editing.ts';
import { INSTRUCTIONS } from '../syntax/instructions.ts';
import type { Dockerfile, Flag, Instruction } from '../model.ts';
import { holds, instructionAt } from './caret.ts';
import { DIRECTIVES } from './directive-texts.ts';
import { hoverImage } from './hover-image.ts';
import { hoverMount } from './hover-mount.ts';
import { hoverShell } from './hover-shell.ts';
import { hoverStage } from './hover-stage.ts';
import { hoverVariable } from './hover-variable.ts';

/** What the directive, instruction, flag, stage, image, variable or command at an offset is. */
export function hoverDockerfile(dockerfile: Dockerfile, offset: number): Hover | undefined {
  const directive = dockerfile.directives.find((one) => holds(one, offset));
  if (directive) return hoverDirective(directive);
  if (dockerfile.comments.some((one) => holds(one, offset))) return undefined;
  const instruction = instructionAt(dockerfile, offset);
  if (!instruction) return undefined;
  const info = INSTRUCTIONS[instruction.keyword];
  const { keywordRange } = instruction;
  if (info && holds(keywordRange, offset)) {
    return { ...keywordRange, markdown: [`**${instruction.keyword}**`, info.about] };
  }
  const flag = instruction.flags.find((one) => holds(one, offset));
  return (
    hoverVariable(dockerfile, instruction, offset) ??
    hoverStage(dockerfile, offset) ??
    (flag ? hoverFlag(instruction, flag, offset) : undefined) ??
    (instruction.keyword === 'FROM' ? hoverImage(dockerfile, instruction, offset) : undefined) ??
    (instruction.keyword === 'RUN' ? hoverShell(dockerfile, instruction, offset) : undefined)
  );
}

function hoverDirective({ name, start, end }: Dockerfile['directives'][number]): Hover | undefined {
  const info = DIRECTIVES[name];
  return info && { start, end, markdown: [`**# ${name}**`, info.about] };
}

function hoverFlag({ keyword }: Instruction, flag: Flag, offset: number): Hover | undefined {
  const flags = INSTRUCTIONS[keyword]?.flags ?? {};
  const about = Object.hasOwn(flags, flag.name) ? flags[flag.name] : undefined;
  if (!about) return undefined;
  const nameEnd = flag.start + 2 + flag.name.length;
  if (offset > nameEnd) return flag.name === 'mount' ? hoverMount(flag, offset) : undefined;
  return { start: flag.start, end: flag.end, markdown: [`**--${flag.name}**`, about] };
}
