import type { Fix } from '../lint/fix.ts';
import type { Range } from '../lint/rule.ts';
import type { Word } from '../shell/source-text.ts';
import { deleteInstruction, deleteLeadingWords, deleteWords } from './deletion.ts';
import type { Dockerfile, Instruction, Pair } from './model.ts';
import { standsAsRead } from './run-edits.ts';

/** A place where a variable of the environment gets a value. */
export interface EnvironmentSetting extends Range {
  readonly name: string;
  /** Without quotes; variables stay as they are. */
  readonly value: string;
  /** `RUN`: before a command, behind `export` or `env`. */
  readonly by: 'ENV' | 'ARG' | 'RUN';
  /** The instruction, the one inside ONBUILD. */
  readonly instruction: Instruction;
  readonly onbuild: boolean;
  /** Takes it out; undefined where more than a word would have to go. */
  readonly deletion: Fix['edits'] | undefined;
}

/** All places that set one of `names`; an ARG without default sets nothing. */
export function* environmentSettings(
  dockerfile: Dockerfile,
  names: ReadonlySet<string>,
): Generator<EnvironmentSetting> {
  for (const outer of dockerfile.instructions) {
    const instruction = outer.keyword === 'ONBUILD' ? (outer.inner ?? outer) : outer;
    const { keyword, pairs } = instruction;
    if (keyword !== 'ENV' && keyword !== 'ARG') continue;
    for (const pair of pairs) {
      if (!names.has(pair.key.value) || pair.value === null) continue;
      yield {
        name: pair.key.value,
        value: pair.value.value,
        by: keyword,
        start: pair.key.start,
        end: pair.value.end,
        instruction,
        onbuild: outer !== instruction,
        deletion: withoutPair(dockerfile.text, outer, instruction, pair),
      };
    }
  }
  for (const { command, run, onbuild, name: program } of dockerfile.commands) {
    for (const assignment of command.assignments) {
      const setting = readAssignment(assignment, names);
      if (!setting) continue;
      const { start, end } = assignment;
      const deletion =
        command.words.length > 0 && standsAsRead(dockerfile.text, assignment)
          ? [deleteLeadingWords(dockerfile.text, assignment)]
          : undefined;
      yield { ...setting, by: 'RUN', start, end, instruction: run, onbuild, deletion };
    }
    if (!EXPORTS.has(program)) continue;
    for (const word of command.words.slice(1)) {
      const setting = readAssignment(word, names);
      if (!setting) continue;
      const { start, end } = word;
      const deletion =
        command.words.length > 2 && standsAsRead(dockerfile.text, word)
          ? [deleteWords(dockerfile.text, word)]
          : undefined;
      yield { ...setting, by: 'RUN', start, end, instruction: run, onbuild, deletion };
    }
  }
}

const EXPORTS = new Set(['export', 'declare', 'typeset', 'local', 'readonly']);

function readAssignment({ value }: Word, names: ReadonlySet<string>): { name: string; value: string } | undefined {
  const equals = value.indexOf('=');
  const name = value.slice(0, Math.max(equals, 0)).replace(/\+$/, '');
  return names.has(name) ? { name, value: value.slice(equals + 1) } : undefined;
}

function withoutPair(text: string, outer: Instruction, { pairs }: Instruction, { key, value }: Pair): Fix['edits'] {
  if (pairs.length === 1) return [deleteInstruction(text, outer)];
  return [deleteWords(text, { start: key.start, end: value?.end ?? key.end })];
}
