import type { Stage } from '../model.ts';
import { peers, type SyntaxReport } from '../refused/syntax-report.ts';
import { readWord, variablesIn } from '../syntax/variable-syntax.ts';

/** A longer chain of stages than anybody writes: then nothing is said. */
const MOST_BASES = 20;

/** STOPSIGNAL with a variable that nothing in the file sets: it is empty unless the base image sets it. */
export function* unsetSignals(stages: readonly Stage[]): Generator<SyntaxReport> {
  const set: Set<string>[] = [];
  for (const stage of stages) {
    const own = new Set<string>();
    set.push(own);
    for (const instruction of stage.instructions) {
      const { keyword, pairs } = instruction;
      if (keyword === 'ENV' || keyword === 'ARG') for (const { key } of pairs) own.add(key.value);
      const [word] = keyword === 'STOPSIGNAL' ? instruction.words : [];
      if (!word?.text.includes('$') || /\s/.test(word.text)) continue;
      const unset = [...variablesIn(readWord(word.text, '\\').parts)].find(
        ({ name, operator }) => operator === null && !isSet(name, stage, stages, set),
      );
      if (!unset) continue;
      yield {
        rule: 'valid-signal',
        start: word.start,
        end: word.end,
        message: ['Nothing sets `{0}` for `STOPSIGNAL`', unset.name],
        aliases: peers('INVALID_SIGNAL'),
        severity: 'warning',
      };
    }
  }
}

function isSet(name: string, stage: Stage, stages: readonly Stage[], set: readonly Set<string>[]): boolean {
  let at: Stage | undefined = stage;
  for (let steps = 0; at && steps < MOST_BASES; steps++) {
    if (set[at.index]?.has(name)) return true;
    at = at.base === null ? undefined : stages[at.base];
  }
  return at !== undefined;
}
