import type { Call, Expression, Statement } from '../syntax/syntax.ts';

/** Last names of calls that end a program, or tell its user how to call it. */
const FAILS =
  /^(?:panic|(?:flushand)?exit|(?:log)?(?:fatal|panic)(?:f|ln|w|context)?|must\w*|(?:print|show|flag)?(?:usage|help|defaults))$/i;
const ERRORS = /^(?:New|Errorf|Wrapf?|Error|Exit|WithStack|WithMessagef?|Join)$/;

/** Whether a branch ends because something is wrong: with an error, a fatal message or a word on usage. */
export function failsIn(statements: readonly Statement[]): boolean {
  const last = statements.at(-1);
  if (last?.kind === 'block') return failsIn(last.body);
  if (last?.kind === 'return' && last.values.some(isError)) return true;
  return statements.some((statement) => statement.kind === 'expression' && isFatal(statement.expression));
}

/** `err`, `errMissing`, `errors.New("…")`, `fmt.Errorf("…")`, `1`: a status that is none of success. */
function isError(value: Expression): boolean {
  if (value.kind === 'name') return /^err|err(?:or)?$/i.test(value.name);
  if (value.kind === 'select') return /^err/i.test(value.name);
  if (value.kind === 'number') return value.value !== 0;
  return value.kind === 'call' && value.callee.kind === 'select' && ERRORS.test(value.callee.name);
}

function isFatal(expression: Expression): boolean {
  return isEnd(expression) && !endsServing(expression);
}

/** `log.Fatal(server.ListenAndServe())`: how a server ends that has done its work. */
export function endsServing(expression: Expression): boolean {
  return expression.kind === 'call' && isEnd(expression) && isGivenCall(expression, /^(?:Listen|Serve)/);
}

/** `os.Exit(1)`, `log.Fatalf("…")`, `panic(err)`: whatever stands behind it is not run. */
export function neverReturns(expression: Expression): boolean {
  if (expression.kind !== 'call') return false;
  const { callee } = expression;
  if (callee.kind === 'name') return callee.name === 'panic';
  return callee.kind === 'select' && /^(?:(?:FlushAnd)?Exit|Fatal(?:f|ln|w)?)$/.test(callee.name);
}

/** Whether an argument of a call is itself one of a method with such a name. */
export function isGivenCall({ args }: Call, named: RegExp): boolean {
  return args.some((one) => one.kind === 'call' && one.callee.kind === 'select' && named.test(one.callee.name));
}

function isEnd(expression: Expression): boolean {
  if (expression.kind !== 'call') return false;
  const { callee } = expression;
  return (callee.kind === 'name' || callee.kind === 'select') && FAILS.test(callee.name);
}
