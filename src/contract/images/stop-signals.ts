import type { Program } from '../../go/project.ts';

/** Those that people write as numbers, on every Linux. */
const NUMBERS: Readonly<Record<string, string>> = {
  '1': 'SIGHUP',
  '2': 'SIGINT',
  '3': 'SIGQUIT',
  '9': 'SIGKILL',
  '10': 'SIGUSR1',
  '12': 'SIGUSR2',
  '15': 'SIGTERM',
};

/** `SIGTERM` of `term` or `15`; undefined where no signal is called so. */
export function signalName(value: string): string | undefined {
  if (/^\d+$/.test(value)) return NUMBERS[value];
  return /^(?:SIG)?[A-Z]+\d?$/i.test(value) ? `SIG${value.toUpperCase().replace(/^SIG/, '')}` : undefined;
}

/** Whether a program waits for other signals than this one, to end as it wants to. */
export function isUnawaited(signal: string, { shutdown, listens }: Program): boolean {
  const { signals, place, graceful, certainty } = shutdown;
  // A worker that serves nobody ends by itself once the signal comes.
  if (graceful === null ? !place || listens.length > 0 : !graceful || certainty !== 'known') return false;
  return signals.length > 0 && !signals.includes(signal);
}
