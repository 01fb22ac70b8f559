import { find } from '../code/bindings.ts';
import type { Site } from '../code/code-index.ts';
import { type Context, evaluate } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { calleeName } from '../code/types.ts';
import { fileAt } from '../modules/settings-files.ts';
import { type Call, type Expression, isNil } from '../syntax/syntax.ts';
import type { Guard } from '../syntax/walk-code.ts';
import { isKnown, isPlaced, type Setting, unionOf } from '../values/setting.ts';

/** `path` of `if _, err := os.Stat(path); err == nil`: the branch is for where that is there. */
export function fileAskedFor(condition: Expression, site: Site, code: LinkedCode): Expression | null {
  const asked = question(condition, site, code);
  return asked?.isThere === true && condition.kind === 'binary' ? asked.path : null;
}

/**
 * Of two paths, of which one is taken if that file is there, the one that the repository has: `path := "app.json"; if
 * exists("conf/app.json") { path = "conf/app.json" }`. Null where the branch asks something else.
 */
export function chosenPath(guard: Guard, base: Setting, next: Setting, context: Context): Setting | null {
  const { condition, negated, outer } = guard;
  if (!condition || !isPlaced(base) || base.text === '' || !isKnown(next) || next.text === '') return null;
  const asked = question(condition, context.site, context.code);
  if (!asked || (outer && outer.negated !== true)) return null;
  const path = evaluate(asked.path, context);
  const isForThere = asked.isThere !== (negated === true);
  if (!isKnown(path) || path.text !== (isForThere ? next : base).text || !OF_SETTINGS.test(path.text)) return null;
  const isThere = fileAt(context.code.memory.settingsFiles, path.text) !== null;
  return { text: (isThere === isForThere ? next : base).text, by: unionOf([base, next]) };
}

/** Files of which the repository would show that it has them. */
const OF_SETTINGS = /\.(?:ya?ml|json|toml|conf|cfg|ini|properties|env)$/;

interface Question {
  readonly path: Expression;
  /** What is true of it where the condition is: it is there, or it is not. */
  readonly isThere: boolean;
}

/** What a condition asks of a file, if that is all that it asks. */
function question(condition: Expression, site: Site, code: LinkedCode): Question | null {
  if (condition.kind === 'unary' && condition.operator === '!') {
    const asked = question(condition.operand, site, code);
    return asked && { ...asked, isThere: !asked.isThere };
  }
  if (condition.kind === 'binary') {
    const { operator, left, right } = condition;
    const path = isNil(right) && (operator === '==' || operator === '!=') ? statedBy(left, site, code) : null;
    return path && { path, isThere: operator === '==' };
  }
  return condition.kind === 'call' ? questionOfCall(condition, site, code) : null;
}

const SAYS_ABSENT: ReadonlySet<string> = new Set(['os.IsNotExist', 'errors.Is']);

function questionOfCall({ callee, args }: Call, site: Site, code: LinkedCode): Question | null {
  const name = calleeName(code, callee, site) ?? '';
  const [first, second] = args;
  if (!first) return null;
  if (SAYS_ABSENT.has(name)) {
    const isAbsence = name !== 'errors.Is' || (second?.kind === 'select' && second.name === 'ErrNotExist');
    const path = isAbsence ? statedBy(first, site, code) : null;
    return path && { path, isThere: false };
  }
  // `func fileExists(path string) bool { _, err := os.Stat(path); … }`
  const fn = code.functions.get(name)?.fn;
  const isPlain = fn && !second && /exist/i.test(fn.name) && !/^not|n't|missing/i.test(fn.name);
  if (!isPlain || fn.results.length !== 1 || fn.results[0]?.type !== 'bool') return null;
  const asks = code.calls('Stat').some(
    ({
      expression: {
        args: [stated],
      },
      site: there,
    }) => {
      return there.fn === fn && stated?.kind === 'name' && stated.name === fn.parameters[0]?.name;
    },
  );
  return asks ? { path: first, isThere: true } : null;
}

/** The path that `os.Stat` was asked for, of the error that it gave. */
function statedBy(error: Expression, { fn, ...there }: Site, code: LinkedCode): Expression | null {
  const declared = error.kind === 'name' && fn ? find(code.bindings(fn), error.name, error.start) : undefined;
  const latest = declared?.assignments.findLast(({ end }) => end <= error.start) ?? declared?.source;
  const asked = latest && 'expression' in latest ? latest.expression : null;
  if (asked?.kind !== 'call' || !/^os\.L?Stat$/.test(calleeName(code, asked.callee, { fn, ...there }) ?? ''))
    return null;
  return asked.args[0] ?? null;
}
