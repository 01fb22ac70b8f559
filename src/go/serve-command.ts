import { edgesOf } from './call-edges.ts';
import type { Site } from './code-index.ts';
import { type Command, commandsOf, isRoot, type Parents, parentsOf, pathOf } from './commands.ts';
import type { FunctionSite } from './declared.ts';
import type { LinkedCode } from './linked-code.ts';
import type { FoundListener } from './listeners.ts';
import { methodsNamed } from './methods-named.ts';
import type { Listener, Program } from './project.ts';
import { hasSeveralCommands } from './several-commands.ts';
import { placeOf } from './source-file.ts';
import type { Expression, GoFunction, Span } from './syntax.ts';
import { calleeName, typeOf } from './types.ts';
import { walkFunction } from './walk-code.ts';

const MOST_FUNCTIONS = 3000;
const USUAL = /^(?:serve|server|web|run|start|daemon|api|http|standalone|up)$/;

export interface Serving {
  readonly command: Program['command'];
  /** Its arguments may choose one of several commands. */
  readonly hasCommands: boolean;
  /** Those that the program opens when it is run so; what only other commands open is none of them. */
  readonly listens: Program['listens'];
  /** Where several commands listen and none is the one that serves: their names from below the root; null where those are open. */
  readonly several: readonly (readonly string[] | null)[];
  /** Where other commands are written, whose flags it does not have. */
  readonly others: readonly Placed[];
}

interface Placed extends Span {
  readonly file: string;
}

/** A place of the source that opens a listener; several may open one. */
interface Opening extends Placed {
  readonly listener: Listener;
}

type Openings = readonly Opening[];
type Opened = Omit<Serving, 'listens' | 'others' | 'hasCommands'> & {
  readonly opened: Openings;
  readonly others?: readonly Placed[];
};

/**
 * The arguments that make the program listen, where it does so in one of its commands only: `serve`, `server start`.
 * No command where it listens without any, where it never does, or where several commands do and none has the usual name.
 */
export function serveCommand(code: LinkedCode, name: string, found: readonly FoundListener[]): Serving {
  const listens = openings(found);
  const commands = commandsOf(code);
  const { command, opened, several, others = [] } = servingOf(code, name, listens, commands);
  const kept = new Set(opened.map(({ listener }) => listener));
  const all = new Set(found.map(({ listener }) => listener));
  const hasCommands = command !== null || hasSeveralCommands(code, commands);
  return { command, hasCommands, listens: [...all].filter((one) => kept.has(one)), several, others };
}

function openings(found: readonly FoundListener[]): Openings {
  return [...new Map(found.map((one) => [one.listener, one.openedAt ?? [one.listener]]))].flatMap(
    ([listener, places]) => places.map(({ file, start, end }) => ({ file, start, end, listener })),
  );
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
  for (const throughInterfaces of [false, true]) {
    const all = servingBy(throughInterfaces);
    if (all.length === 0) continue;
    if (!throughInterfaces && areAside(all, parents) && servingBy(true).some((one) => isUsual(one, parents))) continue;
    const root = all.find((command) => isRoot(command, name, parents));
    // The program listens as it is.
    if (root) return { command: null, opened: ofCommand(code, commands, root, listens, targets), several: [] };
    const grouped = all.filter((one) => USUAL.test(pathOf(one, parents)?.[0] ?? ''));
    const serving = grouped.length > 0 ? grouped : all;
    const usual = serving.length === 1 ? serving : serving.filter((one) => USUAL.test(one.name));
    const [only, other] = usual.length === 1 ? usual : serving.filter((one) => startsAll(one, serving, parents));
    const args = only && !other ? pathOf(only, parents) : null;
    if (!only || !args) {
      const isAny = serving.length > 1 && !actsItself(code);
      const several = isAny ? serving.map((one) => pathOf(one, parents)) : [];
      return { command: null, opened: listens, several };
    }
    return {
      command: { ...placeOf(only.site.file, only.span), args, certainty: 'default' },
      opened: ofCommand(code, commands, only, listens, targets),
      several: [],
      others: besides(only, commands, parents),
    };
  }
  return { command: null, opened: listens, several: [] };
}

/** The literals of commands that lie in others as `chosen` does, and do not hold it. */
function besides(chosen: Command, commands: readonly Command[], parents: Parents): Placed[] {
  const above = new Set<Command>();
  for (let at: Command | null | undefined = chosen; at && !above.has(at); at = parents.get(at)) above.add(at);
  return commands.flatMap((one): Placed[] => {
    const { composite, site } = one;
    if (!composite || above.has(one) || !parents.has(one)) return [];
    const { start, end } = composite;
    const holdsIt = site.file === chosen.site.file && start <= chosen.span.start && chosen.span.end <= end;
    return holdsIt ? [] : [{ file: site.file.path, start, end }];
  });
}

