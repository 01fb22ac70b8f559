import { runsByDefault, surelyRuns } from './runs-by-default.ts';
import { type Declaration, find } from '../code/bindings.ts';
import { argumentFor, type Context, deeper, frameOf, frameOfCall, functionCalled } from '../code/context.ts';
import { isTaken } from './decided.ts';
import { assignmentsTo, literalValues } from '../values/field-values.ts';
import { flagDefinition } from '../flags/flag-definition.ts';
import { rememberNilness } from '../incremental/remembered-answers.ts';
import { POINTERS, SURE } from '../libraries/library-values.ts';
import { type Returned, returnsIn, surelyFails } from '../code/returns.ts';
import { UNKNOWN } from '../values/setting.ts';
import { type Call, type Expression, type Select, isNil } from '../syntax/syntax.ts';
import { calleeName, fieldOf, typeOf } from '../code/types.ts';

/** Whether a pointer, function or interface is nil as far as it is written out; null where that is not in sight. */
export function nilness(expression: Expression, context: Context): boolean | null {
  const next = deeper(context);
  if (!next) return null;
  const { code, site } = next;
  switch (expression.kind) {
    case 'composite':
    case 'function':
      return false;
    case 'unary':
      return expression.operator === '&' ? false : null;
    case 'call': {
      const called = calleeName(code, expression.callee, site);
      // `flag.String(…)` is a pointer, whatever it points to.
      const isPointer = flagDefinition(called, expression) !== null || POINTERS.has(called ?? '');
      return isPointer ? false : rememberNilness(expression, next, () => nilnessReturned(expression, 0, next));
    }
    case 'select':
      return rememberNilness(expression, next, () => nilnessOfField(expression, next));
    case 'name':
      break;
    default:
      return null;
  }
  if (isNil(expression)) return true;
  const declaration = site.fn ? find(code.bindings(site.fn), expression.name, expression.start) : undefined;
  if (!declaration) return nilnessOfValue(expression.name, next);
  const { source, assignments } = declaration;
  if (assignments.every(({ start }) => start > expression.start) && isErrorOfSure(source, next)) return true;
  if (assignments.length > 0) return null;
  if (source.kind === 'value') {
    const { expression: made, index } = source;
    return index === 0 ? nilness(made, next) : made.kind === 'call' ? nilnessReturned(made, index, next) : null;
  }
  if (source.kind !== 'parameter') return null;
  const frame = frameOf(next, source.fn);
  if (frame === null || frame === 'open' || frame.kind !== 'call') return null;
  const argument = argumentFor(frame.call, source.fn, source.index);
  return argument && nilness(argument, { ...frame.from, depth: next.depth });
}

/** `dir, err := os.Getwd()` */
function isErrorOfSure(source: Declaration['source'], { code, site }: Context): boolean {
  if (source.kind !== 'value' || source.index !== 1 || source.expression.kind !== 'call') return false;
  return SURE.has(calleeName(code, source.expression.callee, site) ?? '');
}

/** Of a package variable only what a flag's pointer is: functions may assign all others. */
function nilnessOfValue(name: string, context: Context): boolean | null {
  const value = context.code.values.get(`${context.site.pkg.importPath}.${name}`);
  const each = value?.declaration.values.length === value?.declaration.names.length;
  const made = each ? value?.declaration.values[value.index] : undefined;
  return value && made?.kind === 'call' ? nilness(made, { ...context, site: value.site, frame: null }) : null;
}

/**
 * `func tlsConfig() (*tls.Config, error) { if *cert == "" { return nil, nil } … }`: what a function of the project returns
 * where no setting is changed. Whether there is an error nobody knows.
 */
function nilnessReturned(call: Call, index: number, context: Context): boolean | null {
  const target = functionCalled(context, call);
  const result = target?.fn.results[index];
  if (!target || !result || result.type === 'error') return null;
  const cases = returnsIn(context.code, target.fn).filter((one) => !surelyFails(target.fn, one));
  const valueIn = ({ statement: { values } }: Returned) => values[index] ?? null;
  if (!cases.map(valueIn).some((value) => value && isNil(value))) return null;
  const inner = deeper(context, target, frameOfCall(target.fn, call, context));
  if (!inner) return null;
  const answers: (boolean | null)[] = [];
  for (const one of cases) {
    const isRun = one.guard === null || isTaken(one.guard, inner, UNKNOWN, null);
    if (isRun === false) continue;
    const value = valueIn(one);
    const answer = value && nilness(value, inner);
    answers.push(answer);
    // The first that surely runs is the last, and what may give something is taken to.
    if (isRun === true || answer !== true) break;
  }
  return agreed(answers);
}

/** `s.tlsConfig`, by all that the program fills the field with. */
function nilnessOfField({ operand, name }: Select, context: Context): boolean | null {
  const { code, site } = context;
  const type = typeOf(code, operand, site);
  const found = type === null ? null : fieldOf(code, type, name);
  if (!found?.field.type.startsWith('*')) return null;
  const { owner, field } = found;
  const made = literalValues(owner, field, context).map(({ value, context: there }) => nilness(value, there));
  const assignments = assignmentsTo(owner, name, code);
  const given = assignments.map(({ expression, index, byAddress, site: there }) => {
    const at = byAddress || index > 0 ? null : deeper(context, there, null);
    return at && nilness(expression, at);
  });
  const answer = agreed([...made, ...given]);
  // `if c.IsSet("tls-cert") { conf.SetupTLS(…) }`
  if (answer !== false || made.length > 0 || assignments.some((one) => surelyRuns(code, one))) return answer;
  return assignments.some((one) => runsByDefault(code, one)) ? null : true;
}

function agreed(answers: readonly (boolean | null)[]): boolean | null {
  const [first = null, ...others] = answers;
  return others.every((other) => other === first) ? first : null;
}
