import { at, items, textAt, valueAt } from '../fields.ts';
import type { Field } from '../model.ts';

/** What Kubernetes grants a pod to stop where nothing is said. */
export const DEFAULT_GRACE_SECONDS = 30;

/** How many seconds the preStop hook of a container sleeps, where it does nothing else first, and where that is written. */
export function preStopSleep(container: Field): { readonly seconds: number; readonly place: Field } | undefined {
  const hook = at(container, 'lifecycle', 'preStop');
  const place = at(hook, 'sleep', 'seconds') ?? at(hook, 'exec', 'command');
  const seconds = sleepOf(hook);
  return place && seconds !== undefined ? { seconds, place } : undefined;
}

function sleepOf(hook: Field | undefined): number | undefined {
  const seconds = valueAt(hook, 'sleep', 'seconds');
  if (typeof seconds === 'number') return seconds;
  const words = items(at(hook, 'exec', 'command')).map((word) => textAt(word) ?? '');
  const line = words.at(-2) === '-c' ? (words.at(-1) ?? '') : words.join(' ');
  const [, number] = /^(?:\/(?:usr\/)?bin\/)?sleep (\d+)s?(?:$|\s*(?:;|&&))/.exec(line.trim()) ?? [];
  return number === undefined ? undefined : Number(number);
}
