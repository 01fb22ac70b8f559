import type { Placed } from '../code/left-out.ts';
import type { Site } from '../code/code-index.ts';
import { type Command, commandsOf, isRoot, isWrittenIn, lineOf, type Parents, parentsOf, pathOf } from './commands.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { FoundListener } from '../listeners/listeners.ts';
import type { Listener, Program } from '../project.ts';
import { waitsFor } from '../facts/long-running.ts';
import {
  type CommandReach,
  type CommandsAt,
  functionsBeforeCommands,
  isInside,
  onlyBehind,
  placesBehind,
  reachOf,
} from './command-reach.ts';
import { describesCommands } from './described-commands.ts';
import { lazily } from '../incremental/lazily.ts';
import { hasSeveralCommands } from './several-commands.ts';
import { placeOf } from '../syntax/source-file.ts';
import { type GoFunction, holds, type Span } from '../syntax/syntax.ts';
import { typeOf } from '../code/types.ts';

const USUAL = /^(?:serve|server|web|run|start|daemon|api|http|standalone|up)$/;

/** Without interfaces first, which is seldom wrong. */
const THROUGH = [false, true] as const;

export interface Serving {
  readonly command: Program['command'];
  /** Its arguments may choose one of several commands. */
  readonly hasCommands: boolean;
  /** Those that the program opens when it is run so; what only other commands open is none of them. */
  readonly listens: Program['listens'];
  /** It waits for work when it is run so; what only code that no command comes to waits for is none. */
  readonly waits: boolean;
  /** Where several commands listen and none is the one that serves: their names from below the root; null where those are open. */
  readonly several: readonly (readonly string[] | null)[];
  /** Where other commands alone come to. */
  readonly aside: readonly Placed[];
  /** The other commands whose names are known. */
  readonly besides: readonly CommandReach[];
  /** The command that it runs so, and those that hold it; null where that is open. */
  readonly line: readonly Command[] | null;
  /** Whether a command listens, or waits for work where the program never does. */
  readonly serves: (command: Command) => boolean;
}

/** A place of the source that opens a listener (several may open one), or that waits for work: of that there is none. */
interface Opening extends Placed {
  readonly listener: Listener | null;
}

type Openings = readonly Opening[];
type Opened = Pick<Serving, 'command' | 'several'> &
  Partial<Pick<Serving, 'aside' | 'besides' | 'line'>> & { readonly opened: Openings };

/**
 * The arguments that make the program listen, where it does so in one of its commands only: `serve`, `server start`; those that
 * make it wait for work, where it never listens: `worker`.
 * No command where it listens without any, where it never does, or where several commands do and none has the usual name.
 */
export function serveCommand(code: LinkedCode, name: string, found: readonly FoundListener[]): Serving {
  const listens = openings(found);
  // `app worker`, which opens no port, serves as well.
  const served = listens.length > 0 ? listens : placesOfWork(code);
  const commands = describesCommands(name, code) ? [] : commandsOf(code);
  const { command, opened, several, aside = [], besides = [], line } = servingOf(code, name, served, commands);
  const targets = lazily(() => functionsAround(code, served));
  const kept = new Set(opened.map(({ listener }) => listener));
  const all = new Set(found.map(({ listener }) => listener));
  const hasCommands = command !== null || hasSeveralCommands(code, commands);
  return {
    ...{ command, hasCommands, listens: [...all].filter((one) => kept.has(one)), several, aside, besides },
    waits: listens.length > 0 ? waitsFor(code).length > 0 : opened.length > 0,
    line: line ?? (hasCommands ? null : commands),
    serves: (one) => THROUGH.some((open) => listensBehind(code, one, served, targets(), open).length > 0),
  };
}

/** As CommandsAt. */
export function commandsOnlyAt(
  place: Placed,
  { aside, besides }: Pick<Serving, 'aside' | 'besides'>,
): ReturnType<CommandsAt> {
  if (!aside.some((one) => isInside(place, one))) return null;
  return besides.flatMap(({ args, places }) => (places.some((one) => isInside(place, one)) ? [args] : []));
}

