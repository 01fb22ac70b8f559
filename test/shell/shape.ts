import type {
  Assignment,
  CommandNode,
  HereDocument,
  List,
  Redirection,
  Statement,
  TestExpression,
  WordNode,
  WordPart,
} from '../../src/shell/model.ts';
import { parseShell } from '../../src/shell/parse.ts';

/** A script's tree on one line: `(and a b)`; words as written where they are plain. */
export function shapeOf(text: string): string {
  return list(parseShell({ text, at: (index) => index }).body);
}

export function list({ items }: List): string {
  return items.map(({ statement: one, terminator }) => statement(one) + (terminator === '&' ? ' &' : '')).join('; ');
}

function statement(one: Statement): string {
  if (one.kind === 'and-or') {
    const rest = one.operators.map(
      ({ text }, index) => ` ${text} ${statement(one.statements[index + 1] as Statement)}`,
    );
    return `(${statement(one.statements[0] as Statement)}${rest.join('')})`;
  }
  if (one.kind === 'pipeline') {
    const [first = '', ...others] = one.commands.map(statement);
    const rest = others.map((text, index) => ` ${one.operators[index]?.text ?? '?'} ${text}`).join('');
    return `(${one.negation ? '! ' : ''}${first}${rest})`;
  }
  return command(one) + one.redirections.map((redirection) => ` ${redirect(redirection)}`).join('');
}

function command(node: CommandNode): string {
  switch (node.kind) {
    case 'simple':
      return [...node.assignments.map(assignment), ...node.words.map(word)].join(' ');
    case 'group':
      return `{${list(node.body)}}`;
    case 'subshell':
      return `sub(${list(node.body)})`;
    case 'if': {
      const branches = node.branches.map(({ condition, body }) => `${list(condition)} ? ${list(body)}`);
      return `if(${branches.join(' | ')}${node.otherwise ? ` | ${list(node.otherwise)}` : ''})`;
    }
    case 'loop':
      return `${node.keyword}(${list(node.condition)} ? ${list(node.body)})`;
    case 'for':
      return `${node.keyword}(${node.variable.text} in ${node.words?.map(word).join(' ') ?? '@'} ? ${list(node.body)})`;
    case 'arithmetic-for':
      return `for((${parts(node.expression.parts)})) ${list(node.body)}`;
    case 'case': {
      const clauses = node.clauses.map(
        ({ patterns, body, terminator }) =>
          `${patterns.map(word).join('|')}) ${list(body)}${terminator === ';;' ? '' : ` ${terminator ?? '.'}`}`,
      );
      return `case(${word(node.word)} ? ${clauses.join(' / ')})`;
    }
    case 'test-command':
      return `[[${node.expression ? test(node.expression) : ''}]]`;
    case 'arithmetic-command':
      return `((${parts(node.expression.parts)}))`;
    case 'function':
      return `def ${node.name.text} ${node.body ? statement(node.body) : '?'}`;
  }
}

function test(expression: TestExpression): string {
  switch (expression.kind) {
    case 'word':
      return word(expression);
    case 'test-unary':
      return `(${expression.operator.text} ${word(expression.operand)})`;
    case 'test-binary':
      return `(${word(expression.left)} ${expression.operator.text} ${word(expression.right)})`;
    case 'test-not':
      return `(! ${test(expression.operand)})`;
    case 'test-junction':
      return `(${test(expression.left)} ${expression.operator.text} ${test(expression.right)})`;
    case 'test-group':
      return `(${test(expression.operand)})`;
  }
}

function redirect({ descriptor, operator, target, heredoc }: Redirection): string {
  return `${descriptor ?? ''}${operator.text}${target ? word(target) : '?'}${heredoc ? document(heredoc) : ''}`;
}

function document({ quoted, source, parts: inside }: HereDocument): string {
  return JSON.stringify(quoted ? source.text : parts(inside));
}

function assignment({ name, append, index, assigned, elements }: Assignment): string {
  const value = elements
    ? `(${elements.map(({ key, value: one }) => (key ? `[${word(key)}]=` : '') + word(one)).join(' ')})`
    : assigned
      ? word(assigned)
      : '';
  return `${name}${index ? `[${word(index)}]` : ''}${append ? '+=' : ':='}${value}`;
}

export function word({ parts: inside, assignment: declared }: WordNode): string {
  return declared ? assignment(declared) : parts(inside);
}

function parts(all: readonly WordPart[]): string {
  return all.map(part).join('');
}

function part(one: WordPart): string {
  switch (one.kind) {
    case 'literal':
      return one.text;
    case 'single-quoted':
      return one.ansi ? `$'${one.value}'` : `'${one.value}'`;
    case 'double-quoted':
      return `"${parts(one.parts)}"`;
    case 'expansion': {
      const { prefix, name, index, operator, operand, braces } = one;
      const inside = `${prefix ?? ''}${name}${index ? `[${word(index)}]` : ''}`;
      return `${braces ? '<$' : '<'}${inside}${operator ? ` ${operator} ` : ''}${operand ? word(operand) : ''}>`;
    }
    case 'command-substitution':
      return `${one.backticks ? '`' : '$'}[${list(one.body)}]`;
    case 'arithmetic':
      return `<=${parts(one.expression.parts)}>`;
    case 'process-substitution':
      return `${one.direction}[${list(one.body)}]`;
    case 'glob':
      return `<glob ${one.text}>`;
    case 'extended-glob':
      return `<${one.operator} ${parts(one.parts)}>`;
    case 'brace-expansion':
      return `<brace ${parts(one.parts)}>`;
    case 'tilde':
      return `<${one.text}>`;
  }
}
