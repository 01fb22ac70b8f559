import type { Fix } from '../../lint/fix.ts';
import type { Range } from '../../lint/rule.ts';
import type { Word } from '../../shell/source-text.ts';
import { deleteInstruction, deleteLeadingWords, deleteWords } from '../commands/deletion.ts';
import type { Dockerfile, Instruction, Pair } from '../model.ts';
import type { RunCommand } from '../commands/run-commands.ts';
import { standsAsRead } from '../commands/run-edits.ts';

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
  readonly deletion: () => Fix['edits'] | undefined;
}

/** All places that set one of `names`; an ARG without default sets nothing. */
export function* environmentSettings(
  dockerfile: Dockerfile,
  names: ReadonlySet<string>,
): Generator<EnvironmentSetting> {
  const byName = dockerfile.once(settingsByName);
  for (const name of names) yield* byName.get(name) ?? [];
}

/** All places by the name of the variable: a dozen rules ask for one each. */
export function settingsByName(dockerfile: Dockerfile): Map<string, EnvironmentSetting[]> {
  const byName = new Map<string, EnvironmentSetting[]>();
  const add = (setting: EnvironmentSetting) => {
    const same = byName.get(setting.name);
    if (same) same.push(setting);
    else byName.set(setting.name, [setting]);
  };
  for (const outer of dockerfile.instructions) {
    const instruction = outer.keyword === 'ONBUILD' ? (outer.inner ?? outer) : outer;
    if (instruction.keyword === 'ENV' || instruction.keyword === 'ARG') {
      for (const pair of instruction.pairs) addPair(dockerfile.text, outer, instruction, pair, add);
    }
  }
  for (const at of dockerfile.commands) {
    const { assignments, words } = at.command;
    for (const assignment of assignments) addWord(dockerfile.text, at, assignment, 0, add);
    if (!EXPORTS.has(at.name)) continue;
    for (let index = 1; index < words.length; index++) addWord(dockerfile.text, at, words[index], index, add);
  }
  return byName;
}

function addPair(
  text: string,
  outer: Instruction,
  instruction: Instruction,
  pair: Pair,
  add: (setting: EnvironmentSetting) => void,
): void {
  const { key, value } = pair;
  if (value === null) return;
  add({
    name: key.value,
    value: value.value,
    by: instruction.keyword === 'ENV' ? 'ENV' : 'ARG',
    start: key.start,
    end: value.end,
    instruction,
    onbuild: outer !== instruction,
    deletion: () => withoutPair(text, outer, instruction, pair),
  });
}

/** `index`: that of the word among those of the command; 0 for an assignment before its name. */
function addWord(
  text: string,
  { command, run, onbuild }: RunCommand,
  word: Word | undefined,
  index: number,
  add: (setting: EnvironmentSetting) => void,
): void {
  const equals = word?.value.indexOf('=') ?? -1;
  if (!word || equals < 1) return;
  const before = word.value[equals - 1] === '+' ? equals - 1 : equals;
  add({
    name: word.value.slice(0, before),
    value: word.value.slice(equals + 1),
    by: 'RUN',
    start: word.start,
    end: word.end,
    instruction: run,
    onbuild,
    deletion: () => {
      if (command.words.length <= (index === 0 ? 0 : 2) || !standsAsRead(text, word)) return undefined;
      return index === 0 ? [deleteLeadingWords(text, word)] : [deleteWords(text, word)];
    },
  });
}

const EXPORTS = new Set(['export', 'declare', 'typeset', 'local', 'readonly']);

function withoutPair(text: string, outer: Instruction, { pairs }: Instruction, { key, value }: Pair): Fix['edits'] {
  if (pairs.length === 1) return [deleteInstruction(text, outer)];
  return [deleteWords(text, { start: key.start, end: value?.end ?? key.end })];
}
