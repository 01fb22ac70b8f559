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
  put,
  putSince,
  skipBalanced,
  take,
} from './parsing.ts';
import { as, newNode, type RawNode } from './raw-tree.ts';

const NO_NODES: readonly RawNode[] = [];

const LIST_ENDS = new Set(['}', 'end', 'case', 'default']);
const ENDS = new Set(['}', 'end']);
const STATEMENT_ENDS = new Set([';', '}', 'end']);
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
  const first = parsing.top;
  while (!LIST_ENDS.has(tokens.kind)) {
    const from = tokens.start;
    if (isDeclaration(parsing)) break;
    if (tokens.kind !== ';') put(parsing, nested(parsing, parseStatement));
    if (take(parsing, ';') || ENDS.has(tokens.kind)) continue;
    fail(parsing);
    if (tokens.start === from) tokens.next();
    while (tokens.kind !== ';' && !LIST_ENDS.has(tokens.kind) && !isDeclaration(parsing)) skipBalanced(parsing);
  }
  return parsing.top > first ? closed(parsing, 'statement_list', start, putSince(parsing, first)) : null;
}

function parseStatement(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start } = tokens;
  switch (tokens.kind) {
    case 'var':
    case 'const':
    case 'type':
      return parseDeclaration(parsing);
    case 'return': {
      tokens.next();
      const values = STATEMENT_ENDS.has(tokens.kind) ? NO_NODES : [parseExpressions(parsing)];
      return closed(parsing, 'return_statement', start, values);
    }
    case 'go':
    case 'defer': {
      const type = `${tokens.kind}_statement`;
      tokens.next();
      return closed(parsing, type, start, [parseExpression(parsing)]);
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
      const label = (tokens.kind as string) === 'name' ? [leaf(parsing, 'name', 'label_name')] : NO_NODES;
      return closed(parsing, type, start, label);
    }
    case 'fallthrough':
      tokens.next();
      return closed(parsing, 'fallthrough_statement', start, NO_NODES);
    case '{':
      return parseBlock(parsing);
    case 'name':
      return isLabel(parsing) ? parseLabeled(parsing) : parseSimple(parsing);
    default:
      return parseSimple(parsing);
  }
}

/** `name:` */
function isLabel(parsing: Parsing): boolean {
  const { tokens } = parsing;
  // Nearly every statement begins with a name: only a colon on its line is worth a look.
  const { text } = tokens;
  let at = tokens.end;
  while (text[at] === ' ' || text[at] === '\t' || text[at] === '\r') at++;
  if (text[at] !== '/' && (text[at] !== ':' || text[at + 1] === '=')) return false;
  return look(parsing, () => (tokens.next(), tokens.kind === ':'));
}

function parseLabeled(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start } = tokens;
  const parts = [as('label', leaf(parsing, 'name', 'label_name'))];
  tokens.next();
  if (tokens.kind !== ';' && !LIST_ENDS.has(tokens.kind)) parts.push(nested(parsing, parseStatement));
  return closed(parsing, 'labeled_statement', start, parts);
}

/** An expression, assignment, sending, `++` or `--`. */
function parseSimple(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start } = tokens;
  const left = parseExpressions(parsing);
  if (tokens.kind === ':=' || ASSIGNMENTS.has(tokens.kind)) {
    const type = tokens.kind === ':=' ? 'short_var_declaration' : 'assignment_statement';
    tokens.next();
    if (tokens.kind === 'range') return parseRange(parsing, start, left);
    return closed(parsing, type, start, [as('left', left), as('right', parseExpressions(parsing))]);
  }
  if (left.type === 'expression_list') {
    fail(parsing);
    return closed(parsing, 'ERROR', start, left.children);
  }
  if (take(parsing, '++')) return closed(parsing, 'inc_statement', start, [left]);
  if (take(parsing, '--')) return closed(parsing, 'dec_statement', start, [left]);
  if (take(parsing, '<-')) {
    return closed(parsing, 'send_statement', start, [as('channel', left), as('value', parseExpression(parsing))]);
  }
  return closed(parsing, 'expression_statement', start, [left]);
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
    const first = tokens.kind === ';' || tokens.kind === '{' ? null : parseSimple(parsing);
    if (!take(parsing, ';')) return { initializer: null, last: first };
    const last = tokens.kind === '{' ? null : parseSimple(parsing);
    return { initializer: first && as('initializer', first), last };
  });
}

/** The expression of a statement that is nothing else. */
function expressionOf(statement: RawNode | null, parsing: Parsing): RawNode | null {
  if (!statement) return null;
  if (statement.type === 'expression_statement') return statement.children[0] ?? null;
  parsing.errorAt ??= statement.start;
  return null;
}

function parseIf(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start } = tokens;
  tokens.next();
  const { initializer, last } = parseHeader(parsing);
  const from = parsing.top;
  if (initializer) put(parsing, initializer);
  const condition = expressionOf(last, parsing);
  if (condition) put(parsing, as('condition', condition));
  if (!last) fail(parsing);
  put(parsing, as('consequence', outsideHeader(parsing, parseBlock)));
  if (take(parsing, 'else')) {
    const otherwise = tokens.kind === 'if' ? nested(parsing, parseIf) : outsideHeader(parsing, parseBlock);
    put(parsing, as('alternative', otherwise));
  }
  return closed(parsing, 'if_statement', start, putSince(parsing, from));
}

function parseFor(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start } = tokens;
  tokens.next();
  const clause = inHeader(parsing, () => parseForClause(parsing));
  const body = as('body', outsideHeader(parsing, parseBlock));
  return closed(parsing, 'for_statement', start, clause ? [clause, body] : [body]);
}

function parseForClause(parsing: Parsing): RawNode | null {
  const { tokens } = parsing;
  const { start } = tokens;
  if (tokens.kind === '{') return null;
  if (tokens.kind === 'range') return parseRange(parsing, start, null);
  const first = tokens.kind === ';' ? null : parseSimple(parsing);
  if (first?.type === 'range_clause') return first;
  if (!take(parsing, ';')) return expressionOf(first, parsing);
  const parts = first ? [as('initializer', first)] : [];
  if (tokens.kind !== ';' && tokens.kind !== '{') {
    const condition = expressionOf(parseSimple(parsing), parsing);
    if (condition) parts.push(as('condition', condition));
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
  } else {
    const value = expressionOf(last, parsing);
    if (value) parts.push(as('value', value));
  }
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
      : statement.children.map((part) => received(part, part.type === 'expression_list'));
  return as('communication', closed(parsing, 'receive_statement', start, parts));
}

/** The names that something is received into are a list in any case, and what is received is none. */
function received(part: RawNode, isList: boolean): RawNode {
  if (part.field === 'right' && isList) return as('right', part.children[0] ?? part);
  if (part.field !== 'left' || isList) return part;
  return as('left', newNode('expression_list', part.start, part.end, [part]));
}
