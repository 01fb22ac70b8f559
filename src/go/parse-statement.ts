import { parseExpression, parseExpressions } from './parse-expression.ts';
import { parseDeclaration } from './parse-declaration.ts';
import { isDeclaration, parseType } from './parse-type.ts';
import {
  closed,
  expect,
  fail,
  leaf,
  look,
  nested,
  outsideHeader,
  type Parsing,
  skipBalanced,
  take,
} from './parsing.ts';
import { as, newNode, type RawNode } from './raw-tree.ts';

const ASSIGNMENTS = new Set('= += -= *= /= %= &= |= ^= <<= >>= &^='.split(' '));

/** `{ … }`; a block that is never closed ends with the file, or where the next function begins. */
export function parseBlock(parsing: Parsing): RawNode {
  const { start } = parsing.tokens;
  if (!expect(parsing, '{')) return newNode('block', start, start);
  const list = parseList(parsing);
  expect(parsing, '}');
  return closed(parsing, 'block', start, list ? [list] : []);
}

/** Statements up to a brace or the next case; null where there is none. */
function parseList(parsing: Parsing): RawNode | null {
  const { tokens } = parsing;
  const { start } = tokens;
  const statements: RawNode[] = [];
  while (!['}', 'end', 'case', 'default'].includes(tokens.kind)) {
    const from = tokens.start;
    if (isDeclaration(parsing)) break;
    if (tokens.kind !== ';') statements.push(nested(parsing, parseStatement));
    if (take(parsing, ';') || ['}', 'end'].includes(tokens.kind)) continue;
    fail(parsing);
    if (tokens.start === from) tokens.next();
    while (![';', '}', 'end', 'case', 'default'].includes(tokens.kind) && !isDeclaration(parsing))
      skipBalanced(parsing);
  }
  return statements.length > 0 ? closed(parsing, 'statement_list', start, statements) : null;
}

function parseStatement(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start } = tokens;
  const made = (type: string, children: RawNode[]) => closed(parsing, type, start, children);
  switch (tokens.kind) {
    case 'var':
    case 'const':
    case 'type':
      return parseDeclaration(parsing);
    case 'return': {
      tokens.next();
      return made('return_statement', [';', '}', 'end'].includes(tokens.kind) ? [] : [parseExpressions(parsing)]);
    }
    case 'go':
    case 'defer': {
      const type = `${tokens.kind}_statement`;
      tokens.next();
      return made(type, [parseExpression(parsing)]);
    }
    case 'if':
      return parseIf(parsing);
    case 'for':
      return parseFor(parsing);
    case 'switch':
      return parseSwitch(parsing);
    case 'select':
      return parseSelect(parsing);
    case 'break':
    case 'continue':
    case 'goto': {
      const type = `${tokens.kind}_statement`;
      tokens.next();
      return made(type, (tokens.kind as string) === 'name' ? [leaf(parsing, 'name', 'label_name')] : []);
    }
    case 'fallthrough':
      tokens.next();
      return made('fallthrough_statement', []);
    case '{':
      return parseBlock(parsing);
    case 'name':
      if (look(parsing, () => (tokens.next(), tokens.kind === ':'))) return parseLabeled(parsing);
      return parseSimple(parsing);
    default:
      return parseSimple(parsing);
  }
}

function parseLabeled(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start } = tokens;
  const parts = [as('label', leaf(parsing, 'name', 'label_name'))];
  tokens.next();
  if (![';', '}', 'end', 'case', 'default'].includes(tokens.kind)) parts.push(nested(parsing, parseStatement));
  return closed(parsing, 'labeled_statement', start, parts);
}

/** An expression, assignment, sending, `++` or `--`. */
function parseSimple(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start } = tokens;
  const left = parseExpressions(parsing);
  const [first] = left.children;
  if (tokens.kind === ':=' || ASSIGNMENTS.has(tokens.kind)) {
    const type = tokens.kind === ':=' ? 'short_var_declaration' : 'assignment_statement';
    tokens.next();
    if (tokens.kind === 'range') return parseRange(parsing, start, left);
    return closed(parsing, type, start, [as('left', left), as('right', parseExpressions(parsing))]);
  }
  if (!first || left.children.length > 1) {
    fail(parsing);
    return closed(parsing, 'ERROR', start, left.children);
  }
  if (take(parsing, '++')) return closed(parsing, 'inc_statement', start, [first]);
  if (take(parsing, '--')) return closed(parsing, 'dec_statement', start, [first]);
  if (take(parsing, '<-')) {
    return closed(parsing, 'send_statement', start, [as('channel', first), as('value', parseExpression(parsing))]);
  }
  return closed(parsing, 'expression_statement', start, [first]);
}

function parseRange(parsing: Parsing, start: number, left: RawNode | null): RawNode {
  parsing.tokens.next();
  const right = as('right', parseExpression(parsing));
  return closed(parsing, 'range_clause', start, [...(left ? [as('left', left)] : []), right]);
}

function inHeader<Read>(parsing: Parsing, read: () => Read): Read {
  const before = parsing.inHeader;
  parsing.inHeader = true;
  const result = read();
  parsing.inHeader = before;
  return result;
}

interface Header {
  readonly initializer: RawNode | null;
  /** What stands before the brace. */
  readonly last: RawNode | null;
}