function openings(found: readonly FoundListener[]): Openings {
  return [...new Map(found.map((one) => [one.listener, one.openedAt ?? [one.listener]]))].flatMap(
    ([listener, places]) => places.map(({ file, start, end }) => ({ file, start, end, listener })),
  );
}

function placesOfWork(code: LinkedCode): Openings {
  return waitsFor(code).map(({ expression: { start, end }, site: { file } }) => {
    return { file: file.path, start, end, listener: null };
  });
}

function servingOf(code: LinkedCode, name: string, listens: Openings, commands: readonly Command[]): Opened {
  const targets = functionsAround(code, listens);
  // `app := cli.NewApp()` and kingpin's application are roots without a name; else one command is the root itself.
  const fewest = code.calls('NewApp').length > 0 || commands.some(({ made }) => made) ? 1 : 2;
  if (commands.length < fewest || listens.length === 0) return { command: null, opened: listens, several: [] };
  const parents = parentsOf(code, commands);
  const isPlain = (command: Command, path: readonly string[] | null): boolean =>
    USUAL.test(command.name) && path?.length === 1 && listensBehind(code, command, listens, targets, false).length > 0;
  // It listens before it asks for a command; what it opens by the way, where one is there to serve, does not count.
  const own = aroundCommands(code, commands, listens, targets);
  if (own.length > 0 && commands.filter((one) => isPlain(one, pathOf(one, parents))).length !== 1) {
    return { command: null, opened: withoutOthers(code, commands, own, listens, targets), several: [] };
  }
  const servingBy = (throughInterfaces: boolean) =>
    commands.filter((command) => listensBehind(code, command, listens, targets, throughInterfaces).length > 0);
  for (const throughInterfaces of THROUGH) {
    const all = servingBy(throughInterfaces);
    if (all.length === 0) continue;
    if (!throughInterfaces && servingBy(true).some((one) => goesBefore(one, all, name, parents))) continue;
    const root = all.find((command) => isRoot(command, name, parents));
    // The program listens as it is.
    if (root) {
      const opened = ofCommand(code, commands, root, listens, targets);
      return { command: null, opened, several: [], ...besides(code, root, commands, parents) };
    }
    const grouped = all.filter((one) => USUAL.test(pathOf(one, parents)?.[0] ?? ''));
    const serving = grouped.length > 0 ? grouped : all;
    const usual = serving.length === 1 ? serving : serving.filter((one) => USUAL.test(one.name));
    const [only, other] = usual.length === 1 ? usual : serving.filter((one) => startsAll(one, serving, parents));
    const args = only && !other ? pathOf(only, parents) : null;
    if (!only || !args) {
      const isAny = serving.length > 1 && !actsItself(code);
      // One that is made of what a table holds may serve, too.
      const isOpen = commands.some((one) => one.name === '' && parents.has(one));
      const several = isAny ? [...serving.map((one) => pathOf(one, parents)), ...(isOpen ? [null] : [])] : [];
      return { command: null, opened: listens, several };
    }
    return {
      command: {
        ...placeOf(only.site.file, only.span),
        args,
        ...(only.afterFlags && { afterFlags: true }),
        certainty: 'default',
      },
      opened: ofCommand(code, commands, only, listens, targets),
      several: [],
      ...besides(code, only, commands, parents),
    };
  }
  return { command: null, opened: listens.filter(({ listener }) => listener !== null), several: [] };
}

/** Commands that `chosen` neither lies in nor runs, and what they alone come to. */
function besides(
  code: LinkedCode,
  chosen: Command,
  commands: readonly Command[],
  parents: Parents,
): Pick<Serving, 'aside' | 'besides' | 'line'> {
  const line = lineOf(chosen, parents);
  const own = new Set([...chosen.starts, ...line]);
  const found = commands.filter((one) => !own.has(one) && !isWrittenIn(one, chosen));
  // What stands in a literal beside what it runs is its own, too.
  const literals = found.flatMap((one) => (parents.has(one) && one.composite ? [written(one, one.composite)] : []));
  const reaches = found.map((one) => ({ args: pathOf(one, parents), places: placesBehind(code, one) }));
  return {
    line,
    aside: [...literals, ...onlyBehind(code, reaches, chosen, commands)],
    besides: reaches.flatMap(({ args, places }) => (args ? [{ args, places }] : [])),
  };
}

