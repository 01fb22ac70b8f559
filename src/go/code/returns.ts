import type { LinkedCode } from './linked-code.ts';
import { elsewhereInWalk } from './other-systems.ts';
import { type Expression, type GoFunction, type Statement, isNil } from '../syntax/syntax.ts';
import { type Guard, walkFunction } from '../syntax/walk-code.ts';

export interface Returned {
  readonly statement: Statement & { readonly kind: 'return' };
  readonly guard: Guard | null;
}

/** Return statements of the function itself, not of literals inside it; looked for once. */
export function returnsIn({ memory: { returns } }: LinkedCode, fn: GoFunction): readonly Returned[] {
  const known = returns.get(fn) ?? returnsOf(fn);
  returns.set(fn, known);
  return known;
}

function returnsOf(fn: GoFunction): Returned[] {
  const found: Returned[] = [];
  const isElsewhere = elsewhereInWalk();
  const literals: { start: number; end: number }[] = [];
  walkFunction(fn, {
    enter(inner) {
      if (inner !== fn) literals.push(inner);
    },
    statement(statement, { guard }) {
      if (statement.kind === 'return' && !isElsewhere(guard)) found.push({ statement, guard });
    },
  });
  return found.filter(
    ({ statement }) => !literals.some(({ start, end }) => start <= statement.start && statement.end <= end),
  );
}

/** `return "", err`: the last result is an error and it is not nil. */
export function returnsError(fn: GoFunction, returned: Returned): boolean {
  const last = errorReturned(fn, returned);
  if (!last) return false;
  if (surelyFails(fn, returned)) return true;
  const { values } = returned.statement;
  // `return cfg, validate(cfg)` and `return n, err` carry a value and perhaps an error.
  return isEmptyValue(values[0]) || (values.length === 1 && last.kind !== 'call');
}

/** `return nil, fmt.Errorf("…")`, `if err != nil { return nil, err }`: whatever else there is to see, an error goes with it. */
export function surelyFails(fn: GoFunction, returned: Returned): boolean {
  const error = errorReturned(fn, returned);
  return error !== null && (makesError(error) || isThereAfter(returned.guard, error));
}

function errorReturned({ results }: GoFunction, { statement: { values } }: Returned): Expression | null {
  const last = values.at(-1);
  if (results.at(-1)?.type !== 'error' || !last || values.length !== results.length) return null;
  return isNil(last) ? null : last;
}

/** `fmt.Errorf("…")`: whatever it stands beside. */
function makesError(value: Expression): boolean {
  if (value.kind !== 'call' || value.callee.kind !== 'select') return false;
  const { operand, name } = value.callee;
  return operand.kind === 'name' && MAKERS.has(`${operand.name}.${name}`);
}

const MAKERS = new Set(['fmt.Errorf', 'errors.New', 'errors.Errorf']);

/** `return errors.Wrap(err, "…")` and nothing else, of whatever library: as its name says an error, but none where it wraps none. */
export function isErrorByName({ statement: { values } }: Returned): boolean {
  const [made, ...others] = values;
  if (made?.kind !== 'call' || made.callee.kind !== 'select' || others.length > 0) return false;
  return /^(?:Errorf|New|Wrapf?|WithMessagef?|WithStack)$/.test(made.callee.name);
}

/** `if err != nil { return host, err }` */
function isThereAfter(guard: Guard | null, error: Expression): boolean {
  const { condition, negated } = guard ?? {};
  if (condition?.kind !== 'binary' || condition.operator !== '!=' || negated === true) return false;
  const { left, right } = condition;
  return left.kind === 'name' && error.kind === 'name' && left.name === error.name && isNil(right);
}

function isEmptyValue(value: Expression | undefined): boolean {
  if (value?.kind === 'string') return value.value === '';
  if (value?.kind === 'number') return value.value === 0 || value.value === -1;
  if (value?.kind === 'composite') return value.elements.length === 0;
  return value?.kind === 'name' && (value.name === 'nil' || value.name === 'false');
}
