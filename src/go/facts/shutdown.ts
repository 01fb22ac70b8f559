import { find } from '../code/bindings.ts';
import type { Site, Use } from '../code/code-index.ts';
import { type Context, originOf } from '../code/context.ts';
import { callsOf, fieldsOf } from '../file-use/file-calls.ts';
import { calledIn, leadsTo } from '../code/leads-to.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { Place, Program } from '../project.ts';
import { LIBRARIES, type ShutdownLibrary, STOPS, WAITS } from '../libraries/shutdown-libraries.ts';
import { contextAt } from '../values/solver.ts';
import { longestStop, stopsOf, within } from './stop-times.ts';
import { placeOf } from '../syntax/source-file.ts';
import type { Call, Expression, GoFunction } from '../syntax/syntax.ts';
import { calleeName, importedName } from '../code/types.ts';
import { walkFunction } from '../syntax/walk-code.ts';

/** Which signals the program waits for, and whether it then lets what is under way finish. */
export function shutdownOf(code: LinkedCode, listens: boolean): Program['shutdown'] {
  const signals = new Set<string>();
  let open = false as boolean;
  let place: Place | undefined;
  let told: Place | undefined;
  let handedOn = false;
  let leavesOpen = false;
  const add = (listed: readonly (string | null)[]) => {
    for (const signal of listed) {
      if (signal === null) open = true;
      else signals.add(signal);
    }
  };
  for (const name of ['Notify', 'NotifyContext']) {
    for (const use of code.calls(name)) {
      const { expression, site } = use;
      if (calleeName(code, expression.callee, site) !== `os/signal.${name}`) continue;
      const listed = signalArguments(expression, 1, contextAt(code, site));
      place ??= placeOf(site.file, expression);
      // Without a list every signal is meant.
      add(expression.args.length === 1 ? ['SIGINT', 'SIGTERM'] : listed);
      const ends = expression.args.length === 1 || listed.some((signal) => signal === null || isEnd(signal));
      if (ends) told ??= placeOf(site.file, expression);
      if (ends && (name === 'NotifyContext' || isHandedOn(code, use))) handedOn = true;
    }
  }
  let library: {
    readonly graceful: boolean | null;
    readonly seconds: number | null;
    readonly by: readonly string[];
    readonly isDefault: boolean;
  } | null = null;
  for (const { name, call, site } of callsOf(code, LIBRARIES)) {
    const facts = LIBRARIES.get(name);
    if (!facts) continue;
    const { signals: own, graceful, seconds } = facts;
    place ??= placeOf(site.file, call);
    add('from' in own ? signalArguments(call, own.from, contextAt(code, site)) : own);
    handedOn = true;
    leavesOpen ||= graceful === null;
    const given = timeGiven(code, facts, { expression: call, site });
    const limit = given && within(given.expression, contextAt(code, given.site));
    const time = given ? (limit?.seconds ?? null) : (seconds ?? null);
    const by = limit?.by ?? [];
    if (graceful || library === null) library = { graceful, seconds: time, by, isDefault: given === undefined };
  }
  const shown = told ?? place;
  const facts = { signals: [...signals].sort(), ...(shown && { place: shown }) };
  const stops = stopsOf(code, STOPS);
  const byLibrary = library !== null && library.seconds !== null && library.isDefault;
  const given = library?.seconds === undefined || library.seconds === null ? longestStop(stops, code) : null;
  const by = given?.by ?? library?.by ?? [];
  const timeout = {
    timeoutSeconds: library?.seconds ?? given?.seconds ?? null,
    ...(by.length > 0 && { timeoutBy: by }),
    ...(given && given.by.length > 0 && given.fixed > 0 && { fixedSeconds: given.fixed }),
    ...(byLibrary && { byLibrary }),
  };
  if (library?.graceful === true) return { ...facts, graceful: true, ...timeout, certainty: 'known' };
  const ended = handedOn && (!open || [...signals].some(isEnd));
  if (ended && stops.length > 0) return { ...facts, graceful: true, ...timeout, certainty: 'known' };
  // A library's hooks, or a program without servers that waits for its work: what they do is not seen here.
  const waits = ended && !listens && stopsOf(code, WAITS).length > 0;
  if (waits) return { ...facts, graceful: true, timeoutSeconds: null, certainty: 'known' };
  if (open || leavesOpen || (handedOn && !listens) || (library === null && handsOver(code))) {
    return { ...facts, graceful: null, timeoutSeconds: null, certainty: 'unknown' };
  }
  return { ...facts, graceful: false, timeoutSeconds: null, certainty: 'known' };
}

