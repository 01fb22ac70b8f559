import { isMap, isScalar, parseDocument, stringify } from 'yaml';

/** The text of a `.gantry.yaml` in which a container runs a program; everything else stays as it is written. */
export function withMatch(text: string, container: string, program: string | null): string {
  const key = written(container);
  const value = written(program ?? 'none');
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const { contents } = parseDocument(text, { strict: false, uniqueKeys: false });
  const matches = isMap(contents)
    ? contents.items.find((pair) => isScalar(pair.key) && pair.key.value === 'matches')?.value
    : undefined;
  if (!isMap(matches)) {
    const before = text === '' || text.endsWith('\n') ? text : `${text}${lineEnd}`;
    // A key that has no map yet is kept, and gets one.
    const empty = /^matches:[ \t]*(?:#.*)?(?=\r?$)/m.exec(text);
    if (!empty) return `${before}matches:${lineEnd}  ${key}: ${value}${lineEnd}`;
    const at = empty.index + empty[0].length;
    return `${text.slice(0, at)}${lineEnd}  ${key}: ${value}${text.slice(at)}`;
  }
  const present = matches.items.find((pair) => isScalar(pair.key) && pair.key.value === container)?.value;
  if (isScalar(present)) return text.slice(0, present.range[0]) + value + text.slice(present.range[1]);
  const [start] = matches.range;
  if (matches.flow === true) {
    const comma = matches.items.length > 0 ? ', ' : ' ';
    return `${text.slice(0, start + 1)} ${key}: ${value}${comma}${text.slice(start + 1).trimStart()}`;
  }
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return `${text.slice(0, start)}${key}: ${value}${lineEnd}${indent}${text.slice(start)}`;
}

function written(word: string): string {
  return stringify(word).trimEnd();
}
