import { edgesOf } from './call-edges.ts';
import type { Site, Use } from './code-index.ts';
import { evaluate, originOf, questionAt } from './context.ts';
import type { FunctionSite } from './declared.ts';
import { kingpinCommand, kingpinCommands } from './kingpin-commands.ts';
import type { LinkedCode } from './linked-code.ts';
import type { FoundListener } from './listeners.ts';
import { methodsNamed } from './methods-named.ts';
import type { Listener, Program } from './project.ts';
import { type OwnCommand, ownCommands } from './own-commands.ts';
import { isKnown } from './setting.ts';
import { placeOf } from './source-file.ts';
import type { Composite, Expression, GoFunction, Span } from './syntax.ts';
import { calleeName, typeOf } from './types.ts';
import type { Uses } from './uses.ts';
import { walkFunction } from './walk-code.ts';

/** How command-line libraries tell a command from the rest: its name, what it runs, and what lies in it. */
interface CommandShape {
  readonly types: RegExp;
  readonly name: readonly string[];
  readonly runs: readonly string[];
  readonly inner: readonly string[];
}

const SHAPES: readonly CommandShape[] = [
  { types: /^github\.com\/spf13\/cobra\.Command$/, name: ['Use'], runs: ['Run', 'RunE'], inner: [] },
  {
    types: /^(?:[\w.-]+\/)+cli\.(?:Command|App)$/,
    name: ['Name'],
    runs: ['Action'],
    inner: ['Commands', 'Subcommands'],
  },
  {
    types: /^github\.com\/peterbourgon\/ff\/ffcli\.Command$/,
    name: ['Name'],
    runs: ['Exec'],
    inner: ['Subcommands'],
  },
];
const NAMES = new Set(SHAPES.flatMap(({ name }) => name));
const MOST_FUNCTIONS = 3000;
const USUAL = /^(?:serve|server|web|run|start|daemon|api|http|standalone|up)$/;

interface Command extends OwnCommand {
  readonly composite: Composite | null;
  /** It is written with commands of its own. */
  readonly holdsOthers: boolean;
  /** Others that it runs: `serveCmd.RunE(serveCmd, args)`. */
  readonly starts: Command[];
}

export interface Serving {
  readonly command: Program['command'];
  /** Those that the program opens when it is run so; what only other commands open is none of them. */
  readonly listens: Program['listens'];
  /** Where several commands listen and none is the one that serves: their names from below the root; null where those are open. */
  readonly several: readonly (readonly string[] | null)[];
}

/** A place of the source that opens a listener; several may open one. */
interface Opening extends Span {
  readonly file: string;
  readonly listener: Listener;
}

type Openings = readonly Opening[];
type Opened = Omit<Serving, 'listens'> & { readonly opened: Openings };

/**
 * The arguments that make the program listen, where it does so in one of its commands only: `serve`, `server start`.
 * No command where it listens without any, where it never does, or where several commands do and none has the usual name.
 */
export function serveCommand(code: LinkedCode, name: string, found: readonly FoundListener[]): Serving {
  const listens = openings(found);
  const { command, opened, several } = servingOf(code, name, listens);
  const kept = new Set(opened.map(({ listener }) => listener));
  const all = new Set(found.map(({ listener }) => listener));
  return { command, listens: [...all].filter((one) => kept.has(one)), several };
}

function openings(found: readonly FoundListener[]): Openings {
  return [...new Map(found.map((one) => [one.listener, one.openedAt ?? [one.listener]]))].flatMap(
    ([listener, places]) => places.map(({ file, start, end }) => ({ file, start, end, listener })),
  );
}

function servingOf(code: LinkedCode, name: string, listens: Openings): Opened {
  const commands = commandsOf(code);
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
    const serving = servingBy(throughInterfaces);
    if (serving.length === 0) continue;
    if (!throughInterfaces && areAside(serving, parents) && servingBy(true).some((one) => isUsual(one, parents)))
      continue;
    const root = serving.find((command) => isRoot(command, name, parents));
    // The program listens as it is.
    if (root) return { command: null, opened: ofCommand(code, commands, root, listens, targets), several: [] };
    const usual = serving.length === 1 ? serving : serving.filter((one) => USUAL.test(one.name));
    const [only, other] = usual.length === 1 ? usual : serving.filter((one) => startsAll(one, serving));
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
    };
  }
  return { command: null, opened: listens, several: [] };
}

function startsAll(command: Command, serving: readonly Command[]): boolean {
  return serving.length > 1 && serving.every((one) => one === command || command.starts.includes(one));
}

/** `envoy shutdown-manager` beside `server`, which may listen behind interfaces. */
function areAside(serving: readonly Command[], parents: ReadonlyMap<Command, Command | null>): boolean {
  return serving.every((one) => (pathOf(one, parents)?.length ?? 0) > 1);
}