/** Whether a library that is called like one for signals is used: what it does with them is not seen here. */
function handsOver({ externals }: LinkedCode): boolean {
  return [...externals].some((path) => FOR_SIGNALS.test(path));
}

const FOR_SIGNALS = /[/-](?:signals?|sig-?handler|graceful(?:ly)?|(?:graceful-?)?shutdown)$/i;

/** What gives a library its time in place of its own. */
function timeGiven(
  code: LinkedCode,
  { timeoutAt, timeoutOption, timeoutField }: ShutdownLibrary,
  { expression: call, site }: Pick<Use<Call>, 'expression' | 'site'>,
): { readonly expression: Expression; readonly site: Site } | undefined {
  const argument = timeoutAt === undefined ? undefined : call.args[timeoutAt];
  if (argument) return { expression: argument, site };
  const [option] = timeoutOption === undefined ? [] : callsOf(code, new Set([timeoutOption]));
  const [first] = option?.call.args ?? [];
  if (option && first) return { expression: first, site: option.site };
  const [field] = timeoutField ? fieldsOf(code, timeoutField.of, [timeoutField.name]) : [];
  return field && { expression: field.value, site: field.site };
}

function isEnd(signal: string): boolean {
  return ['SIGINT', 'SIGTERM', 'SIGQUIT'].includes(signal);
}

/**
 * Whether the signal of a channel goes anywhere but to the end: what waits for it stops a server, ends a context, tells
 * another channel, or returns to somebody who may. `<-c; os.Exit(0)` does not.
 */
function isHandedOn(code: LinkedCode, { expression, site }: Use<Call>): boolean {
  const { fn } = site;
  const [channel] = expression.args;
  if (!fn || !channel) return false;
  const here = { ...site, fn };
  const local = channel.kind === 'name' ? find(code.bindings(fn), channel.name, channel.start) : undefined;
  if (local?.source.kind !== 'value' || fn.results.length > 0 || isMethodOrHelper(fn)) return true;
  let sends = false as boolean;
  walkFunction(fn, {
    statement(statement) {
      // Both sides of `done <- true` stand there as statements of their own.
      if (statement.kind === 'expression' && statement.expression.kind === 'name') sends = true;
    },
  });
  if (sends) return true;
  const called = calledIn(code, here);
  return called.some((name) => name === null || name === 'close' || STOPS.has(name)) || leadsTo(code, here, STOPS);
}

/** What follows the return of a helper is its caller's business. */
function isMethodOrHelper(fn: GoFunction): boolean {
  return fn.name !== 'main' && fn.name !== 'init' && !fn.name.startsWith('Test');
}

/** The signals of a call; null for one that the source does not name. */
function signalArguments({ args, spread }: Call, from: number, context: Context): (string | null)[] {
  const listed = args.slice(from);
  const last = listed.at(-1);
  if (!spread || !last) return listed.map((argument) => signalName(argument, context));
  const origin = originOf(last, context);
  if (origin?.expression.kind !== 'composite') return [null];
  return origin.expression.elements.map(({ value }) => signalName(value, origin.context));
}

function signalName(expression: Expression, context: Context): string | null {
  const { code, site } = context;
  if (expression.kind === 'call' && expression.args.length === 1 && expression.args[0]) {
    return signalName(expression.args[0], contextAt(code, site));
  }
  if (expression.kind === 'name') {
    const origin = originOf(expression, context);
    return origin && origin.expression.kind !== 'name' ? signalName(origin.expression, origin.context) : null;
  }
  if (expression.kind !== 'select') return null;
  const name = importedName(code, expression.operand, expression.name, site) ?? '';
  if (name === 'os.Interrupt') return 'SIGINT';
  if (name === 'os.Kill') return 'SIGKILL';
  return /^(?:syscall|golang\.org\/x\/sys\/unix)\.(SIG\w+)$/.exec(name)?.[1] ?? null;
}