/** `init; last {` of `if` and `switch`. */
function parseHeader(parsing: Parsing): Header {
  const { tokens } = parsing;
  return inHeader(parsing, () => {
    const atBrace = () => tokens.kind === '{';
    const first = tokens.kind === ';' || atBrace() ? null : parseSimple(parsing);
    if (!take(parsing, ';')) return { initializer: null, last: first };
    return { initializer: first && as('initializer', first), last: atBrace() ? null : parseSimple(parsing) };
  });
}

/** The expression of a statement that is nothing else. */
function expressionOf(statement: RawNode | null, parsing: Parsing): RawNode[] {
  if (!statement) return [];
  if (statement.type === 'expression_statement') return statement.children.slice(0, 1);
  parsing.errorAt ??= statement.start;
  return [];
}

function parseIf(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start } = tokens;
  tokens.next();
  const { initializer, last } = parseHeader(parsing);
  const parts = initializer ? [initializer] : [];
  for (const condition of expressionOf(last, parsing)) parts.push(as('condition', condition));
  if (!last) fail(parsing);
  parts.push(
    as(
      'consequence',
      outsideHeader(parsing, () => parseBlock(parsing)),
    ),
  );
  if (take(parsing, 'else')) {
    const otherwise =
      tokens.kind === 'if' ? nested(parsing, parseIf) : outsideHeader(parsing, () => parseBlock(parsing));
    parts.push(as('alternative', otherwise));
  }
  return closed(parsing, 'if_statement', start, parts);
}

function parseFor(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start } = tokens;
  tokens.next();
  const clause = inHeader(parsing, () => parseForClause(parsing));
  const body = as(
    'body',
    outsideHeader(parsing, () => parseBlock(parsing)),
  );
  return closed(parsing, 'for_statement', start, clause ? [clause, body] : [body]);
}

function parseForClause(parsing: Parsing): RawNode | null {
  const { tokens } = parsing;
  const { start } = tokens;
  if (tokens.kind === '{') return null;
  if (tokens.kind === 'range') return parseRange(parsing, start, null);
  const first = tokens.kind === ';' ? null : parseSimple(parsing);
  if (first?.type === 'range_clause') return first;
  if (!take(parsing, ';')) return expressionOf(first, parsing)[0] ?? null;
  const parts = first ? [as('initializer', first)] : [];
  if (tokens.kind !== ';' && tokens.kind !== '{') {
    for (const condition of expressionOf(parseSimple(parsing), parsing)) parts.push(as('condition', condition));
  }
  take(parsing, ';');
  if (tokens.kind !== '{') parts.push(as('update', parseSimple(parsing)));
  return closed(parsing, 'for_clause', start, parts);
}

function parseSwitch(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start } = tokens;
  tokens.next();
  const { initializer, last } = parseHeader(parsing);
  const parts = initializer ? [initializer] : [];
  const guarded = last?.children.at(-1);
  const guard = guarded?.type === 'expression_list' ? guarded.children[0] : guarded;
  const isTypeSwitch = guard?.type === 'type_switch_guard';
  if (isTypeSwitch) {
    const [left] = last?.type === 'short_var_declaration' ? last.children : [];
    if (left) parts.push(as('alias', left));
    for (const value of guard.children) parts.push(as('value', value));
  } else for (const value of expressionOf(last, parsing)) parts.push(as('value', value));
  parts.push(...parseCases(parsing, () => (isTypeSwitch ? typeCase(parsing) : expressionCase(parsing))));
  return closed(parsing, isTypeSwitch ? 'type_switch_statement' : 'expression_switch_statement', start, parts);
}

function parseSelect(parsing: Parsing): RawNode {
  const { start } = parsing.tokens;
  parsing.tokens.next();
  const cases = parseCases(parsing, () => ({ type: 'communication_case', parts: [communication(parsing)] }));
  return closed(parsing, 'select_statement', start, cases);
}

interface Case {
  readonly type: string;
  readonly parts: RawNode[];
}

function parseCases(parsing: Parsing, read: () => Case): RawNode[] {
  const { tokens } = parsing;
  const cases: RawNode[] = [];
  if (!expect(parsing, '{')) return cases;
  outsideHeader(parsing, () => {
    while (tokens.kind !== '}' && tokens.kind !== 'end' && !isDeclaration(parsing)) {
      const { start } = tokens;
      const isCase = take(parsing, 'case');
      if (!isCase && !take(parsing, 'default')) {
        if (!take(parsing, ';')) fail(parsing);
        if (tokens.start === start) skipBalanced(parsing);
        continue;
      }
      const { type, parts } = isCase ? read() : { type: 'default_case', parts: [] };
      expect(parsing, ':');
      const list = parseList(parsing);
      cases.push(closed(parsing, type, start, list ? [...parts, list] : parts));
    }
  });
  expect(parsing, '}');
  return cases;
}

function expressionCase(parsing: Parsing): Case {
  return { type: 'expression_case', parts: [as('value', parseExpressions(parsing))] };
}

function typeCase(parsing: Parsing): Case {
  const types = [as('type', parseType(parsing))];
  while (take(parsing, ',')) types.push(as('type', parseType(parsing)));
  return { type: 'type_case', parts: types };
}

function communication(parsing: Parsing): RawNode {
  const { start } = parsing.tokens;
  const statement = parseSimple(parsing);
  if (statement.type === 'send_statement') return as('communication', statement);
  const parts =
    statement.type === 'expression_statement'
      ? statement.children.map((right) => as('right', right))
      : statement.children.flatMap((part) =>
          part.field === 'right' ? part.children.slice(0, 1).map((right) => as('right', right)) : [part],
        );
  return as('communication', closed(parsing, 'receive_statement', start, parts));
}
