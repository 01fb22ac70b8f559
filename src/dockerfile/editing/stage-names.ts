import type { Range } from '../../lint/rule.ts';
import type { Dockerfile, Flag, Instruction, Stage } from '../model.ts';
import type { NamedThing, Occurrence } from './named-thing.ts';

/** Stages with the places that copy from them, mount them or are based on them. */
export function stageNames({ stages }: Dockerfile): NamedThing[] {
  const found = stages.map((stage): { stage: Stage; occurrences: Occurrence[] } => ({
    stage,
    occurrences: [
      stage.name
        ? { ...rangeOf(stage.name), kind: 'definition' }
        : { ...stage.from.keywordRange, kind: 'definition', byNumber: true },
    ],
  }));
  const byName = new Map<string, Stage>();
  for (const stage of stages) {
    if (stage.base !== null && stage.image) {
      found[stage.base]?.occurrences.push({ ...rangeOf(stage.image), kind: 'use' });
    }
    for (const instruction of stage.instructions) {
      for (const { text, ...range } of stageReferences(instruction)) {
        const target = byName.get(text.toLowerCase()) ?? numbered(stages, text, stage.index);
        if (!target) continue;
        const byNumber = target.name?.value.toLowerCase() !== text.toLowerCase();
        found[target.index]?.occurrences.push({ ...range, kind: 'use', ...(byNumber ? { byNumber } : {}) });
      }
    }
    if (stage.name) byName.set(stage.name.value.toLowerCase(), stage);
  }
  return found.map(({ stage, occurrences }) => ({
    kind: 'stage',
    name: stage.name?.value ?? String(stage.index),
    occurrences,
  }));
}

/** The earlier stage that a number means. */
function numbered(stages: readonly Stage[], text: string, before: number): Stage | undefined {
  return /^\d+$/.test(text) && Number(text) < before ? stages[Number(text)] : undefined;
}

/** What `--from=` and the `from=` of a mount name in an instruction, with its place. */
export function stageReferences(instruction: Instruction): (Range & { readonly text: string })[] {
  const { flags } = instruction.inner ?? instruction;
  return flags.flatMap((flag) => {
    const { name, value } = flag;
    if (value === null) return [];
    if (name === 'from') return [{ ...rangeOf(value), text: value.value }];
    return name === 'mount' ? mountReference(flag) : [];
  });
}

function mountReference({ value }: Flag): (Range & { readonly text: string })[] {
  const [matched, before = '', text = ''] = /^((?:.*,)?from=)([^,"']*)/i.exec(value?.text ?? '') ?? [];
  // A value over several lines has no place to point to.
  if (!value || matched === undefined || value.end - value.start !== value.text.length) return [];
  const start = value.start + before.length;
  return [{ start, end: start + text.length, text }];
}

function rangeOf({ start, end }: Range): Range {
  return { start, end };
}
