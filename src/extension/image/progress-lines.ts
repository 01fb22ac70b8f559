import type { BuildEvent, PushEvent } from '../../docker/types.ts';
import { cyan, dim, green, red, yellow } from '../ansi.ts';
import { duration, size } from '../../words/sizes.ts';

/** What a build event adds to the terminal: whole lines, or nothing. */
export function buildLines(event: BuildEvent): readonly string[] {
  switch (event.kind) {
    case 'context':
      return [dim(`context: ${event.files} files, ${size(event.bytes)}`)];
    case 'step':
      return [stepLine({ ...event, name: event.name.replace(/\s+/g, ' ') })];
    case 'log':
      return event.text
        .replace(/\r?\n$/, '')
        .split(/\r?\n/)
        .map((line) => `  ${dim(line)}`);
    case 'warning':
      return [yellow(`! ${event.text}${event.line === undefined ? '' : ` (line ${event.line})`}`)];
    case 'done':
      return [];
  }
}

/** A step of a build as a notification has room for it: what is mounted and the rest of a long command stand in the terminal. */
export function stepWords(name: string): string {
  const words = name.replace(/ --mount=\S+/g, '').replace(/\s+/g, ' ');
  return words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words;
}

const LONGEST = 72;

function stepLine(step: Extract<BuildEvent, { kind: 'step' }>): string {
  switch (step.state) {
    case 'started':
      return `${cyan('▸')} ${step.name}`;
    case 'cached':
      return `${green('✔')} ${step.name} ${dim('cached')}`;
    case 'done':
      return `${green('✔')} ${step.name}${step.seconds === undefined ? '' : ` ${dim(duration(step.seconds))}`}`;
    case 'failed':
      return `${red('✘')} ${step.name}`;
  }
}

/** Lines of a push: one where a layer's state changes; `seen` remembers the states and belongs to one push. */
export function pushLines(event: PushEvent, seen: Map<string, string>): readonly string[] {
  if (event.kind === 'done') return [];
  if (seen.get(event.id) === event.state) return [];
  seen.set(event.id, event.state);
  const total = event.total === undefined ? '' : ` ${dim(size(event.total))}`;
  return [`${dim(event.id)} ${event.state}${total}`];
}
