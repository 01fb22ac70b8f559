import { effective } from '../dockerfile/effective.ts';
import { type ExposedPort, finalStage } from '../dockerfile/final.ts';
import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import type { Word } from '../shell/source-text.ts';
import { lineage } from '../dockerfile/stages.ts';
import type { Range } from '../lint/rule.ts';

/** What the image of a Dockerfile runs, and what it says about its ports and variables. */
export interface ImageRun {
  /** The binary as written; null where the files do not say (a shell, a variable, an inherited entry point). */
  readonly binary: Word | null;
  /** The words of ENTRYPOINT behind an init; those of a shell form are `/bin/sh -c …`. Null: there is none here. */
  readonly entrypoint: readonly string[] | null;
  /** The same of CMD. */
  readonly command: readonly string[] | null;
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
  const oldestFirst = lineage(dockerfile.stages, final.stage).reverse();
  const instructions = oldestFirst.flatMap((stage) => stage.instructions);
  const entry = effective(instructions, 'ENTRYPOINT');
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

function wordsOf({ json, rest }: Instruction): string[] {
  return json ? behindInit(json).map(({ value }) => value) : ['/bin/sh', '-c', rest.text];
}

/** An init of containers starts what is behind it as it would be started without. */
export function behindInit(words: readonly Word[]): readonly Word[] {
  const [first, ...rest] = words;
  if (!first || !/(?:^|\/)(?:tini(?:-static)?|dumb-init|catatonit)$/.test(first.value)) return words;
  const end = rest.findIndex(({ value }) => value === '--');
  const next = end < 0 ? rest.findIndex(({ value }) => !value.startsWith('-')) : end + 1;
  // Options of its own may take words.
  const isPlain = end >= 0 || next === 0;
  return isPlain && next < rest.length ? rest.slice(next) : words;
}

/** The program of an exec form, or of a shell form that is one plain command. */
function binaryOf({ json, words, rest }: Instruction): Word | null {
  const list =
    (json && behindInit(json)) ??
    (/[;&|<>`$()]/.test(rest.text) ? [] : words[0]?.value === 'exec' ? words.slice(1) : words);
  const [word] = list;
  if (!word || word.value.includes('$')) return null;
  return word;
}

function argumentsOf(instruction: Instruction | undefined): number {
  if (!instruction) return 0;
  const list = (instruction.json && behindInit(instruction.json)) ?? instruction.words;
  return instruction.json === null && list[0]?.value === 'exec' ? list.length - 1 : list.length;
}

/** Whether it runs a binary that is known, and no script before it. */
export function runsProgram({ binary }: ImageRun): boolean {
  return binary !== null && !/\.sh$|entrypoint/.test(binary.value);
}

/** What the image gives its program behind its name; null: it does not show. */
export function ownArguments({ binary, entrypoint, command, hasArguments }: ImageRun): readonly string[] | null {
  if (!hasArguments) return [];
  const [first, ...rest] = entrypoint === null ? (command ?? []) : [...entrypoint, ...(command ?? [])];
  return binary !== null && first === binary.value ? rest : null;
}
