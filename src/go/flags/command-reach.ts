import type { Placed } from '../code/left-out.ts';
import { edgesOf } from '../code/call-edges.ts';
import type { Site } from '../code/code-index.ts';
import type { Command } from './commands.ts';
import type { FunctionSite } from '../code/declared.ts';
import type { Entered } from '../facts/endless-loops.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { methodsCalled } from '../code/methods-named.ts';
import type { OfCommands } from '../project.ts';
import { type Expression, type GoFunction, holds, type Span } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';
import { walkFunction } from '../syntax/walk-code.ts';

/** Of what a command comes to: more than nearly all programs have. */
const MOST_FUNCTIONS = 20_000;

/** A command, and where it comes to. */
export interface CommandReach {
  /** Its names from below the root. */
  readonly args: readonly string[];
  readonly places: readonly Placed[];
}

/** What a command comes to: literals that it runs, and functions of the project. */
export interface Reach {
  readonly literals: readonly Placed[];
  readonly functions: readonly FunctionSite[];
}

/** Of a place where only other commands than the one that serves come to, those whose names are known; null of all else. */
export type CommandsAt = (place: Placed) => OfCommands['commands'] | null;

/** What is kept of a fact that was found before in another place: where it is not known of commands alone, it is of none. */
export function isKept(known: OfCommands, commands: ReturnType<CommandsAt>): boolean {
  return known.commands === undefined || commands !== null;
}

export function isInside(inner: Placed, outer: Placed): boolean {
  return inner.file === outer.file && holds(outer, inner);
}

/** Worked out once a command: which one serves, and what the others do alone, is asked of each. */
export function reachOf(code: LinkedCode, command: Command, throughInterfaces: boolean): Reach {
  const known = command.reaches.get(throughInterfaces);
  if (known) return known;
  const found = findReach(code, command, throughInterfaces);
  command.reaches.set(throughInterfaces, found);
  return found;
}

function findReach(code: LinkedCode, command: Command, throughInterfaces: boolean): Reach {
  const { runs, method, branch, span, site } = command;
  const runsAt = command.runsAt ?? site;
  const literals: Placed[] = [];
  const functions: FunctionSite[] = [];
  const seen = new Set<GoFunction>();
  const open: FunctionSite[] = [];
  const interfaces: Site[] = [];
  const asked = new Set<string>();
  const visit = (target: FunctionSite | undefined) => {
    if (!target || seen.has(target.fn)) return;
    seen.add(target.fn);
    open.push(target);
  };
  const visitOpen = (at: Site) => {
    if (throughInterfaces) interfaces.push(at);
  };
  visit(method ?? undefined);
  if (branch && site.fn) {
    literals.push({ file: site.file.path, start: span.start, end: span.end });
    for (const name of namesIn(code, site.fn, site, (one) => !holds(span, one))) visit(code.functions.get(name));
    visitOpen(site);
  }
  const visitRun = (run: Expression): void => {
    if (run.kind === 'function') {
      literals.push({ file: runsAt.file.path, start: run.start, end: run.end });
      for (const name of namesIn(code, run.function, runsAt)) visit(code.functions.get(name));
      visitOpen({ ...runsAt, fn: run.function });
    } else if (run.kind === 'call') [run.callee, ...run.args].forEach(visitRun);
    else visit(code.functions.get(calleeName(code, run, runsAt) ?? ''));
  };
  if (runs) visitRun(runs);
  const followNames = () => {
    for (let at = open.pop(); at; at = open.pop()) {
      functions.push(at);
      if (seen.size >= MOST_FUNCTIONS) continue;
      for (const name of edgesOf(code, at).names) visit(code.functions.get(name));
      visitOpen(at);
    }
  };
  followNames();
  // What is surely called goes first: of a large program not all is followed, and through interfaces all calls all.
  for (let at = interfaces.shift(); at && seen.size < MOST_FUNCTIONS; at = interfaces.shift()) {
    for (const call of edgesOf(code, at).open) {
      if (asked.has(call)) continue;
      asked.add(call);
      methodsCalled(code, call).forEach(visit);
    }
    followNames();
  }
  return { literals, functions };
}

