import type { Dockerfile, Instruction, Stage } from '../model.ts';
import { lineage, stageNamed } from '../stages/stages.ts';

/** What a COPY or ADD copies where; paths as written, without quotes. */
export interface Copy {
  readonly instruction: Instruction;
  /** As written in `--from`; undefined for the build context. */
  readonly from: string | undefined;
  readonly sources: readonly string[];
  readonly destination: string;
}

export function copyOf(instruction: Instruction): Copy | undefined {
  const { keyword, json, flags } = instruction;
  if (keyword !== 'COPY' && keyword !== 'ADD') return undefined;
  const paths = (json ?? instruction.words).map(({ value }) => value);
  const from = flags.find(({ name }) => name === 'from')?.value?.value;
  return { instruction, from, sources: paths.slice(0, -1), destination: paths.at(-1) ?? '' };
}

/** A path in a stage of this file that a stage copies from, also over stages in between. */
export interface Origin {
  readonly stage: Stage;
  readonly path: string;
}

const MOST_STEPS = 5;

/** All that a stage, and those it is based on, copies from other stages. */
export function originsOf(dockerfile: Dockerfile, stage: Stage, steps = 0): Origin[] {
  return lineage(dockerfile.stages, stage).flatMap((owner) =>
    owner.instructions.flatMap((instruction) => {
      const copy = copyOf(instruction);
      const from = copy?.from === undefined ? undefined : stageNamed(dockerfile.stages, copy.from, owner.index);
      if (!copy || !from) return [];
      const direct = copy.sources.map((path) => ({ stage: from, path }));
      return steps < MOST_STEPS ? direct.flatMap((origin) => [origin, ...behind(dockerfile, origin, steps)]) : direct;
    }),
  );
}

/** Where a path of a stage came from, if that stage copied it in turn. */
function behind(dockerfile: Dockerfile, { stage, path }: Origin, steps: number): Origin[] {
  return lineage(dockerfile.stages, stage).flatMap((owner) =>
    owner.instructions.flatMap((instruction) => {
      const copy = copyOf(instruction);
      const from = copy?.from === undefined ? undefined : stageNamed(dockerfile.stages, copy.from, owner.index);
      if (!copy || !from || !overlap(copy.destination, path)) return [];
      const origins = copy.sources.map((source) => ({ stage: from, path: source }));
      return steps < MOST_STEPS ? origins.flatMap((one) => [one, ...behind(dockerfile, one, steps + 1)]) : origins;
    }),
  );
}

/** Whether one path is the other, or holds it. */
export function overlap(a: string, b: string): boolean {
  const [left, right] = [segments(a), segments(b)];
  return left.every((name, index) => index >= right.length || name === right[index]);
}

/** A relative path of `--from` begins at the stage's root. */
function segments(path: string): string[] {
  return path.split('/').filter((name) => name !== '' && name !== '.');
}