function isUsual(command: Command, parents: ReadonlyMap<Command, Command | null>): boolean {
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

function commandsOf(code: LinkedCode): Command[] {
  const own = [...ownCommands(code), ...kingpinCommands(code)].map((one): Command => {
    return { ...one, composite: null, holdsOthers: false, starts: [] };
  });
  const ofLibraries = libraryCommands(code);
  findStarted(code, ofLibraries);
  return [...ofLibraries, ...own];
}

/** Tells each command which others it runs. */
function findStarted(code: LinkedCode, commands: readonly Command[]): void {
  if (commands.length < 2) return;
  const commandOf = commandBehind(code, commands);
  for (const { expression, site } of SHAPES.flatMap(({ runs }) => runs).flatMap((name) => code.calls(name))) {
    const started = expression.callee.kind === 'select' ? commandOf(expression.callee.operand, site) : null;
    if (!started) continue;
    for (const command of commands) {
      if (command !== started && runsCode(code, command, expression, site)) command.starts.push(started);
    }
  }
}

/** Whether it is what a command runs that stands there. */
function runsCode(code: LinkedCode, command: Command, { start, end }: Span, { file, fn }: Site): boolean {
  const { runs, site } = command;
  if (runs?.kind !== 'function') {
    return runs !== null && fn !== null && code.functions.get(calleeName(code, runs, site) ?? '')?.fn === fn;
  }
  return site.file.path === file.path && runs.start <= start && end <= runs.end;
}

function libraryCommands(code: LinkedCode): Command[] {
  return code.gather(named).flatMap(({ expression, site }: Use<Composite>): Command[] => {
    const shape = shapeOf(code, expression, site);
    const name = shape && element(expression, shape.name);
    if (!shape || !name) return [];
    const text = evaluate(name, questionAt(code, site));
    // What has no name in the source is mostly the root, called as its file is.
    const [word = ''] = isKnown(text) ? text.text.split(' ') : [];
    const holdsOthers = element(expression, shape.inner) !== null;
    const runs = element(expression, shape.runs);
    return [{ composite: expression, span: expression, site, name: word, runs, method: null, holdsOthers, starts: [] }];
  });
}

/** Literals with a field that may hold a command's name. */
function named({ composites }: Uses): readonly Use<Composite>[] {
  return composites.filter(({ expression: { elements } }) =>
    elements.some(({ key }) => key?.kind === 'name' && NAMES.has(key.name)),
  );
}

function shapeOf(code: LinkedCode, expression: Composite, site: Site): CommandShape | undefined {
  const type = typeOf(code, expression, site);
  return type === null ? undefined : SHAPES.find(({ types }) => types.test(type));
}

function element({ elements }: Composite, names: readonly string[]): Expression | null {
  return elements.find(({ key }) => key?.kind === 'name' && names.includes(key.name))?.value ?? null;
}

/** The command that an expression is. */
function commandBehind(code: LinkedCode, commands: readonly Command[]) {
  const byComposite = new Map<Expression, Command>(
    commands.flatMap((command) => (command.composite ? [[command.composite, command] as const] : [])),
  );
  return (expression: Expression, site: Site): Command | null => {
    const origin = byComposite.has(expression) ? expression : originOf(expression, questionAt(code, site))?.expression;
    return (origin && byComposite.get(origin)) ?? null;
  };
}

/** By command the one that holds it: told to `AddCommand`, or written in a list of it. */
function parentsOf(code: LinkedCode, commands: readonly Command[]): ReadonlyMap<Command, Command | null> {
  const commandOf = commandBehind(code, commands);
  const parents = new Map<Command, Command | null>();
  for (const command of commands) {
    if (command.made?.callee.kind !== 'select') continue;
    const above = kingpinCommand(command.made.callee.operand, command.site, code);
    parents.set(command, commands.find(({ made }) => made !== undefined && made === above) ?? null);
  }
  for (const { expression, site } of code.calls('AddCommand')) {
    const parent = expression.callee.kind === 'select' ? commandOf(expression.callee.operand, site) : null;
    for (const argument of expression.args) {
      const child = commandOf(argument, site);
      if (child && child !== parent) parents.set(child, parent);
    }
  }
  for (const command of commands) {
    if (!command.composite) continue;
    const inner = shapeOf(code, command.composite, command.site)?.inner ?? [];
    const list = element(command.composite, inner);
    const origin = list && originOf(list, questionAt(code, command.site));
    if (origin?.expression.kind !== 'composite') continue;
    for (const { value } of origin.expression.elements) {
      const child = commandOf(value, origin.context.site);
      if (child && child !== command) parents.set(child, command);
    }
  }
  return parents;
}

/** What others lie in, and no other holds; a command that nothing in sight holds lies in the root itself. */
function isRoot(command: Command, name: string, parents: ReadonlyMap<Command, Command | null>): boolean {
  if (parents.has(command)) return false;
  return ['', name].includes(command.name) || [...parents.values()].includes(command) || command.holdsOthers;
}

/** Names from below the root; null where the way up goes in circles. */
function pathOf(command: Command, parents: ReadonlyMap<Command, Command | null>): string[] | null {
  if (command.name === '') return null;
  const path = [command.name];
  for (let at = parents.get(command); at && parents.has(at); at = parents.get(at)) {
    path.unshift(at.name);
    if (path.length > 5 || at.name === '') return null;
  }
  return path;
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
  if (runs?.kind === 'function') {
    const { start, end } = runs;
    own.push(...listens.filter((one) => one.file === site.file.path && start <= one.start && one.end <= end));
    for (const name of namesIn(code, runs.function, site)) visit(code.functions.get(name));
  } else if (runs) visit(code.functions.get(calleeName(code, runs, site) ?? ''));
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
