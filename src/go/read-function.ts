import { child, type RawNode } from './raw-tree.ts';
import { type Source, typeText } from './read-expression.ts';
import { readStatements } from './read-statement.ts';
import type { GoFunction, Parameter } from './syntax.ts';

/** The model of a function, a method or a function literal. */
export function readFunction(node: RawNode, source: Source): GoFunction {
  const { start, end } = node;
  const name = child(node, 'name');
  const body = child(node, 'body');
  const [receiver] = readParameters(child(node, 'receiver'), source);
  return {
    start,
    end,
    name: name ? source.word(name.start, name.end) : '',
    nameSpan: name ? { start: name.start, end: name.end } : { start, end },
    receiver: receiver ?? null,
    parameters: readParameters(child(node, 'parameters'), source),
    results: readResults(child(node, 'result'), source),
    body: body ? readStatements(body, source) : [],
    bodySpan: body ? { start: body.start, end: body.end } : { start: end, end },
  };
}

function readParameters(list: RawNode | undefined, source: Source): Parameter[] {
  return (list?.children ?? []).flatMap((node): Parameter[] => {
    if (node.type !== 'parameter_declaration' && node.type !== 'variadic_parameter_declaration') return [];
    const typeNode = child(node, 'type');
    const type = typeNode ? typeText(typeNode, source) : '';
    const variadic = node.type === 'variadic_parameter_declaration';
    const names = node.children.filter(({ field }) => field === 'name');
    if (names.length === 0) return [{ name: '', type, variadic }];
    return names.map((name) => ({ name: source.word(name.start, name.end), type, variadic }));
  });
}

function readResults(result: RawNode | undefined, source: Source): Parameter[] {
  if (!result) return [];
  if (result.type === 'parameter_list') return readParameters(result, source);
  return [{ name: '', type: typeText(result, source), variadic: false }];
}
