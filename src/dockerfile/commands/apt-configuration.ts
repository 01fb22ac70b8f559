import { copyOf } from '../files/copies.ts';
import type { Dockerfile } from '../model.ts';
import type { PackageCall } from './package-calls.ts';

/**
 * Answers whether APT is told so for a call: by `-o APT::<name>=…`, or perhaps by a file of its configuration that an
 * earlier line writes or copies.
 */
export function aptConfiguration({ text, instructions }: Dockerfile, name: string): (call: PackageCall) => boolean {
  const setting = new RegExp(`APT::${name}\\b`, 'i');
  const written = text.search(setting);
  const copied = instructions.find((one) => /\/etc\/(?:apt(?:\/|$)|$)/.test(copyOf(one)?.destination ?? ''))?.start;
  const known = Math.min(written < 0 ? Infinity : written, copied ?? Infinity);
  return ({ at, options }) =>
    known < at.command.start || options.some(({ value }) => value !== null && setting.test(value));
}

/** How quiet apt-get is told to be; 2 implies that it does not ask. */
export function quietness({ options }: PackageCall): number {
  return options.reduce((sum, { name, word }) => {
    const [, level] = /^-(?:q|-quiet)=(\d+)$/.exec(word.value) ?? [];
    if (level !== undefined) return Math.max(sum, Number(level));
    return name === '-q' || name === '--quiet' ? sum + 1 : sum;
  }, 0);
}
