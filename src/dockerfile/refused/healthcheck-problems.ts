import type { Message } from '../../words/message.ts';
import { durationProblem, type DurationProblem } from '../syntax/duration.ts';
import type { Flag, Instruction } from '../model.ts';
import { PARSE, peers, type SyntaxReport } from './syntax-report.ts';

const DURATIONS = new Set(['interval', 'timeout', 'start-period', 'start-interval']);
const CODES: Readonly<Record<DurationProblem, string>> = {
  invalid: 'FLAG_INVALID_DURATION',
  'unit missing': 'FLAG_MISSING_DURATION',
  'unit unknown': 'FLAG_UNKNOWN_UNIT',
  'too short': 'FLAG_LESS_THAN_1MS',
  'zero without unit': 'FLAG_MISSING_DURATION',
  zero: 'FLAG_LESS_THAN_1MS',
};

/** The kind of a HEALTHCHECK, and its times and numbers. */
export function* healthcheckProblems({ keyword, words, flags }: Instruction): Generator<SyntaxReport> {
  if (keyword !== 'HEALTHCHECK') return;
  const [type] = words;
  const kind = type?.text.toUpperCase();
  // Nothing is read of the flags then.
  if (kind === 'NONE') return;
  if (type && kind !== 'CMD') {
    const { start, end } = type;
    yield {
      rule: 'healthcheck-type',
      start,
      end,
      message: ['HEALTHCHECK is `CMD` with a command, or `NONE`, not `{0}`', type.text],
      aliases: peers(PARSE, 'UNKNOWN_TYPE'),
      fixes: [{ title: ['Write `CMD` before the command'], safe: false, edits: [{ start, end: start, text: 'CMD ' }] }],
    };
  }
  for (const flag of flags) {
    if (flag.name === 'retries') yield* retriesProblems(flag);
    else if (DURATIONS.has(flag.name)) yield* durationProblems(flag);
  }
}

function* retriesProblems({ name, value }: Flag): Generator<SyntaxReport> {
  if (!value || value.value === '') return;
  const { start, end } = value;
  const told = { rule: 'flag-value', start, end };
  const count = parseInt(value.value);
  const readable = /^[+-]?\d+$/.test(value.value) && Math.abs(count) < 2 ** 31;
  if (!readable) {
    const utils = Number.isNaN(count) || value.value.includes('.') ? ['INVALID_SYNTAX'] : [];
    const low = utils.length === 0 && count < 1 ? ['FLAG_AT_LEAST_ONE'] : [];
    const message: Message = ['`{0}` is no number of retries', value.value];
    yield { ...told, message, aliases: peers(PARSE, ...utils, ...low) };
  } else if (count < 0) {
    yield { ...told, message: ['`--{0}` cannot be negative', name], aliases: peers(PARSE, 'FLAG_AT_LEAST_ONE') };
  } else if (count === 0) {
    yield {
      ...told,
      message: ['`--retries=0` means the default, three'],
      aliases: peers('FLAG_AT_LEAST_ONE'),
      severity: 'warning',
    };
  }
}

function* durationProblems({ name, start, value }: Flag): Generator<SyntaxReport> {
  const found = value && value.value !== '' ? durationProblem(value.value) : undefined;
  if (!value || !found) return;
  const { problem, unit } = found;
  const zero = problem === 'zero' || problem === 'zero without unit';
  const atName = problem === 'too short' || problem === 'zero';
  const message: Message = zero
    ? ['`{0}` means the default of `--{1}`', value.value, name]
    : problem === 'too short'
      ? ['`--{0}` is at least a millisecond, not `{1}`', name, value.value]
      : problem === 'unit unknown'
        ? ['`{0}` is no unit of time; write `30s` or `1m30s`', unit]
        : ['`{0}` is no time; write `30s` or `1m30s`', value.value];
  yield {
    rule: 'healthcheck-durations',
    ...(atName ? { start: start + 2, end: start + 2 + name.length } : { start: value.start, end: value.end }),
    message,
    aliases: peers(...(zero ? [] : [PARSE]), CODES[problem]),
    ...(zero ? { severity: 'info' } : {}),
    ...(/^\d+$/.test(value.value) && !zero
      ? {
          fixes: [
            {
              title: ['Write `{0}`', `${value.value}s`],
              safe: false,
              edits: [{ start: value.end, end: value.end, text: 's' }],
            },
          ],
        }
      : {}),
  };
}
