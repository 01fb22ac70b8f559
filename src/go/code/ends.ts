import { type ConditionUse, inside, type Site } from './code-index.ts';
import type { LinkedCode } from './linked-code.ts';
import { bodyOf } from '../syntax/bodies.ts';
import { returnsIn } from './returns.ts';
import {
  type Expression,
  type FunctionLiteral,
  type GoFunction,
  holds,
  type If,
  type Span,
  type Statement,
} from '../syntax/syntax.ts';
import { calleeName } from './types.ts';
import type { Uses } from './uses.ts';

const ENDS = /^(?:panic|os\.Exit|log\.(?:Logger\.)?(?:Fatal|Panic)(?:f|ln)?|.*\.(?:Fatal|Panic)(?:f|ln|w)?)$/;
const ERROR_MAKERS = /^(?:errors\.New|fmt\.Errorf|.*\.(?:Errorf|Wrapf?)|.*\/cli\.(?:Exit|NewExitError))$/;

/** `log.Fatal(http.ListenAndServe(…))` ends after all of the program's work. */
const WORKS = /listen|serve|^(?:run|start|main|execute)$/i;

/** Whether a branch ends the program, or the function with an error. */
export function ends(code: LinkedCode, { then }: If, site: Site): boolean {
  return then.some((statement) => endsHere(code, statement, site) && !returnsOutcome(statement, then));
}

/** `conn, err := dial(); return conn, err`: what the branch did instead, well or not. */
function returnsOutcome(statement: Statement, then: readonly Statement[]): boolean {
  const last = statement.kind === 'return' ? statement.values.at(-1) : undefined;
  if (last?.kind !== 'name') return false;
  return then.some(
    (one) =>
      one.kind === 'assign' &&
      one.left.length > 1 &&
      one.right[0]?.kind === 'call' &&
      one.left.some((left) => left.kind === 'name' && left.name === last.name),
  );
}

function endsHere(code: LinkedCode, statement: Statement, site: Site, depth = 0): boolean {
  if (statement.kind === 'expression' && statement.expression.kind === 'call') {
    const { callee, args } = statement.expression;
    if (args.some(works)) return false;
    const called = calleeName(code, callee, site);
    if (ENDS.test(called ?? (callee.kind === 'select' ? `.${callee.name}` : ''))) return true;
    const own = called === null ? undefined : code.functions.get(called);
    return own !== undefined && onlyEnds(code, own, depth);
  }
  if (statement.kind === 'return') {
    const last = statement.values.at(-1);
    if (functionAround(code, statement, site)?.results.at(-1)?.type !== 'error' || !last) return false;
    return last.kind === 'name'
      ? last.name !== 'nil'
      : makesError(code, last, site) || last.kind === 'select' || last.kind === 'composite';
  }
  // `problems = append(problems, errors.New("DATABASE_URL is missing"))`
  return statement.kind === 'assign' && statement.right.some((value) => makesError(code, value, site));
}

/** More than this is work, not a last word. */
const FEW_STATEMENTS = 8;
const FARTHEST = 3;

/** `func fatal(message string) { slog.Error(message); os.Exit(1) }`: a function of the program that does no more than to end it. */
function onlyEnds(code: LinkedCode, { fn, ...there }: Site, depth: number): boolean {
  if (!fn || depth >= FARTHEST) return false;
  const body = bodyOf(fn);
  const last = body.at(-1);
  if (!last || body.length > FEW_STATEMENTS || last.kind !== 'expression' || returnsIn(code, fn).length > 0)
    return false;
  const isWork = body.some((one) => one.kind === 'expression' && works(one.expression));
  return !isWork && endsHere(code, last, { ...there, fn }, depth + 1);
}

function works(argument: Expression): boolean {
  if (argument.kind !== 'call') return false;
  const { callee } = argument;
  return (callee.kind === 'name' || callee.kind === 'select') && WORKS.test(callee.name);
}

function makesError(code: LinkedCode, expression: Expression, site: Site): boolean {
  for (const part of inside(expression)) {
    if (part.kind === 'call' && ERROR_MAKERS.test(calleeName(code, part.callee, site) ?? '')) return true;
  }
  return false;
}

/** Whether the function may end well before it comes to a statement: what it demands, it demands only in some cases. */
export function mayBePassed(code: LinkedCode, statement: Span, site: Site): boolean {
  const fn = functionAround(code, statement, site);
  if (!fn) return false;
  return returnsIn(code, fn).some(({ statement: end }) => end.start < statement.start && !returnsSomeError(fn, end));
}

function functionAround(code: LinkedCode, statement: Span, site: Site): GoFunction | null {
  return commandAround(code, statement, site)?.function ?? site.fn;
}

/** The literal that a command runs and that a statement lies in: its error ends the program. */
export function commandAround(code: LinkedCode, place: Span, { file }: Site): FunctionLiteral | undefined {
  return code.gather(commandLiterals).find((one) => one.site.file === file && holds(one.literal, place))?.literal;
}

/** Whether nothing stands around a place but the literal that a command runs. */
export function runsAlways(
  code: LinkedCode,
  { statement, site, guard }: Omit<ConditionUse, 'statement'> & { readonly statement: Span },
): boolean {
  if (!guard) return true;
  return isInLiteral({ guard }) && commandAround(code, statement, site)?.start === guard.span.start;
}

/** In a literal, and in no branch of it or around it. */
export function isInLiteral({ guard }: Pick<ConditionUse, 'guard'>): boolean {
  return guard?.literal === true && guard.outer === null;
}

/** Fields of commands of cobra, urfave/cli and their like that hold what they run. */
const RUNS = /^(?:(?:Persistent)?PreRunE|RunE|Action|Before|Exec)$/;

function commandLiterals({ composites }: Uses): { literal: FunctionLiteral; site: Site }[] {
  return composites.flatMap(({ expression, site }) =>
    /(?:^|[*&.])(?:\w*Command|App)$/.test(expression.type ?? '')
      ? expression.elements.flatMap(({ key, value }) =>
          key?.kind === 'name' && RUNS.test(key.name) && value.kind === 'function' ? [{ literal: value, site }] : [],
        )
      : [],
  );
}

function returnsSomeError({ results }: GoFunction, { values }: { readonly values: readonly Expression[] }): boolean {
  const last = values.at(-1);
  return results.at(-1)?.type === 'error' && last !== undefined && !(last.kind === 'name' && last.name === 'nil');
}
