import { find } from '../code/bindings.ts';
import type { Site, Use } from '../code/code-index.ts';
import { callersOf } from '../code/callers.ts';
import { evaluate } from '../code/context.ts';
import { mayBePassed, runsAlways } from '../code/ends.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { callsOf } from '../file-use/file-calls.ts';
import type { ParsedText } from './parse-demands.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { UNSET_TEXT } from '../values/setting.ts';
import { symbolsAt } from '../values/solver.ts';

/** They panic where the pattern is empty. */
const REGISTERS: ReadonlySet<string> = new Set([
  'net/http.Handle',
  'net/http.HandleFunc',
  'net/http.ServeMux.Handle',
  'net/http.ServeMux.HandleFunc',
]);

const FARTHEST = 4;

type Assigned = Pick<Use, 'expression' | 'site'>;

/** `http.HandleFunc(os.Getenv("HOOK"), hook)`: patterns that are a setting and nothing else, registered in any case. */
export function unsetPatterns(code: LinkedCode): ParsedText[] {
  return [...callsOf(code, REGISTERS)].flatMap(({ call, site, guard }): ParsedText[] => {
    const [text] = call.args;
    if (!text || !isUnset(code, text, site)) return [];
    const isKept = assignedTo(code, text, site).every((one) => isUnset(code, one.expression, one.site));
    return isKept && surelyRuns(code, { expression: call, site, guard }) ? [{ text, site }] : [];
  });
}

/** Whether the program comes to a call from `main` without a branch. */
function surelyRuns(code: LinkedCode, { expression, site, guard }: Use<Call>, depth = 0): boolean {
  const { fn, pkg } = site;
  if (!runsAlways(code, { statement: expression, site, guard }) || mayBePassed(code, expression, site)) return false;
  if (!fn || (fn.name === 'main' && pkg === code.packages[0])) return true;
  return depth < FARTHEST && callersOf(code, { ...site, fn }).some((caller) => surelyRuns(code, caller, depth + 1));
}

function isUnset(code: LinkedCode, expression: Expression, site: Site): boolean {
  return evaluate(expression, symbolsAt(code, site)).text === UNSET_TEXT;
}

/** What a variable or a field gets beside its first value: `if !strings.HasPrefix(path, "/") { path = "/" + path }`. */
function assignedTo(code: LinkedCode, target: Expression, site: Site): readonly Assigned[] {
  if (target.kind !== 'name' && target.kind !== 'select') return [];
  const declared = target.kind === 'name' && site.fn ? find(code.bindings(site.fn), target.name, target.start) : null;
  if (declared) return declared.assignments.map(({ expression }) => ({ expression, site }));
  // A variable of a package has no more than its name there.
  const named = code.packages.flatMap((pkg) => code.uses(pkg).nameAssignments.get(target.name) ?? []);
  return [...code.fieldAssignments(target.name), ...named];
}
