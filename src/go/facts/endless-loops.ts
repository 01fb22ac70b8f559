import type { Site } from '../code/code-index.ts';
import { bodyOf } from '../syntax/bodies.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { isDone, waitsForTheEnd } from './long-running.ts';
import { isErrorByName, returnsError, returnsIn } from '../code/returns.ts';
import { type Call, type GoFunction, holds, type Span, type Statement } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';
import { walkFunction } from '../syntax/walk-code.ts';

/** A function, and where the names in it are looked up: of a literal that is the function around it. */
export interface Entered {
  readonly site: Site;
  readonly fn: GoFunction;
}

/** Calls between what a command runs and the loop that it stays in, at most. */
const MOST_CALLS = 4;

/** What answers requests until somebody ends it, on whichever port: one that the system chooses is nobody's to know. */
const SERVES: ReadonlySet<string> = new Set([
  'net/http.Serve',
  'net/http.Server.Serve',
  'google.golang.org/grpc.Server.Serve',
]);

/**
 * Whether the program comes to a loop by the clock, or a wait, that never ends: in `main`, or in a function that `main` calls and that
 * only an error ends.
 */
export function loopsForEver(code: LinkedCode): boolean {
  const [pkg] = code.packages;
  const main = pkg && code.functions.get(`${pkg.importPath}.main`);
  if (!main?.fn) return false;
  const { loops, calls } = comesTo(main.fn);
  if (loops.some((loop) => isByTheClock(code, loop, main) && !returnsWithin(code, main.fn, loop))) return true;
  const last = bodyOf(main.fn).at(-1);
  // Before the last statement, it may be another goroutine that serves.
  if (calls.some((call) => last && holds(last, call) && SERVES.has(calleeName(code, call.callee, main) ?? '')))
    return true;
  return calls.some((call) => {
    const called = code.functions.get(calleeName(code, call.callee, main) ?? '');
    if (!called?.fn || called.fn === main.fn) return false;
    const { fn } = called;
    return comesTo(fn).loops.some((loop) => isByTheClock(code, loop, called) && !returnsWithin(code, fn, loop, true));
  });
}

/** Whether what is entered there works until it fails or somebody ends it: it loops for ever, or waits for the end. */
export function worksForEver(code: LinkedCode, entered: readonly Entered[], mostCalls = MOST_CALLS): boolean {
  const seen = new Set<GoFunction>();
  const isKept = ({ site, fn }: Entered, calls: number): boolean => {
    if (seen.has(fn)) return false;
    seen.add(fn);
    const path = comesTo(fn);
    const isEndless = (loop: Statement) =>
      (isByTheClock(code, loop, site) || casesOfTheEnd(fn, loop).length > 0) && !returnsWithin(code, fn, loop, true);
    if (waitsForTheEnd(fn) || path.loops.some(isEndless)) return true;
    if (calls === 0) return false;
    return path.calls.some((call) => calledBy(code, call, site).some((one) => isKept(one, calls - 1)));
  };
  return entered.some((one) => isKept(one, mostCalls));
}

/** What a call runs: its function, and what a group of goroutines is given: `group.Go(func() error { … })`. */
function calledBy(code: LinkedCode, { callee, args }: Call, site: Site): Entered[] {
  const called = code.functions.get(calleeName(code, callee, site) ?? '');
  if (called) return [{ site: called, fn: called.fn }];
  if (callee.kind !== 'select' || callee.name !== 'Go') return [];
  return args.flatMap((argument): Entered[] => {
    if (argument.kind === 'function') return [{ site, fn: argument.function }];
    const named = code.functions.get(calleeName(code, argument, site) ?? '');
    return named ? [{ site: named, fn: named.fn }] : [];
  });
}

interface Path {
  readonly loops: readonly Statement[];
  readonly calls: readonly Call[];
}

/** What a function does whatever happens: its loops without end, and the calls of names. */
function comesTo(fn: GoFunction): Path {
  const loops: Statement[] = [];
  const calls: Call[] = [];
  walkFunction(fn, {
    statement(statement, { guard }) {
      // The guard of a range is the range itself.
      const around = statement.kind === 'range' ? guard?.outer : guard;
      if ((statement.kind === 'if' || statement.kind === 'range') && statement.endless && !around)
        loops.push(statement);
    },
    expression(expression, parent, { guard }) {
      if (guard === null && expression.kind === 'call') calls.push(expression);
    },
  });
  return { loops, calls };
}

/** It pauses, runs over the ticks of a clock, waits for them or does nothing but wait. */
function isByTheClock(code: LinkedCode, loop: Statement, site: Site): boolean {
  if (loop.kind === 'range' || (loop.kind === 'if' && loop.then.length === 0)) return true;
  if (site.fn && waitsForTicks(site.fn, loop)) return true;
  return ['Sleep', 'After', 'Tick'].some((name) =>
    code.calls(name).some(({ expression, site: { fn } }) => {
      return fn === site.fn && holds(loop, expression) && calleeName(code, expression.callee, site) === `time.${name}`;
    }),
  );
}

/** `<-ticker.C` */
function waitsForTicks(fn: GoFunction, loop: Span): boolean {
  let waits = false;
  walkFunction(fn, {
    expression(expression) {
      if (expression.kind !== 'unary' || expression.operator !== '<-' || !holds(loop, expression)) return;
      if (expression.operand.kind === 'select' && expression.operand.name === 'C') waits = true;
    },
  });
  return waits;
}

/** Whether something in the loop returns; `unlessFailed`: with anything but an error. */
function returnsWithin(code: LinkedCode, fn: GoFunction, loop: Span, unlessFailed = false): boolean {
  const stopped = casesOfTheEnd(fn, loop);
  return returnsIn(code, fn).some((one) => {
    if (!holds(loop, one.statement) || stopped.some((branch) => holds(branch, one.statement))) return false;
    return !(unlessFailed && (returnsError(fn, one) || isErrorByName(one)));
  });
}

/** `case <-ctx.Done():` and `case <-stop:`, where `stop` is a channel of signals: who ends the program comes by there. */
function casesOfTheEnd(fn: GoFunction, loop: Span): Span[] {
  const signals = signalChannels(fn);
  const cases: Span[] = [];
  walkFunction(fn, {
    statement(statement) {
      if (statement.kind !== 'if' || !holds(loop, statement)) return;
      const { before, thenSpan } = statement;
      if (before?.kind !== 'expression' || before.expression.kind !== 'unary') return;
      const { operator, operand } = before.expression;
      const isEnd = isDone(operand) || (operand.kind === 'name' && signals.has(operand.name));
      if (operator === '<-' && isEnd) cases.push(thenSpan);
    },
  });
  return cases;
}

/** `stop` of `signal.Notify(stop, …)`. */
function signalChannels(fn: GoFunction): ReadonlySet<string> {
  const names = new Set<string>();
  walkFunction(fn, {
    expression(expression) {
      if (expression.kind !== 'call' || expression.callee.kind !== 'select') return;
      const [channel] = expression.args;
      if (expression.callee.name === 'Notify' && channel?.kind === 'name') names.add(channel.name);
    },
  });
  return names;
}
