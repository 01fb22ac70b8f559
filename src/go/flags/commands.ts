import type { Site, Use } from '../code/code-index.ts';
import type { Reach } from './command-reach.ts';
import { evaluate, originOf, questionAt } from '../code/context.ts';
import { kingpinCommand, kingpinCommands } from './kingpin-commands.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { type OwnCommand, ownCommands } from './own-commands.ts';
import { isKnown } from '../values/setting.ts';
import { type Composite, elementNamed, type Expression, holds, type Span } from '../syntax/syntax.ts';
import { calleeName, typeOf } from '../code/types.ts';
import type { Uses } from '../code/uses.ts';

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

const RUNS = SHAPES.flatMap(({ runs }) => runs);
const LISTS = SHAPES.flatMap(({ inner }) => inner);

export interface Command extends OwnCommand {
  readonly composite: Composite | null;
  /** It is written with commands of its own. */
  readonly holdsOthers: boolean;
  /** Where what it runs is assigned, behind the literal: `cmd.RunE = serve`. */
  readonly runsAt?: Site;
  /** Others that it runs: `serveCmd.RunE(serveCmd, args)`. */
  readonly starts: Command[];
  /** What it comes to without interfaces, and through them, as far as somebody has asked. */
  readonly reaches: Map<boolean, Reach>;
}

/** By command the one that holds it. */
export type Parents = ReadonlyMap<Command, Command | null>;

const NO_COMMANDS: readonly Command[] = [];

/** All commands of the program, as whatever library it uses has them. */
export function commandsOf(code: LinkedCode): readonly Command[] {
  return code.once(findCommands, NO_COMMANDS);
}

function findCommands(code: LinkedCode): readonly Command[] {
  const own = [...ownCommands(code), ...kingpinCommands(code)].map((one): Command => {
    return { ...one, composite: null, holdsOthers: false, starts: [], reaches: new Map() };
  });
  const ofLibraries = withAssignedRuns(code, libraryCommands(code));
  findStarted(code, ofLibraries);
  return [...ofLibraries, ...own];
}

/** Tells each command which others it runs. */
function findStarted(code: LinkedCode, commands: readonly Command[]): void {
  if (commands.length < 2) return;
  const commandOf = commandBehind(code, commands);
  for (const { expression, site } of RUNS.flatMap((name) => code.calls(name))) {
    const started = expression.callee.kind === 'select' ? commandOf(expression.callee.operand, site) : null;
    if (!started) continue;
    for (const command of commands) {
      if (command !== started && runsCode(code, command, expression, site)) command.starts.push(started);
    }
  }
}

/** Whether it is what a command runs that stands there. */
export function runsCode(code: LinkedCode, command: Command, place: Span, { file, fn }: Site): boolean {
  const { runs, runsAt, site: own } = command;
  const site = runsAt ?? own;
  if (runs?.kind !== 'function') {
    return runs !== null && fn !== null && code.functions.get(calleeName(code, runs, site) ?? '')?.fn === fn;
  }
  return site.file.path === file.path && holds(runs, place);
}

function libraryCommands(code: LinkedCode): Command[] {
  return code.gather(named).flatMap(({ expression, site }: Use<Composite>): Command[] => {
    const shape = shapeOf(code, expression, site);
    const name = shape && elementNamed(expression, ...shape.name);
    if (!shape || !name) return [];
    const text = evaluate(name, questionAt(code, site));
    // What has no name in the source is mostly the root, called as its file is.
    const [word = ''] = isKnown(text) ? text.text.split(' ') : [];
    const holdsOthers = elementNamed(expression, ...shape.inner) !== undefined;
    const runs = elementNamed(expression, ...shape.runs) ?? null;
    return [
      {
        composite: expression,
        span: expression,
        site,
        name: word,
        runs,
        method: null,
        holdsOthers,
        starts: [],
        reaches: new Map(),
      },
    ];
  });
}

/** Commands whose literal does not say what they run: `cmd.RunE = serve` does. */
function withAssignedRuns(code: LinkedCode, commands: readonly Command[]): Command[] {
  if (commands.every(({ runs }) => runs)) return [...commands];
  const commandOf = commandBehind(code, commands);
  const assigned = new Map<Command | null, Pick<Command, 'runs' | 'runsAt'>>();
  for (const { target, expression, site } of RUNS.flatMap((name) => code.fieldAssignments(name))) {
    assigned.set(commandOf(target.operand, site), { runs: expression, runsAt: site });
  }
  return commands.map((command) => (command.runs ? command : { ...command, ...assigned.get(command) }));
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

/** The command that an expression is. */
export function commandBehind(code: LinkedCode, commands: readonly Command[]) {
  const byComposite = new Map<Expression, Command>(
    commands.flatMap((command) => (command.composite ? [[command.composite, command] as const] : [])),
  );
  return (expression: Expression, site: Site): Command | null => {
    const origin = byComposite.has(expression) ? expression : originOf(expression, questionAt(code, site))?.expression;
    return (origin && byComposite.get(origin)) ?? null;
  };
}

/** By command the one that holds it: told to `AddCommand`, written in a list of it, or in one that it is given. */
export function parentsOf(code: LinkedCode, commands: readonly Command[]): Parents {
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
  const hold = (parent: Command, list: Expression | undefined, site: Site) => {
    const origin = list && originOf(list, questionAt(code, site));
    if (origin?.expression.kind !== 'composite') return;
    for (const { value } of origin.expression.elements) {
      const child = commandOf(value, origin.context.site);
      if (child && child !== parent) parents.set(child, parent);
    }
  };
  for (const command of commands) {
    if (!command.composite) continue;
    const inner = shapeOf(code, command.composite, command.site)?.inner ?? [];
    hold(command, elementNamed(command.composite, ...inner), command.site);
  }
  // `app.Commands = []*cli.Command{…}`
  for (const { target, expression, site } of LISTS.flatMap((name) => code.fieldAssignments(name))) {
    const parent = commandOf(target.operand, site);
    if (parent) hold(parent, expression, site);
  }
  return parents;
}

/** What others lie in, and no other holds; a command that nothing in sight holds lies in the root itself. */
export function isRoot(command: Command, name: string, parents: Parents): boolean {
  if (parents.has(command)) return false;
  return ['', name].includes(command.name) || [...parents.values()].includes(command) || command.holdsOthers;
}

/** A command, and those that hold it. */
export function lineOf(command: Command, parents: Parents): readonly Command[] {
  const line = new Set<Command>();
  for (let at: Command | null | undefined = command; at && !line.has(at); at = parents.get(at)) line.add(at);
  return [...line];
}

/** Whether the literal of a command holds another one. */
export function isWrittenIn({ composite, site }: Command, inner: Command): boolean {
  return composite !== null && site.file === inner.site.file && holds(composite, inner.span);
}

/** Names from below the root; null where the way up goes in circles. */
export function pathOf(command: Command, parents: Parents): string[] | null {
  if (command.name === '') return null;
  const path = [command.name];
  for (let at = parents.get(command); at && parents.has(at); at = parents.get(at)) {
    path.unshift(at.name);
    if (path.length > 5 || at.name === '') return null;
  }
  return path;
}
