import type { Message } from '../../words/message.ts';

interface Part {
  readonly least: number;
  readonly most: number;
  readonly words?: readonly string[];
}

const PARTS: readonly Part[] = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31 },
  { least: 1, most: 12, words: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ') },
  { least: 0, most: 6, words: 'sun mon tue wed thu fri sat'.split(' ') },
];
const NAMED = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

/** What is wrong with a schedule, as the library that Kubernetes uses reads it. */
export function cronProblem(schedule: string): Message | undefined {
  if (schedule.startsWith('@')) {
    const every = /^@every (.+)$/.exec(schedule)?.[1];
    const isKnown = every === undefined ? NAMED.includes(schedule) : isDuration(every);
    return isKnown
      ? undefined
      : ['`{0}` is no schedule: {1} or `@every` and a duration', schedule, NAMED.map((one) => `\`${one}\``).join(', ')];
  }
  const fields = schedule.trim().split(/\s+/);
  if (fields.length !== PARTS.length)
    return [
      'A schedule has five parts (minute, hour, day of month, month, day of week), and this one {0}',
      fields.length,
    ];
  for (const [index, part] of PARTS.entries()) {
    const field = fields[index] ?? '';
    for (const range of field.split(',')) {
      if (range !== '' && !isRange(range, part))
        return [
          '`{0}`, part {1} of the schedule, must lie within {2} and {3}',
          field,
          index + 1,
          part.least,
          part.most,
        ];
    }
  }
  return undefined;
}

function isRange(range: string, part: Part): boolean {
  const [span = '', step, ...rest] = range.split('/');
  const [low = '', high, ...more] = span.split('-');
  if (rest.length > 0 || (step !== undefined && !/^\+?\d*[1-9]\d*$/.test(step))) return false;
  // Whatever is behind the hyphen of a star is not read.
  if (low === '*' || low === '?') return true;
  if (more.length > 0) return false;
  const from = numberOf(low, part);
  const to = high === undefined ? (step === undefined ? from : part.most) : numberOf(high, part);
  return from !== undefined && to !== undefined && from >= part.least && to <= part.most && from <= to;
}

function numberOf(text: string, { words, least }: Part): number | undefined {
  const word = words?.indexOf(text.toLowerCase()) ?? -1;
  if (word >= 0) return word + least;
  return /^\+?\d+$/.test(text) ? Number(text) : undefined;
}

/** `1h30m`, `-1.5h` */
function isDuration(text: string): boolean {
  return text === '0' || /^[-+]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(text);
}
