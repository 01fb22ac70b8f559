import type { Report } from '../lint/rule.ts';
import type { Message } from '../words/message.ts';
import { INSTRUCTIONS } from './instructions.ts';
import type { Flag, Instruction } from './model.ts';
import { mountProblem } from './mount-problems.ts';
import { similarWord } from './similar.ts';

const REPEATABLE = new Set(['mount', 'exclude', 'device']);
const BOOLEAN = new Set(['link', 'parents', 'unpack', 'keep-git-dir']);
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  network: ['default', 'none', 'host'],
  security: ['sandbox', 'insecure'],
};

/** Flags that the instruction does not have, has twice, or whose values it cannot read. */
export function* flagProblems(instruction: Instruction): Generator<Report> {
  const { keyword, words } = instruction;
  // These take any flag and heed none.
  if (keyword === 'ARG' || keyword === 'STOPSIGNAL') return;
  if (keyword === 'HEALTHCHECK' && words[0]?.text.toUpperCase() === 'NONE') return;
  const seen = new Set<string>();
  for (const flag of instruction.flags) {
    const { name, start, end } = flag;
    if (!Object.hasOwn(INSTRUCTIONS[instruction.keyword]?.flags ?? {}, name)) yield unknownFlag(instruction, flag);
    else if (seen.has(name) && !REPEATABLE.has(name))
      yield { start, end, message: ['`--{0}` is given twice', name] as const };
    else {
      const message = valueProblem(flag);
      if (message) yield { start, end, message };
    }
    seen.add(name);
  }
}

function unknownFlag({ keyword }: Instruction, { name, start, end }: Flag): Report {
  const guess = similarWord(name, Object.keys(INSTRUCTIONS[keyword]?.flags ?? {}));
  if (!guess) return { start, end, message: ['`{0}` has no flag `--{1}`', keyword, name] };
  const edits = [{ start: start + 2, end: start + 2 + name.length, text: guess }];
  return {
    start,
    end,
    message: ['`{0}` has no flag `--{1}`; did you mean `--{2}`?', keyword, name, guess],
    fixes: [{ title: ['Write `--{0}`', guess], safe: true, edits }],
  };
}

function valueProblem(flag: Flag): Message | undefined {
  const { name, value } = flag;
  if (BOOLEAN.has(name)) {
    const right = value === null || /^(?:true|false)$/i.test(value.value);
    return right ? undefined : ['`--{0}` is `true` or `false`, not `{1}`', name, value.value];
  }
  if (value === null) return ['`--{0}` needs a value', name];
  const choices = CHOICES[name];
  if (choices) {
    return choices.includes(value.value) ? undefined : ['`{0}` is no value of `--{1}`', value.value, name];
  }
  if (name === 'mount') return mountProblem(flag);
  if (['interval', 'timeout', 'start-period', 'start-interval'].includes(name)) {
    return isDuration(value.value) ? undefined : ['`{0}` is no time; write `30s` or `1m30s`', value.value];
  }
  if (name === 'retries') {
    return /^(?:\+?\d+)?$/.test(value.value) ? undefined : ['`{0}` is no number of retries', value.value];
  }
  if (name === 'from' && /\$[A-Za-z_{]/.test(value.value)) {
    return ['`--from` takes no variables; name a stage `FROM {0} AS …` and copy from that', value.value];
  }
  if (name === 'chmod' && /^\d+$/.test(value.value)) {
    return /^0?[0-7]{1,4}$/.test(value.value) ? undefined : ['`{0}` is no file mode', value.value];
  }
  return undefined;
}

const MILLISECONDS: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, ms: 1, s: 1e3, m: 6e4, h: 3.6e6 };

/** What Go reads as a duration of at least a millisecond, or zero. */
function isDuration(text: string): boolean {
  if (/^[+-]?0*$/.test(text)) return text === '' || text.endsWith('0');
  if (!/^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(text)) return false;
  const parts = [...text.matchAll(/([\d.]+)([a-zµμ]+)/g)];
  const total = parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (MILLISECONDS[unit] ?? 1e-3), 0);
  return total === 0 || (total >= 1 && !text.startsWith('-'));
}
