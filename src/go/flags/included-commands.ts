import type { LinkedCode } from '../code/linked-code.ts';
import { waitsFor } from '../facts/long-running.ts';
import { worksForEver } from '../facts/endless-loops.ts';
import type { Route } from '../answers.ts';
import type { Listener, Program } from '../project.ts';
import { enteredBy, isInside, reachOf } from './command-reach.ts';
import type { CommandRun } from './command-runs.ts';
import type { Command } from './commands.ts';

/** A command, and what it does. */
interface ReadCommand {
  readonly run: CommandRun;
  readonly facts: Pick<Program, 'listens' | 'routes'>;
}

/** The other commands whose work one of them does, too, as in ServeCommand.args: `all` beside `api` and `worker`. */
export function commandsIncluded(
  code: LinkedCode,
  { run, facts }: ReadCommand,
  all: readonly ReadCommand[],
): (readonly string[])[] {
  const { command } = run;
  if (!command) return [];
  const own = new Set(reachOf(code, command, false).functions.map(({ fn }) => fn));
  return all.flatMap(({ run: other, facts: its }) => {
    if (other === run || !other.command || other.args.length === 0) return [];
    if (command.starts.includes(other.command)) return [other.args];
    const { functions } = reachOf(code, other.command, false);
    // What both do alike may be a helper that is told what to do.
    const isLess = functions.length > 0 && functions.length < own.size && functions.every(({ fn }) => own.has(fn));
    const isIncluded = isLess && servesAsMuch(facts, its) && !worksByItself(code, other.command, its.listens);
    return isIncluded ? [other.args] : [];
  });
}

function servesAsMuch(facts: ReadCommand['facts'], { listens, routes }: ReadCommand['facts']): boolean {
  const own = new Set([...facts.listens.map(listenerKey), ...facts.routes.map(routeKey)]);
  return [...listens.map(listenerKey), ...routes.map(routeKey)].every((key) => own.has(key));
}

function listenerKey({ file, start, port, configuredBy }: Listener): string {
  return [file, start, port, ...configuredBy].join(' ');
}

function routeKey({ file, start, path }: Route): string {
  return [file, start, path].join(' ');
}

/** Whether what a command does is written in itself, where no other command comes to. */
function worksByItself(code: LinkedCode, command: Command, listens: readonly Listener[]): boolean {
  const { literals } = reachOf(code, command, false);
  const places = [
    ...listens,
    ...waitsFor(code).map(({ expression: { start, end }, site }) => ({ file: site.file.path, start, end })),
  ];
  if (places.some((place) => literals.some((literal) => isInside(place, literal)))) return true;
  return worksForEver(code, enteredBy(code, command), 0);
}
