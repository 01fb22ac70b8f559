import type { Dockerfile, Instruction, Pair, Stage } from '../model.ts';
import { globalScope, type Scope, scopeAt } from './variables.ts';

/** What an ENV or ARG makes of a variable. */
export interface Setting {
  readonly from: number;
  readonly kind: 'ENV' | 'ARG';
  /** Undefined: the file does not decide it. */
  readonly value: string | undefined;
}

/** Values that use variables are looked up one by one; more of them than anybody writes count as not decided. */
const MOST_LOOKED_UP = 100;

/** Answers what a variable is for an instruction. Every stage is walked once, and only where the name occurs. */
export function variableHistory(dockerfile: Dockerfile, name: string) {
  const byStage = new Map<Stage, readonly Setting[]>();
  if (dockerfile.text.includes(name)) {
    let lookedUp = 0;
    let global: Scope | undefined;
    const valueOf = (stage: Stage, instruction: Instruction, { value, legacy }: Pair, kind: Setting['kind']) => {
      if (kind === 'ARG' && value === null) return (global ??= globalScope(dockerfile)).variables.get(name)?.value;
      if (value === null || legacy || !/[$"'\\`]/.test(value.text)) return value?.value;
      if (++lookedUp > MOST_LOOKED_UP) return undefined;
      return scopeAt(dockerfile, stage, instruction.end + 1).variables.get(name)?.value;
    };
    for (const stage of dockerfile.stages) {
      const base = stage.base === null ? undefined : dockerfile.stages[stage.base];
      const last = base && byStage.get(base)?.at(-1);
      const settings: Setting[] = last ? [{ ...last, from: stage.start }] : [];
      for (const instruction of stage.instructions) {
        const { keyword: kind, pairs, start } = instruction;
        if (kind !== 'ENV' && kind !== 'ARG') continue;
        const pair = pairs.findLast(({ key }) => key.value === name);
        // An ENV wins over an ARG of its name.
        if (!pair || (kind === 'ARG' && settings.at(-1)?.kind === 'ENV')) continue;
        settings.push({ from: start, kind, value: valueOf(stage, instruction, pair, kind) });
      }
      byStage.set(stage, settings);
    }
  }
  return ({ stage, run }: { readonly stage: Stage | null; readonly run: Instruction }): Setting | undefined =>
    stage === null ? undefined : settingBefore(byStage.get(stage) ?? [], run.start);
}

/** The last setting that begins before an offset. */
function settingBefore(settings: readonly Setting[], offset: number): Setting | undefined {
  let low = 0;
  let high = settings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((settings[middle]?.from ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return settings[low - 1];
}