/** The functions that a command is: what it runs itself, or what the branch for it calls. */
export function enteredBy(code: LinkedCode, { runs, method, branch, span, ...command }: Command): Entered[] {
  const site = command.runsAt ?? command.site;
  const named = (name: string | null): Entered[] => {
    const found = code.functions.get(name ?? '');
    return found ? [{ site: found, fn: found.fn }] : [];
  };
  const ofRun = (run: Expression): Entered[] => {
    if (run.kind === 'function') return [{ site: { ...site, fn: site.fn ?? run.function }, fn: run.function }];
    return run.kind === 'call' ? [run.callee, ...run.args].flatMap(ofRun) : named(calleeName(code, run, site));
  };
  const inBranch = branch && site.fn ? namesIn(code, site.fn, site, (one) => !holds(span, one)) : [];
  return [
    ...(method ? [{ site: method, fn: method.fn }] : []),
    ...[...inBranch].flatMap(named),
    ...(runs ? ofRun(runs) : []),
  ];
}

/** Where a command comes to without asking an interface. */
export function placesBehind(code: LinkedCode, command: Command): Placed[] {
  return [command, ...command.starts].flatMap((one) => {
    const { literals, functions } = reachOf(code, one, false);
    return [...literals, ...functions.map(placeOfFunction)];
  });
}

/** Functions that these commands come to, and neither `chosen` nor what runs before any command does. */
export function onlyBehind(
  code: LinkedCode,
  reaches: readonly Pick<CommandReach, 'places'>[],
  chosen: Command,
  commands: readonly Command[],
): Placed[] {
  const shared = new Set<string>();
  const note = (at: FunctionSite) => shared.add(keyOf(placeOfFunction(at)));
  for (const one of [chosen, ...chosen.starts]) reachOf(code, one, true).functions.forEach(note);
  for (const [at] of functionsBeforeCommands(code, commands)) note(at);
  const places = new Map(reaches.flatMap((one) => one.places.map((place) => [keyOf(place), place] as const)));
  return [...places].flatMap(([key, place]) => (shared.has(key) ? [] : [place]));
}

/** The functions that `main` comes to without a command, with the commands that are written in each: what stands there is theirs. */
export function functionsBeforeCommands(
  code: LinkedCode,
  commands: readonly Command[],
): ReadonlyMap<FunctionSite, readonly Span[]> {
  const written = new Map<GoFunction, Span[]>();
  const note = (span: Span, { fn }: Site) => {
    if (fn) written.set(fn, [...(written.get(fn) ?? []), span]);
  };
  for (const { span, site, runs, runsAt } of commands) {
    note(span, site);
    if (runs && runsAt) note(runs, runsAt);
  }
  const found = new Map<FunctionSite, readonly Span[]>();
  const seen = new Set<GoFunction>();
  const open = [`${code.packages[0]?.importPath ?? ''}.main`];
  for (let name = open.pop(); name !== undefined && seen.size < MOST_FUNCTIONS; name = open.pop()) {
    const at = code.functions.get(name);
    if (!at || seen.has(at.fn)) continue;
    seen.add(at.fn);
    const composites = written.get(at.fn) ?? [];
    found.set(at, composites);
    const names =
      composites.length > 0
        ? namesIn(code, at.fn, at, (one) => composites.some((other) => holds(other, one)))
        : edgesOf(code, at).names;
    open.push(...names);
  }
  return found;
}

function placeOfFunction({ file, fn }: FunctionSite): Placed {
  return { file: file.path, start: fn.start, end: fn.end };
}

function keyOf({ file, start }: Placed): string {
  return `${file} ${String(start)}`;
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
