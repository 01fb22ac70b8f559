import type { SimpleCommand, TestExpression, WordNode } from '../../shell/model.ts';
import { type ShellState, textOf } from './script-words.ts';

type State = ShellState<{ readonly value: string }>;

/** Whether a test of a script holds; null where the files do not say. */
export function holds(test: SimpleCommand | TestExpression, state: State): boolean | null {
  switch (test.kind) {
    case 'simple':
      return ofWords(test.words, state);
    case 'word':
      return notEmpty(textOf(test, state));
    case 'test-unary':
      return unary(test.operator.text, textOf(test.operand, state));
    case 'test-binary':
      // Behind `==` stands a pattern.
      return test.right.parts.some(({ kind }) => kind === 'glob')
        ? null
        : binary(textOf(test.left, state), test.operator.text, textOf(test.right, state));
    case 'test-not':
      return negated(holds(test.operand, state));
    case 'test-group':
      return holds(test.operand, state);
    case 'test-junction':
      return joined(test.operator.text, [holds(test.left, state), holds(test.right, state)]);
  }
}

/** Of `[ … ]` and `test …`, `true` and `:`; of any other command nobody knows. */
function ofWords(words: readonly WordNode[], state: State): boolean | null {
  const [first, ...rest] = words;
  if (first?.value === 'true' || first?.value === ':') return true;
  if (first?.value === 'false') return false;
  if (first?.value !== '[' && first?.value !== 'test') return null;
  const tested = first.value === '[' ? rest.slice(0, -1) : rest;
  const isNegated = tested[0]?.value === '!';
  const found = plain(isNegated ? tested.slice(1) : tested, state);
  return isNegated ? negated(found) : found;
}

function plain([one, two, three, four]: readonly WordNode[], state: State): boolean | null {
  if (!one || four) return null;
  if (!two) return notEmpty(textOf(one, state));
  if (!three) return unary(one.value, textOf(two, state));
  return binary(textOf(one, state), two.value, textOf(three, state));
}

function unary(operator: string, value: string | null): boolean | null {
  if (operator === '-n') return notEmpty(value);
  return operator === '-z' ? negated(notEmpty(value)) : null;
}

function binary(left: string | null, operator: string, right: string | null): boolean | null {
  if (left === null || right === null) return null;
  const [one, other] = [Number(left), Number(right)];
  switch (operator) {
    case '=':
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '-eq':
      return one === other;
    case '-ne':
      return one !== other;
    case '-gt':
      return one > other;
    case '-ge':
      return one >= other;
    case '-lt':
      return one < other;
    case '-le':
      return one <= other;
    default:
      return null;
  }
}

function notEmpty(value: string | null): boolean | null {
  return value === null ? null : value !== '';
}

export function negated(is: boolean | null): boolean | null {
  return is === null ? null : !is;
}

function joined(operator: '&&' | '||', [one, other]: readonly (boolean | null)[]): boolean | null {
  const decides = operator === '||';
  if (one === decides || other === decides) return decides;
  return one === null || other === null ? null : !decides;
}

/** Whether a pattern of `case` fits; null where the files do not say. */
export function fits(pattern: WordNode, value: string | null, state: State): boolean | null {
  if (pattern.value === '*') return true;
  if (value === null) return null;
  const texts = pattern.parts.map((part) => {
    if (part.kind === 'glob') return part.text === '*' ? '[^]*' : null;
    const text = textOf({ parts: [part] }, state);
    return text === null ? null : text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  });
  return texts.includes(null) ? null : new RegExp(`^${texts.join('')}$`).test(value);
}
