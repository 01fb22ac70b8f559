import type { Instruction, Stage } from '../model.ts';
import type { Word } from '../../shell/source-text.ts';

/** Groups instructions into stages; each FROM begins one. A stage is known from the next FROM on, by its name in lower case. */
export function readStages(instructions: readonly Instruction[]): Stage[] {
  const stages: Stage[] = [];
  const starts = instructions.flatMap((one, index) => (one.keyword === 'FROM' ? [index] : []));
  const indexOf = new Map<string, number>();
  for (const [index, start] of starts.entries()) {
    const from = instructions[start] as Instruction;
    const own = instructions.slice(start + 1, starts[index + 1]);
    const image = from.words[0] ?? null;
    const name = nameOf(from);
    stages.push({
      start: from.start,
      end: own.at(-1)?.end ?? from.end,
      index,
      name,
      from,
      image,
      platform: from.flags.find((flag) => flag.name === 'platform')?.value ?? null,
      base: image === null ? null : (indexOf.get(image.value) ?? null),
      instructions: own,
    });
    if (name) indexOf.set(name.value.toLowerCase(), index);
  }
  return stages;
}

function nameOf({ words }: Instruction): Word | null {
  return words[1]?.value.toLowerCase() === 'as' ? (words[2] ?? null) : null;
}

/** Nobody writes a longer chain of stages; without an end to it, rules that look at every stage's chain would take for ever. */
const MOST_BASES = 50;

/** The stage and the stages it is based on, nearest first. */
export function lineage(stages: readonly Stage[], stage: Stage): Stage[] {
  const line: Stage[] = [];
  let at: Stage | undefined = stage;
  for (; at && line.length <= MOST_BASES; at = at.base === null ? undefined : stages[at.base]) line.push(at);
  return line;
}

/** The stage that an instruction stands in; undefined: none of these. */
export function stageHolding(stages: readonly Stage[], instruction: Instruction): Stage | undefined {
  return stages.find(({ instructions }) => instructions.includes(instruction));
}

/** The instructions of a stage behind those of the stages it is based on, as they are run. */
export function instructionsOf(stages: readonly Stage[], stage: Stage): Instruction[] {
  return lineage(stages, stage)
    .reverse()
    .flatMap(({ instructions }) => instructions);
}

/** The stage that a name or a number (as in `COPY --from=`) means, seen from `before`. */
export function stageNamed(stages: readonly Stage[], reference: string, before: number): Stage | undefined {
  const earlier = stages.slice(0, before);
  const named = earlier.findLast(({ name }) => name?.value.toLowerCase() === reference.toLowerCase());
  if (named) return named;
  return /^\d+$/.test(reference) ? earlier[Number(reference)] : undefined;
}
