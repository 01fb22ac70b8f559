import { effective } from '../../dockerfile/stages/effective.ts';
import { type ExposedPort, finalStage } from '../../dockerfile/stages/final.ts';
import type { Dockerfile, Instruction } from '../../dockerfile/model.ts';
import type { Word } from '../../shell/source-text.ts';
import { instructionsOf } from '../../dockerfile/stages/stages.ts';
import type { Range } from '../../lint/rule.ts';
import { behindStarters, isInitAlone } from './started-line.ts';

/** What the image of a Dockerfile runs, and what it says about its ports and variables. */
export interface ImageRun {
  /** The binary as written; null where the files do not say (a shell, a variable, an inherited entry point). */
  readonly binary: Word | null;
  /** The words of ENTRYPOINT behind an init; those of a shell form are `/bin/sh -c …`. Null: there is none here, or an init alone. */
  readonly entrypoint: readonly Word[] | null;
  /** The same of CMD. */
  readonly command: readonly Word[] | null;
  /** The binary gets arguments. */
  readonly hasArguments: boolean;
  /** Null = set to something that depends on the build. */
  readonly env: ReadonlyMap<string, string | null>;
  readonly exposes: readonly ExposedPort[];
  /** The final FROM. */
  readonly from: Range;
}

/** Of the last stage, with what it inherits from earlier ones; null for a file without stages. */
export function imageRun(dockerfile: Dockerfile): ImageRun | null {
  return dockerfile.once(readImageRun);
}

function readImageRun(dockerfile: Dockerfile): ImageRun | null {
  const final = finalStage(dockerfile);
  if (!final) return null;
  const instructions = instructionsOf(dockerfile.stages, final.stage);
  const written = effective(instructions, 'ENTRYPOINT');
  // What follows is then the command of the init.
  const entry = written?.json && isInitAlone(written.json) ? undefined : written;
  const command = effective(instructions, 'CMD');
  const first = entry ?? command;
  return {
    binary: first ? binaryOf(first) : null,
    entrypoint: entry ? wordsOf(entry) : null,
    command: command ? wordsOf(command) : null,
    hasArguments: argumentsOf(first) > 1 || (entry !== undefined && argumentsOf(command) > 0),
    env: new Map([...final.env].map(([name, { value }]) => [name, value ?? null])),
    exposes: final.ports,
    from: final.from,
  };
}

function wordsOf({ json, rest, start, end }: Instruction): readonly Word[] {
  if (json) return behindStarters(json);
  const shell = ['/bin/sh', '-c'].map((value) => ({ value, text: value, start, end: start }));
  return [...shell, { value: rest.text, text: rest.text, start, end }];
}

/** The program of an exec form, or of a shell form that is one plain command. */
function binaryOf(instruction: Instruction): Word | null {
  const { json, rest } = instruction;
  if (!json && /[;&|<>`$()]/.test(rest.text)) return null;
  const [word] = startedWords(instruction);
  if (!word || word.value.includes('$')) return null;
  return word;
}

function argumentsOf(instruction: Instruction | undefined): number {
  return instruction ? startedWords(instruction).length : 0;
}

/** The program and its arguments, without an init or `exec` before them. */
function startedWords({ json, words }: Instruction): readonly Word[] {
  if (json) return behindStarters(json);
  return words[0]?.value === 'exec' ? words.slice(1) : words;
}

/** Whether it runs a binary that is known, and no script before it. */
export function runsProgram({ binary }: ImageRun): boolean {
  return binary !== null && !/\.sh$|entrypoint/.test(binary.value);
}

/** What the image gives its program behind its name; null: it does not show. */
export function ownArguments({ binary, entrypoint, command, hasArguments }: ImageRun): readonly string[] | null {
  if (!hasArguments) return [];
  const [first, ...rest] = entrypoint === null ? (command ?? []) : [...entrypoint, ...(command ?? [])];
  return binary !== null && first?.value === binary.value ? rest.map(({ value }) => value) : null;
}
