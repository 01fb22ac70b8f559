import { type BodyFile, firstBody, hold, unreadBody } from './bodies.ts';
import { BODY_ERROR, UNREAD } from './parse-file.ts';
import { child, childrenOf, type RawNode } from './raw-tree.ts';
import { type Source, typeText } from './read-expression.ts';
import { readStatements } from './read-statement.ts';
import type { Body, GoFunction, Parameter, Statement } from './syntax.ts';

/** The model of a function or method, which is held as `file` has room, or of a function literal (null). */
export function readFunction(node: RawNode, source: Source, file: BodyFile | null): GoFunction {
  const { start, end } = node;
  const name = child(node, 'name');
  const body = child(node, 'body');
  const [receiver] = readParameters(child(node, 'receiver'), source);
  const read = () => (body ? readStatements(body, source) : []);
  const fn: GoFunction = {
    start,
    end,
    name: name ? source.word(name.start, name.end) : '',
    nameSpan: name ? { start: name.start, end: name.end } : { start, end },
    receiver: receiver ?? null,
    parameters: readParameters(child(node, 'parameters'), source),
    results: readResults(child(node, 'result'), source),
    body: body && file ? bodyIn(node, body, file, read) : { statements: read(), asked: 0, errorAt: null, file: null },
    bodySpan: body ? { start: body.start, end: body.end } : { start: end, end },
  };
  hold(fn);
  return fn;
}

function bodyIn(node: RawNode, body: RawNode, file: BodyFile, read: () => readonly Statement[]): Body {
  if (body.type === UNREAD) return unreadBody(file);
  const [error] = childrenOf(node, BODY_ERROR);
  return firstBody(file, error ? error.start : null, read);
}

const NONE: readonly Parameter[] = [];

function readParameters(list: RawNode | undefined, source: Source): readonly Parameter[] {
  if (!list || list.children.length === 0) return NONE;
  const found = list.children.flatMap((node): Parameter[] => {
    if (node.type !== 'parameter_declaration' && node.type !== 'variadic_parameter_declaration') return [];
    const typeNode = child(node, 'type');
    const type = typeNode ? typeText(typeNode, source) : '';
    const variadic = node.type === 'variadic_parameter_declaration';
    const names = node.children.filter(({ field }) => field === 'name');
    if (names.length === 0) return [{ name: '', type, variadic }];
    return names.map((name) => ({ name: source.word(name.start, name.end), type, variadic }));
  });
  // A list that grew has room for more than it holds; the model is kept for long.
  return found.slice();
}

/** What a signature says that comes back. */
export function readResults(result: RawNode | undefined, source: Source): readonly Parameter[] {
  if (!result) return NONE;
  if (result.type === 'parameter_list') return readParameters(result, source);
  return [{ name: '', type: typeText(result, source), variadic: false }];
}
