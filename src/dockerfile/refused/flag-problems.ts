import type { Message } from '../../words/message.ts';
import { INSTRUCTIONS } from '../syntax/instructions.ts';
import type { Flag, Instruction } from '../model.ts';
import { isBoolean, lacksTarget, mountProblem } from './mount-problems.ts';
import { similarWord } from '../../lint/similar-word.ts';
import { PARSE, peers, type SyntaxReport } from './syntax-report.ts';

const REPEATABLE = new Set(['mount', 'exclude', 'device']);
const BOOLEAN = new Set(['link', 'parents', 'unpack', 'keep-git-dir']);
/** Instructions whose flags dockerfile-utils knows, with those it wants once. */
const ONCE: Readonly<Record<string, ReadonlySet<string>>> = {
  ADD: new Set(['chmod', 'chown', 'checksum', 'keep-git-dir', 'link']),
  COPY: new Set(['chmod', 'chown', 'from', 'link', 'parents']),
  HEALTHCHECK: new Set(['interval', 'retries', 'start-period', 'timeout', 'start-interval']),
};
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  network: ['default', 'none', 'host'],
  security: ['sandbox', 'insecure'],
};

/** Flags that the instruction does not have, has twice, or whose values it cannot read. */
export function* flagProblems(instruction: Instruction): Generator<SyntaxReport> {
  const { keyword, words, flags } = instruction;
  // These take any flag and heed none.
  if (flags.length === 0 || keyword === 'ARG' || keyword === 'STOPSIGNAL') return;
  if (keyword === 'HEALTHCHECK' && words[0]?.text.toUpperCase() === 'NONE') return;
  for (const flag of flags) {
    if (Object.hasOwn(INSTRUCTIONS[keyword]?.flags ?? {}, flag.name)) yield* valueProblems(instruction, flag);
    else yield unknownFlag(instruction, flag);
  }
  yield* duplicates(instruction);
}

function unknownFlag({ keyword }: Instruction, { name, start, value, end }: Flag): SyntaxReport {
  const guess = similarWord(name, Object.keys(INSTRUCTIONS[keyword]?.flags ?? {}));
  const utils = ['FROM', 'ADD', 'COPY', 'HEALTHCHECK'].includes(keyword) ? [`UNKNOWN_${keyword}_FLAG`] : [];
  const nameEnd = value === null || name === '' ? end : Math.min(end, start + 2 + name.length);
  const told = { rule: 'known-flag', start, end: nameEnd, aliases: peers(PARSE, ...utils) };
  if (!guess) return { ...told, message: ['`{0}` has no flag `--{1}`', keyword, name] };
  const edits = [{ start: start + 2, end: start + 2 + name.length, text: guess }];
  return {
    ...told,
    message: ['`{0}` has no flag `--{1}`; did you mean `--{2}`?', keyword, name, guess],
    fixes: [{ title: ['Write `--{0}`', guess], safe: true, edits }],
  };
}

/** The first and the last of each flag that is there more than once. */
function* duplicates({ keyword, flags }: Instruction): Generator<SyntaxReport> {
  if (flags.length < 2) return;
  const first = new Map<string, Flag>();
  const last = new Map<string, Flag>();
  for (const flag of flags) {
    if (REPEATABLE.has(flag.name) || !Object.hasOwn(INSTRUCTIONS[keyword]?.flags ?? {}, flag.name)) continue;
    if (first.has(flag.name)) last.set(flag.name, flag);
    else first.set(flag.name, flag);
  }
  for (const [name, again] of last) {
    for (const { start } of [first.get(name) ?? again, again]) {
      yield {
        rule: 'flag-once',
        start: start + 2,
        end: start + 2 + name.length,
        message: ['`--{0}` is given twice', name],
        aliases: ONCE[keyword]?.has(name) ? peers(PARSE, 'FLAG_DUPLICATE') : [PARSE],
      };
    }
  }
}

function* valueProblems(instruction: Instruction, flag: Flag): Generator<SyntaxReport> {
  const { name, start, end, value } = flag;
  const told = { rule: 'flag-value', start, end };
  const boolean = BOOLEAN.has(name);
  if (boolean ? value?.value === '' : value === null) {
    // dockerfile-utils does not know `--unpack`, and asks nothing of RUN.
    const known = instruction.keyword !== 'RUN' && name !== 'unpack';
    yield {
      ...told,
      start: start + 2,
      end: start + 2 + name.length,
      message: ['`--{0}` needs a value', name],
      aliases: known ? peers(PARSE, 'FLAG_MISSING_VALUE') : [PARSE],
    };
  } else if (value !== null && boolean) {
    if (/^(?:true|false)$/i.test(value.value)) return;
    const codes = ['FLAG_EXPECTED_BOOLEAN_VALUE', ...(name === 'link' ? ['FLAG_INVALID_LINK_VALUE'] : [])];
    yield {
      ...told,
      start: value.start,
      end: value.end,
      message: ['`--{0}` is `true` or `false`, not `{1}`', name, value.value],
      aliases: peers(PARSE, ...(name === 'unpack' ? [] : codes)),
    };
  } else if (name === 'from' && value !== null) yield* fromProblems(instruction, flag, value.value);
  else if (value !== null) {
    const message = otherProblem(flag, value.value);
    if (message) yield { ...told, rule: 'dockerfile-syntax', message, aliases: [PARSE] };
    else if (lacksTarget(flag)) {
      const hint: Message = ['The mount has no `target`: it covers the working directory'];
      yield { ...told, rule: 'dockerfile-syntax', message: hint, aliases: [], severity: 'warning' };
    }
  }
}

/** dockerfile-utils looks at `--from` only where it is the one flag. */
function* fromProblems({ flags }: Instruction, { start, end, value }: Flag, written: string): Generator<SyntaxReport> {
  const utils = flags.length === 1 && !/^[a-z0-9]/i.test(written) ? ['FLAG_INVALID_FROM_VALUE'] : [];
  const told = { rule: 'flag-value', start: value?.start ?? start, end: value?.end ?? end };
  if (written === '') {
    const message: Message = ['`--from` names nothing to copy from'];
    yield { ...told, start, end, message, aliases: peers(...utils), severity: 'warning' };
  } else if (/\$[A-Za-z_{]/.test(written)) {
    const message: Message = ['`--from` takes no variables; name a stage `FROM {0} AS …` and copy from that', written];
    yield { ...told, message, aliases: peers(PARSE, ...utils) };
  } else if (utils.length > 0 && !/^-?\d+$/.test(written)) {
    yield { ...told, message: ['`{0}` is no name of a stage or an image', written], aliases: peers(PARSE, ...utils) };
  }
}

function otherProblem(flag: Flag, value: string): Message | undefined {
  const { name } = flag;
  const choices = CHOICES[name];
  if (choices) return choices.includes(value) ? undefined : ['`{0}` is no value of `--{1}`', value, name];
  if (name === 'mount') return mountProblem(flag);
  return name === 'device' ? deviceProblem(value) : undefined;
}

/** A device is a name, and whether the build needs it. */
function deviceProblem(value: string): Message | undefined {
  let named = false;
  for (const field of value.split(',')) {
    const [, key, given] = /^([^=]*)(?:=(.*))?$/s.exec(field) ?? [];
    const name = key?.toLowerCase();
    if (name === 'required') {
      if (given !== undefined && !isBoolean(given)) return ['`{0}` is no value of `--{1}`', field, 'device'];
    } else if (named) return ['`{0}` is no value of `--{1}`', field, 'device'];
    else named = true;
  }
  return undefined;
}
