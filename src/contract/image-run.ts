import type { Dockerfile, Instruction, Word } from '../dockerfile/model.ts';
import { lineage } from '../dockerfile/stages.ts';
import type { Range } from '../lint/rule.ts';

/** What the image of a Dockerfile runs, and what it says about its ports and variables. */
export interface ImageRun {
  /** The binary as written; null where the files do not say (a shell, a variable, an inherited entry point). */
  readonly binary: Word | null;
  /** The binary gets arguments. */
  readonly hasArguments: boolean;
  /** Null = set to something that depends on the build. */
  readonly env: ReadonlyMap<string, string | null>;
  readonly exposes: readonly ExposedPort[];
  /** The final FROM. */
  readonly from: Range;
}

export interface ExposedPort extends Range {
  readonly port: number;
  readonly transport: 'tcp' | 'udp';
}

/** Of the last stage, with what it inherits from earlier ones; null for a file without stages. */
export function imageRun({ stages }: Dockerfile): ImageRun | null {
  const last = stages.at(-1);
  if (!last) return null;
  const oldestFirst = lineage(stages, last).reverse();
  const instructions = oldestFirst.flatMap((stage) => stage.instructions);
  const entry = instructions.findLast(({ keyword }) => keyword === 'ENTRYPOINT');
  const command = instructions.findLast(({ keyword }) => keyword === 'CMD');
  const first = entry ?? command;
  return {
    binary: first ? binaryOf(first) : null,
    hasArguments: argumentsOf(first) > 1 || (entry !== undefined && argumentsOf(command) > 0),
    env: environment(instructions),
    exposes: instructions.filter(({ keyword }) => keyword === 'EXPOSE').flatMap(exposed),
    from: last.from,
  };
}

/** The program of an exec form, or of a shell form that is one plain command. */
function binaryOf({ json, words, rest }: Instruction): Word | null {
  const list = json ?? (/[;&|<>`$()]/.test(rest.text) ? [] : words[0]?.value === 'exec' ? words.slice(1) : words);
  const [word] = list;
  if (!word || word.value.includes('$')) return null;
  return word;
}

function argumentsOf(instruction: Instruction | undefined): number {
  if (!instruction) return 0;
  const list = instruction.json ?? instruction.words;
  return instruction.json === null && list[0]?.value === 'exec' ? list.length - 1 : list.length;
}

function environment(instructions: readonly Instruction[]): Map<string, string | null> {
  const env = new Map<string, string | null>();
  for (const { keyword, pairs } of instructions) {
    if (keyword !== 'ENV') continue;
    for (const { key, value } of pairs)
      env.set(key.value, value === null || value.value.includes('$') ? null : value.value);
  }
  return env;
}

function exposed({ words }: Instruction): ExposedPort[] {
  return words.flatMap(({ value, start, end }): ExposedPort[] => {
    const match = /^(\d{1,5})(?:\/(tcp|udp))?$/i.exec(value);
    if (!match) return [];
    return [{ port: Number(match[1]), transport: match[2]?.toLowerCase() === 'udp' ? 'udp' : 'tcp', start, end }];
  });
}
