import { besideBranch } from './beside-branch.ts';
import { type Command, commandsOf, isRoot, isWrittenIn, lineOf, parentsOf, pathOf } from './commands.ts';
import { describesCommands } from './described-commands.ts';
import type { LeftOut } from '../code/left-out.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { Site } from '../code/code-index.ts';
import type { FoundListener } from '../listeners/listeners.ts';
import { waitsFor } from '../facts/long-running.ts';
import type { Serving } from './serve-command.ts';
import { placeOf } from '../syntax/source-file.ts';
import type { GoFunction, Span } from '../syntax/syntax.ts';

/** One of a program's commands, and what is not run where it is called. */
export interface CommandRun {
  readonly args: readonly string[];
  /** Null: it is called without one. */
  readonly command: Command | null;
  /** The command, and those that hold it. */
  readonly line: readonly Command[];
  readonly leftOut: LeftOut;
}

/** Of a program with more, those that serve are told apart, or none: reading each takes time after each edit. */
const MOST_COMMANDS = 8;

/** The commands of a program, and the program without one where it does something then. */
export function commandRuns(code: LinkedCode, name: string, serving: Serving): readonly CommandRun[] {
  const commands = describesCommands(name, code) ? [] : commandsOf(code);
  const parents = parentsOf(code, commands);
  const roots = commands.filter((one) => isRoot(one, name, parents));
  // A clause of kingpin and the branch for it are one command.
  const paths = new Map<string, Command[]>();
  for (const one of commands) {
    const path = roots.includes(one) ? undefined : pathOf(one, parents)?.join(' ');
    if (path !== undefined) paths.set(path, [...(paths.get(path) ?? []), one]);
  }
  const named = [...paths].flatMap(([path, all]) => runOf(path.split(' '), all));
  const told = named.length > MOST_COMMANDS ? named.filter(({ command }) => command && serving.serves(command)) : named;
  if (told.length === 0 || told.length > MOST_COMMANDS) return [];
  const isOwnRoot = serving.command === null && serving.several.length === 0 && serving.listens.length > 0;
  const root = roots.length > 0 ? runOf([], roots) : isOwnRoot ? [withoutCommand(commands)] : [];
  return [...root, ...told];

  function runOf(args: readonly string[], all: readonly Command[]): CommandRun[] {
    const command = all.find(runsSomething);
    const line = [...new Set(all.flatMap((one) => lineOf(one, parents)))];
    return command ? [{ args, command, line, leftOut: leftOutBy(all, line, commands) }] : [];
  }
}

/** `main` as it is where nothing is typed behind the program's name. */
function withoutCommand(commands: readonly Command[]): CommandRun {
  return { args: [], command: null, line: [], leftOut: leftOutBy([], [], commands) };
}

/** As if the program had no other command. */
export function servingOfRun(
  { args, command, line }: CommandRun,
  code: LinkedCode,
  found: readonly FoundListener[],
): Serving {
  return {
    command: command && args.length > 0 ? calledBy(command, args) : null,
    hasCommands: true,
    listens: [...new Set(found.map(({ listener }) => listener))],
    waits: waitsFor(code).length > 0,
    ...{ several: [], aside: [], besides: [], line },
    serves: () => true,
  };
}

function calledBy({ site, span, afterFlags }: Command, args: readonly string[]): Serving['command'] {
  return { ...placeOf(site.file, span), args, ...(afterFlags && { afterFlags }), certainty: 'known' };
}

function runsSomething({ runs, method, branch }: Command): boolean {
  return runs !== null || method !== null || branch === true;
}

function leftOutBy(chosen: readonly Command[], line: readonly Command[], commands: readonly Command[]): LeftOut {
  const functions = new Set<GoFunction>();
  const parts = new Map<string, Span[]>();
  const leaveOut = (spans: readonly Span[], { file }: Site) => {
    parts.set(file.path, [...(parts.get(file.path) ?? []), ...spans]);
  };
  const run = new Set([...chosen, ...chosen.flatMap(({ starts }) => starts)]);
  for (const one of commands) {
    const { branch, composite, method, runs, runsAt, site, span } = one;
    if (run.has(one)) continue;
    // What holds the command, and runs something where that is not called, says more than that.
    const isAround = line.includes(one) || chosen.some((other) => isWrittenIn(one, other));
    if (composite && !isAround) leaveOut([composite], site);
    if (branch && !isAround) leaveOut([span], site);
    if (runs && !(one.made && isAround)) leaveOut([runs], runsAt ?? site);
    if (method && !isAround) functions.add(method.fn);
  }
  const branches = chosen.filter(({ branch }) => branch);
  for (const { site, span } of branches) if (site.fn) leaveOut(besideBranch(site.fn, span), site);
  const taken = branches.map(({ site, span: { start, end } }) => ({ file: site.file.path, start, end }));
  return { functions, parts, taken };
}
