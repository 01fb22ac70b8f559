/** What Go finds wrong in a duration, or `zero`, which the build takes for "not set". */
export type DurationProblem = 'invalid' | 'unit missing' | 'unit unknown' | 'too short' | 'zero without unit' | 'zero';

const MILLISECONDS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1e3,
  m: 6e4,
  h: 3.6e6,
};

/** Reads `1m30s`, as Go's time.ParseDuration does; undefined for a duration of at least a millisecond. */
export function durationProblem(
  text: string,
): { readonly problem: DurationProblem; readonly unit: string } | undefined {
  const told = (problem: DurationProblem, unit = '') => ({ problem, unit });
  const negative = text.startsWith('-');
  let rest = text.replace(/^[+-]/, '');
  if (rest === '0') return told('zero without unit');
  if (!/^[\d.]/.test(rest)) {
    if (!negative || rest.startsWith('-')) return told('invalid');
    return rest === '' ? told('unit missing') : told('unit unknown', rest);
  }
  let total = 0;
  while (rest !== '') {
    const [, number = '', unit = ''] = /^([\d.]*)([^\d.]*)/.exec(rest) ?? [];
    const readable = /^(?:\d+\.?\d*|\.\d+)$/.test(number);
    if (unit === '' || !readable) return told('unit missing');
    if (negative && total === 0 && !/^[0.]*$/.test(number)) return told('too short');
    const size = Object.hasOwn(MILLISECONDS, unit) ? MILLISECONDS[unit] : undefined;
    if (size === undefined) return told('unit unknown', unit);
    total += Number(number) * size;
    rest = rest.slice(number.length + unit.length);
  }
  if (total === 0) return told('zero');
  return negative || total < 1 ? told('too short') : undefined;
}
