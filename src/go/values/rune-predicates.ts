import { bodyOf } from '../syntax/bodies.ts';
import type { Site } from '../code/code-index.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { Expression } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';

/** What the standard library sorts characters by. */
const CLASSES: ReadonlyMap<string, RegExp> = new Map([
  ['unicode.IsLetter', /^\p{L}$/u],
  ['unicode.IsNumber', /^\p{N}$/u],
  ['unicode.IsDigit', /^\p{Nd}$/u],
  ['unicode.IsUpper', /^\p{Lu}$/u],
  ['unicode.IsLower', /^\p{Ll}$/u],
  ['unicode.IsPunct', /^\p{P}$/u],
  ['unicode.IsSpace', /^\s$/u],
]);

/** `func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }`; null for what asks anything else. */
export function runePredicate(
  written: Expression,
  code: LinkedCode,
  site: Site,
): ((character: string) => boolean) | null {
  if (written.kind !== 'function') return null;
  const [statement, ...others] = bodyOf(written.function);
  if (statement?.kind !== 'return' || others.length > 0) return null;
  const [condition] = statement.values;
  return condition ? read(condition) : null;

  function read(part: Expression): ((character: string) => boolean) | null {
    if (part.kind === 'unary' && part.operator === '!') {
      const inner = read(part.operand);
      return inner && ((character) => !inner(character));
    }
    if (part.kind === 'binary') {
      const [left, right] = [read(part.left), read(part.right)];
      if (!left || !right) return null;
      if (part.operator === '&&') return (character) => left(character) && right(character);
      return part.operator === '||' ? (character) => left(character) || right(character) : null;
    }
    const name = part.kind === 'call' ? calleeName(code, part.callee, site) : null;
    const characters = name === null ? undefined : CLASSES.get(name);
    return characters ? (character) => characters.test(character) : null;
  }
}
