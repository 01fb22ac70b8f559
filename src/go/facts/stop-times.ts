import type { Site } from '../code/code-index.ts';
import { type Context, evaluate, type Origin, originOf, originsOf } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { calleeName } from '../code/types.ts';
import type { Call, Expression, Span } from '../syntax/syntax.ts';
import { type Guard, walkFunction } from '../syntax/walk-code.ts';
import { durationSetting, secondsOf } from '../values/durations.ts';
import { contextAt } from '../values/solver.ts';

/** How long a stop may take. */
interface Timeout {
  readonly seconds: number;
  /** What changes it. */
  readonly by: readonly string[];
  /** So many of the seconds stay, whatever changes the others. */
  readonly fixed: number;
}

interface Stop {
  readonly call: Expression;
  readonly name: string;
  readonly site: Site;
}

export function stopsOf(code: LinkedCode, names: ReadonlySet<string>): Stop[] {
  return [...new Set([...names].map((name) => name.slice(name.lastIndexOf('.') + 1)))].flatMap((last) =>
    [...code.calls(last), ...code.methodValues(last)].flatMap(({ expression, site }) => {
      const name = calleeName(code, expression.kind === 'call' ? expression.callee : expression, site);
      return name !== null && names.has(name) ? [{ call: expression, name, site }] : [];
    }),
  );
}

/** The longest time that a context or an argument gives one of the stops; null where one is open or there is none. */
export function longestStop(stops: readonly Stop[], code: LinkedCode): Timeout | null {
  const graceful = stops.flatMap(({ call, site }) => {
    const [first] = call.kind === 'call' ? call.args : [];
    const own = first && timeoutOf(first, contextAt(code, site));
    return own ? (inARow(call, site, code) ?? own) : [];
  });
  return [...graceful, ...forcedStops(code)].reduce<Timeout | null>(
    (most, timeout) => (most === null || timeout.seconds > most.seconds ? timeout : most),
    null,
  );
}

const FORCED = 'google.golang.org/grpc.Server.Stop';
const TIMERS = ['After', 'AfterFunc', 'NewTimer'];

/** A stop without a deadline of its own, which is broken off: `select { case <-done: case <-time.After(grace): s.Stop() }`. */
function forcedStops(code: LinkedCode): readonly Timeout[] {
  const places = new Set(stopsOf(code, new Set([FORCED])).map(({ site }) => site.fn));
  return TIMERS.flatMap((name) =>
    code.calls(name).flatMap(({ expression, site }) => {
      const [limit] = expression.args;
      const isTimer = places.has(site.fn) && calleeName(code, expression.callee, site) === `time.${name}`;
      if (!limit || !isTimer) return [];
      return within(limit, contextAt(code, site)) ?? [];
    }),
  );
}

function timeoutOf(argument: Expression, context: Context): Timeout | null {
  // `ctx` of the signal and `ctx` with the deadline are often one variable.
  const limits = originsOf(argument, context).filter((one) => one !== null && isLimit(one));
  const origin = originOf(argument, context) ?? (limits.length === 1 ? limits[0] : null);
  if (!origin) return null;
  const { expression } = origin;
  if (expression.kind === 'call') {
    const name = calleeName(origin.context.code, expression.callee, origin.context.site);
    const [, limit] = expression.args;
    if (isLimit(origin)) {
      return limit ? within(limit, contextAt(origin.context.code, origin.context.site, origin.context.frame)) : null;
    }
    if (name?.startsWith('context.') === true) return null;
  }
  return within(argument, context);
}

function isLimit({ expression, context: { code, site } }: Origin): boolean {
  const name = expression.kind === 'call' ? calleeName(code, expression.callee, site) : null;
  return name === 'context.WithTimeout' || name === 'context.WithTimeoutCause';
}

/** The time that a limit gives, and what changes it; null where the source does not decide. */
export function within(limit: Expression, context: Context): Timeout | null {
  const setting = durationSetting(limit, context);
  const seconds = setting?.seconds ?? secondsOf(limit, context);
  return seconds === null ? null : { seconds, by: setting?.by ?? evaluate(limit, context).by, fixed: 0 };
}

/**
 * All that a function waits for one after the other between the signal and a stop: contexts with a deadline of their own, and
 * sleeps. Undefined where it waits for no signal before, or where settings change more than one of the times.
 */
function inARow(stop: Expression, site: Site, code: LinkedCode): Timeout | undefined {
  const { fn } = site;
  if (!fn) return undefined;
  const calls: { readonly call: Call; readonly guard: Guard | null }[] = [];
  const signals: { readonly at: number; readonly body: Span | null }[] = [];
  const started: Span[] = [];
  let body: Span | null | undefined;
  walkFunction(fn, {
    statement(statement) {
      // `go f(ctx)`: nobody waits for it.
      if (statement.kind === 'expression' && statement.start < statement.expression.start) started.push(statement);
    },
    expression(expression, _parent, { guard }) {
      if (expression.start === stop.start && expression.end === stop.end) body = literalAround(guard);
      if (expression.kind === 'call') calls.push({ call: expression, guard });
      if (expression.kind === 'unary' && expression.operator === '<-') {
        signals.push({ at: expression.start, body: literalAround(guard) });
      }
    },
  });
  const from = Math.max(...signals.flatMap((one) => (isSame(one.body, body) && one.at < stop.start ? [one.at] : [])));
  if (!Number.isFinite(from)) return undefined;
  const isWaited = (call: Call) => !started.some(({ start, end }) => start <= call.start && call.end <= end);
  const context = contextAt(code, { ...site, fn });
  const times = calls.flatMap(({ call, guard }) => {
    const isInLine = call.start > from && isWaited(call) && isSame(guard?.span ?? null, body) && isBody(guard);
    const limit = isInLine ? waitedFor(call, context) : undefined;
    return limit ? [within(limit, context)] : [];
  });
  const known = times.filter((time) => time !== null);
  const changing = known.filter(({ by }) => by.length > 0);
  if (known.length < times.length || known.length < 2 || changing.length > 1) return undefined;
  const seconds = known.reduce((sum, time) => sum + time.seconds, 0);
  return { seconds, by: changing[0]?.by ?? [], fixed: seconds - (changing[0]?.seconds ?? 0) };
}

/** The time that a call waits, or lets others wait. */
function waitedFor({ callee, args }: Call, { code, site }: Context): Expression | undefined {
  const name = calleeName(code, callee, site) ?? '';
  if (name === 'time.Sleep') return args[0];
  const [parent, limit] = args;
  const from = parent?.kind === 'call' ? calleeName(code, parent.callee, site) : null;
  return name === 'context.WithTimeout' && /^context\.(?:Background|TODO|WithoutCancel)$/.test(from ?? '')
    ? limit
    : undefined;
}

function literalAround(guard: Guard | null): Span | null {
  for (let one = guard; one; one = one.outer) if (one.literal) return one.span;
  return null;
}

/** The body of a function itself: no branch and no loop of it. */
function isBody(guard: Guard | null): boolean {
  return guard === null || guard.literal === true;
}

function isSame(one: Span | null, other: Span | null | undefined): boolean {
  return other !== undefined && one?.start === other?.start && one?.end === other?.end;
}
