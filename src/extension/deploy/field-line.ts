/**
 * The 0-based line where a field of an object stands in a file of manifests, by the path that the API server gives
 * (`spec.template.spec.containers[0].image`). A field that is missing is reported on the deepest parent that is written.
 * Undefined: the object is not in this file.
 */
export function fieldLine(text: string, kind: string, name: string, field: string): number | undefined {
  const lines = text.split(/\r?\n/);
  let first = 0;
  for (let index = 0; index <= lines.length; index++) {
    if (index < lines.length && !/^---(?:\s|$)/.test(lines[index] ?? '')) continue;
    const fields = blockFields(lines, first, index);
    if (fields.get('kind')?.value === kind && fields.get('metadata.name')?.value === name)
      return deepest(fields, field);
    first = index + 1;
  }
  return undefined;
}

interface Field {
  readonly line: number;
  readonly value: string;
}

function deepest(fields: ReadonlyMap<string, Field>, field: string): number | undefined {
  const path = [...field.matchAll(/\["?(?<key>[^"\]]+)"?\]|(?<name>[^.[\]]+)/g)].map(
    ({ groups }) => groups?.['key'] ?? groups?.['name'] ?? '',
  );
  for (let length = path.length; length > 0; length--) {
    const found = fields.get(path.slice(0, length).join('.'));
    if (found) return found.line;
  }
  return fields.get('kind')?.line;
}

interface Level {
  readonly indent: number;
  readonly path: string;
  readonly item: boolean;
  items: number;
}

/** Every key and list item of one document in block style, by its dotted path. */
function blockFields(lines: readonly string[], first: number, end: number): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>();
  const levels: Level[] = [{ indent: -1, path: '', item: false, items: 0 }];
  let scalarIndent: number | undefined;
  const top = (): Level => levels.at(-1) ?? { indent: -1, path: '', item: false, items: 0 };
  const enter = (indent: number, name: string, item: boolean, field: Field): void => {
    const path = top().path === '' ? name : `${top().path}.${name}`;
    levels.push({ indent, path, item, items: 0 });
    fields.set(path, field);
  };
  for (let line = first; line < end; line++) {
    let rest = (lines[line] ?? '').trimStart();
    let indent = (lines[line] ?? '').length - rest.length;
    if (rest === '' || rest.startsWith('#')) continue;
    if (scalarIndent !== undefined && indent > scalarIndent) continue;
    scalarIndent = undefined;
    for (let dash = /^-(?:\s+|$)/.exec(rest); dash; dash = /^-(?:\s+|$)/.exec(rest)) {
      while (top().indent > indent || (top().indent === indent && top().item)) levels.pop();
      enter(indent, String(top().items++), true, { line, value: '' });
      indent += dash[0].length;
      rest = rest.slice(dash[0].length);
    }
    const key = /^(?:"(?<quoted>[^"]+)"|(?<plain>[^\s#"'{[][^:]*?))\s*:(?:\s+(?<value>.*))?$/.exec(rest)?.groups;
    const name = key?.['quoted'] ?? key?.['plain'];
    if (name === undefined) continue;
    while (top().indent >= indent) levels.pop();
    const value = (key?.['value'] ?? '').replace(/\s+#.*$/, '').trim();
    if (/^[|>][-+\d]*$/.test(value)) scalarIndent = indent;
    enter(indent, name, false, { line, value: value.replace(/^(["'])(.*)\1$/, '$2') });
  }
  return fields;
}
