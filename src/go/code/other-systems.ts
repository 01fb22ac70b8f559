import type { Site } from './code-index.ts';
import type { Expression } from '../syntax/syntax.ts';
import type { Guard } from '../syntax/walk-code.ts';

/** {@link isElsewhere} for a walk, which asks of the same branch again and again. */
export function elsewhereInWalk(): (guard: Guard | null) => boolean {
  let asked: Guard | null = null;
  let answer = false;
  return (guard) => {
    if (guard !== asked) [asked, answer] = [guard, isElsewhere(guard)];
    return answer;
  };
}

/** Whether code only runs on another system than the containers': in `if runtime.GOOS == "windows" {…}` and its kin. */
export function isElsewhere(guard: Guard | null): boolean {
  for (let one = guard; one; one = one.outer) {
    if (one.condition && demandsOther(one.condition, one.negated === true)) return true;
  }
  return false;
}

/** `runtime.GOOS == "windows" && …` before an expression that it decides about. */
export function isBehindOtherSystem(expression: Expression, site: Site): boolean {
  const outer = (part: Expression) => site.pkg.parentOf(part, site);
  for (let part = expression, parent = outer(part); parent; part = parent, parent = outer(part)) {
    if (
      parent.kind === 'binary' &&
      parent.operator === '&&' &&
      parent.right === part &&
      demandsOther(parent.left, false)
    )
      return true;
  }
  return false;
}

/** Whether a condition is never true in a container; `negated`: whether it always is. */
function demandsOther(condition: Expression, negated: boolean): boolean {
  if (condition.kind === 'unary' && condition.operator === '!') return demandsOther(condition.operand, !negated);
  if (!negated && isNamedOther(condition)) return true;
  if (condition.kind !== 'binary') return false;
  const { operator, left, right } = condition;
  if (operator === '&&' || operator === '||') {
    const [a, b] = [demandsOther(left, negated), demandsOther(right, negated)];
    return (operator === '&&') === negated ? a && b : a || b;
  }
  if (operator !== '==' && operator !== '!=') return false;
  const system = isSystem(left) ? right : isSystem(right) ? left : null;
  if (system?.kind !== 'string') return false;
  return ((operator === '==') === (system.value === 'linux')) === negated;
}

function isSystem(side: Expression): boolean {
  return (
    side.kind === 'select' && side.name === 'GOOS' && side.operand.kind === 'name' && side.operand.name === 'runtime'
  );
}

/** `build.IsWindows`, `isDarwin()`: what programs call their own answers. */
function isNamedOther(condition: Expression): boolean {
  const named = condition.kind === 'call' && condition.args.length === 0 ? condition.callee : condition;
  return (named.kind === 'name' || named.kind === 'select') && OTHER.test(named.name);
}

const OTHER = /^(?:is|on|runningOn)_?(?:windows|darwin|mac|macos|osx)$/i;
