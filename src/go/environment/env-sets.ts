import { conditionsAt } from '../code/conditions.ts';
import type { Use } from '../code/code-index.ts';
import { evaluate, questionAt } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { emptinessTests, namesOf } from './requirements.ts';
import { isKnown } from '../values/setting.ts';
import type { Call } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';

/**
 * What the program itself gives variables for all that reads them: the text where it does so only as long as nobody has set
 * the variable, as `if os.Getenv("MODE") == "" { os.Setenv("MODE", "dev") }`; null where that is not certain.
 */
export function variablesSet(code: LinkedCode): ReadonlyMap<string, string | null> {
  const found = new Map<string, string | null>();
  for (const use of code.calls('Setenv')) {
    const { expression, site } = use;
    const [named, given] = expression.args;
    if (!named || !given || !SETTERS.has(calleeName(code, expression.callee, site) ?? '')) continue;
    const name = evaluate(named, questionAt(code, site));
    if (!isKnown(name)) continue;
    const text = evaluate(given, questionAt(code, site));
    const value = isKnown(text) && isWhereUnset(name.text, use, code) ? text.text : null;
    found.set(name.text, found.has(name.text) && found.get(name.text) !== value ? null : value);
  }
  return found;
}

const SETTERS: ReadonlySet<string> = new Set(['os.Setenv', 'syscall.Setenv']);

function isWhereUnset(name: string, { expression, site }: Use<Call>, code: LinkedCode): boolean {
  if (!site.fn) return false;
  return conditionsAt(site.fn, expression.start).some(({ expression: condition, wanted }) => {
    return wanted && emptinessTests(condition).some((test) => namesOf(code, test, site).includes(name));
  });
}