function written({ site }: Command, { start, end }: Span): Placed {
  return { file: site.file.path, start, end };
}

/** It runs all others that serve, or says so: `serve all` beside `serve public` and `serve admin`. */
function startsAll(command: Command, serving: readonly Command[], parents: Parents): boolean {
  if (serving.length < 2) return false;
  if (command.name === 'all') return serving.every((one) => parents.get(one) === parents.get(command));
  return serving.every((one) => one === command || command.starts.includes(one));
}

/** `server`, which may listen behind interfaces, beside `envoy shutdown-manager` or `lsp`, which surely do. */
function goesBefore(command: Command, serving: readonly Command[], program: string, parents: Parents): boolean {
  if (!isUsual(command, parents) || serving.some((one) => isRoot(one, program, parents))) return false;
  const areAside = serving.every((one) => (pathOf(one, parents)?.length ?? 0) > 1);
  return areAside || (/^server?$/.test(command.name) && !serving.some((one) => isUsual(one, parents)));
}

function isUsual(command: Command, parents: Parents): boolean {
  return USUAL.test(command.name) && pathOf(command, parents)?.length === 1;
}

/** `app.Action = serve`: without a command it may do what its commands do. */
function actsItself(code: LinkedCode): boolean {
  return code
    .fieldAssignments('Action')
    .some(({ target, site }) => /\/cli\.App$/.test(typeOf(code, target.operand, site) ?? ''));
}

/** Without the listeners that another command is known to open and that `chosen` does not come to in any way. */
function ofCommand(
  code: LinkedCode,
  commands: readonly Command[],
  chosen: Command,
  listens: Openings,
  targets: ReadonlySet<GoFunction>,
): Openings {
  const own = listensBehind(code, chosen, listens, targets, true);
  const others = commands.filter((one) => one !== chosen);
  return withoutOthers(code, others, own, listens, targets);
}

function withoutOthers(
  code: LinkedCode,
  others: readonly Command[],
  own: Openings,
  listens: Openings,
  targets: ReadonlySet<GoFunction>,
): Openings {
  const behind = new Set(others.flatMap((one) => listensBehind(code, one, listens, targets, false)));
  return listens.filter((one) => own.includes(one) || !behind.has(one));
}

/** The listeners that `main` comes to without a command. */
function aroundCommands(
  code: LinkedCode,
  commands: readonly Command[],
  listens: Openings,
  targets: ReadonlySet<GoFunction>,
): Openings {
  return [...functionsBeforeCommands(code, commands)].flatMap(([at, composites]) =>
    targets.has(at.fn) ? listensIn(at, listens).filter((one) => !composites.some((other) => holds(other, one))) : [],
  );
}

function functionsAround(code: LinkedCode, listens: Openings): ReadonlySet<GoFunction> {
  const found = new Set<GoFunction>();
  const files = new Set(listens.map(({ file }) => file));
  for (const { fn, file } of code.reachedFunctions()) {
    if (!files.has(file.path)) continue;
    const isAround = listens.some((one) => one.file === file.path && holds(fn, one));
    if (isAround) found.add(fn);
  }
  return found;
}

/** The listeners that a command opens, in itself or through functions of the project that come to one of `targets`. */
function listensBehind(
  code: LinkedCode,
  command: Command,
  listens: Openings,
  targets: ReadonlySet<GoFunction>,
  throughInterfaces: boolean,
): Openings {
  return [command, ...command.starts].flatMap((one) => ownListens(code, one, listens, targets, throughInterfaces));
}

function ownListens(
  code: LinkedCode,
  command: Command,
  listens: Openings,
  targets: ReadonlySet<GoFunction>,
  throughInterfaces: boolean,
): Openings {
  const { literals, functions } = reachOf(code, command, throughInterfaces);
  return [
    ...literals.flatMap((literal) => listens.filter((one) => isInside(one, literal))),
    ...functions.flatMap((at) => (targets.has(at.fn) ? listensIn(at, listens) : [])),
  ];
}

function listensIn({ file, fn }: Site & { readonly fn: GoFunction }, listens: Openings): Openings {
  return listens.filter((one) => one.file === file.path && holds(fn, one));
}
