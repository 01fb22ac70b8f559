import { rangeOf } from '../../lint/range.ts';
import type { Range } from '../../lint/rule.ts';
import type { Dockerfile, Flag, Instruction, Stage } from '../model.ts';

/** A place that names a stage, and which one it means. */
export interface StageReference extends Range {
  readonly stage: Stage;
  /** The FROM, COPY or RUN that it stands in. */
  readonly instruction: Instruction;
}

/** Every place that gives the name of an earlier stage: `FROM x`, `COPY --from=x`, `RUN --mount=from=x`. */
export function* stageReferences({ stages }: Dockerfile): Generator<StageReference> {
  const byName = new Map<string, Stage>();
  for (const stage of stages) {
    const base = stage.base === null ? undefined : stages[stage.base];
    if (base && stage.image) yield { ...rangeOf(stage.image), stage: base, instruction: stage.from };
    for (const instruction of stage.instructions) {
      for (const flag of instruction.flags) {
        const { name, range } = namedIn(instruction, flag) ?? {};
        const named = name === undefined ? undefined : byName.get(name.toLowerCase());
        if (named && range) yield { ...range, stage: named, instruction };
      }
    }
    if (stage.name) byName.set(stage.name.value.toLowerCase(), stage);
  }
}

/** What a flag takes files from, and where that is written. */
export function namedIn({ keyword }: Instruction, { name, value }: Flag): { range: Range; name: string } | undefined {
  if (!value) return undefined;
  if (keyword === 'COPY' && name === 'from') return { range: rangeOf(value), name: value.value };
  // A value that a continuation splits has no plain place.
  if (keyword !== 'RUN' || name !== 'mount' || value.end - value.start !== value.text.length) return undefined;
  const [, before = '', from = ''] = /^((?:[^,"']*[,"'])*?from=)([^,"']*)/.exec(value.text) ?? [];
  if (from === '') return undefined;
  const start = value.start + before.length;
  return { range: { start, end: start + from.length }, name: from };
}