/** It runs all others that serve, or says so: `serve all` beside `serve public` and `serve admin`. */
function startsAll(command: Command, serving: readonly Command[], parents: Parents): boolean {
  if (serving.length < 2) return false;
  if (command.name === 'all') return serving.every((one) => parents.get(one) === parents.get(command));
  return serving.every((one) => one === command || command.starts.includes(one));
}

/** `envoy shutdown-manager` beside `server`, which may listen behind interfaces. */
function areAside(serving: readonly Command[], parents: Parents): boolean {
  return serving.every((one) => (pathOf(one, parents)?.length ?? 0) > 1);
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

/** The listeners that `main` comes to without a command: not through what is written in one. */
function aroundCommands(
  code: LinkedCode,
  commands: readonly Command[],
  listens: Openings,
  targets: ReadonlySet<GoFunction>,
): Openings {
  const written = new Map<GoFunction, Span[]>();
  for (const { span, site } of commands) {
    if (site.fn) written.set(site.fn, [...(written.get(site.fn) ?? []), span]);
  }
  const isIn = (composites: readonly Span[], { start, end }: { readonly start: number; readonly end: number }) =>
    composites.some((one) => one.start <= start && end <= one.end);
  const found: Opening[] = [];
  const seen = new Set<GoFunction>();
  const open = [`${code.packages[0]?.importPath ?? ''}.main`];
  for (let name = open.pop(); name !== undefined && seen.size < MOST_FUNCTIONS; name = open.pop()) {
    const at = code.functions.get(name);
    if (!at || seen.has(at.fn)) continue;
    seen.add(at.fn);
    const composites = written.get(at.fn) ?? [];
    if (targets.has(at.fn)) found.push(...listensIn(at, listens).filter((one) => !isIn(composites, one)));
    const names =
      composites.length > 0 ? namesIn(code, at.fn, at, (one) => isIn(composites, one)) : edgesOf(code, at).names;
    open.push(...names);
  }
  return found;
}

function functionsAround(code: LinkedCode, listens: Openings): ReadonlySet<GoFunction> {
  const found = new Set<GoFunction>();
  const files = new Set(listens.map(({ file }) => file));
  for (const { fn, file } of code.reachedFunctions()) {
    if (!files.has(file.path)) continue;
    const isAround = listens.some((one) => one.file === file.path && fn.start <= one.start && one.end <= fn.end);
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
  { runs, method, branch, span, site }: Command,
  listens: Openings,
  targets: ReadonlySet<GoFunction>,
  throughInterfaces: boolean,
): Openings {
  const own: Opening[] = [];
  const seen = new Set<GoFunction>();
  const open: FunctionSite[] = [];
  const visit = (target: FunctionSite | undefined) => {
    if (!target || seen.has(target.fn)) return;
    seen.add(target.fn);
    open.push(target);
  };
  visit(method ?? undefined);
  if (branch && site.fn) {
    const isIn = ({ start, end }: Span) => span.start <= start && end <= span.end;
    own.push(...listens.filter((one) => one.file === site.file.path && isIn(one)));
    for (const name of namesIn(code, site.fn, site, (one) => !isIn(one))) visit(code.functions.get(name));
  }
  const visitRun = (run: Expression): void => {
    if (run.kind === 'function') {
      const { start, end } = run;
      own.push(...listens.filter((one) => one.file === site.file.path && start <= one.start && one.end <= end));
      for (const name of namesIn(code, run.function, site)) visit(code.functions.get(name));
    } else if (run.kind === 'call') [run.callee, ...run.args].forEach(visitRun);
    else visit(code.functions.get(calleeName(code, run, site) ?? ''));
  };
  if (runs) visitRun(runs);
  for (let at = open.pop(); at && seen.size < MOST_FUNCTIONS; at = open.pop()) {
    if (targets.has(at.fn)) own.push(...listensIn(at, listens));
    const edges = edgesOf(code, at);
    for (const name of edges.names) visit(code.functions.get(name));
    if (throughInterfaces) for (const name of edges.open) methodsNamed(code, name).forEach(visit);
  }
  return own;
}

function listensIn({ file, fn }: Site & { readonly fn: GoFunction }, listens: Openings): Openings {
  return listens.filter((one) => one.file === file.path && fn.start <= one.start && one.end <= fn.end);
}

function namesIn(
  code: LinkedCode,
  fn: GoFunction,
  site: Site,
  isLeftOut: (expression: Expression) => boolean = () => false,
): ReadonlySet<string> {
  const names = new Set<string>();
  // A literal in a package variable is a function of its own.
  const inner = { ...site, fn: site.fn ?? fn };
  walkFunction(fn, {
    expression(expression) {
      if (expression.kind !== 'call' && expression.kind !== 'select' && expression.kind !== 'name') return;
      if (isLeftOut(expression)) return;
      const name = calleeName(code, expression.kind === 'call' ? expression.callee : expression, inner);
      if (name !== null) names.add(name);
    },
  });
  return names;
}
