import { child, type RawNode } from './raw-tree.ts';
import { typeText } from './read-expression.ts';
import { readStatements } from './read-statement.ts';
import type { GoFunction, Parameter } from './syntax.ts';

/** The model of a function, a method or a function literal. */
export function readFunction(node: RawNode, text: string): GoFunction {
  const { start, end } = node;
  const name = child(node, 'name');
  const body = child(node, 'body');
  const [receiver] = readParameters(child(node, 'receiver'), text);
  return {
    start,
    end,
    name: name ? text.slice(name.start, name.end) : '',
    nameSpan: name ? { start: name.start, end: name.end } : { start, end },
    receiver: receiver ?? null,
    parameters: readParameters(child(node, 'parameters'), text),
    results: readResults(child(node, 'result'), text),
    body: body ? readStatements(body, text) : [],
    bodySpan: body ? { start: body.start, end: body.end } : { start: end, end },
  };
}

function readParameters(list: RawNode | undefined, text: string): Parameter[] {
  return (list?.children ?? []).flatMap((node): Parameter[] => {
    if (node.type !== 'parameter_declaration' && node.type !== 'variadic_parameter_declaration') return [];
    const typeNode = child(node, 'type');
    const type = typeNode ? typeText(typeNode, text) : '';
    const variadic = node.type === 'variadic_parameter_declaration';
    const names = node.children.filter(({ field }) => field === 'name');
    if (names.length === 0) return [{ name: '', type, variadic }];
    return names.map((name) => ({ name: text.slice(name.start, name.end), type, variadic }));
  });
}

function readResults(result: RawNode | undefined, text: string): Parameter[] {
  if (!result) return [];
  if (result.type === 'parameter_list') return readParameters(result, text);
  return [{ name: '', type: typeText(result, text), variadic: false }];
}
