import type { Bodies, BodyFile } from './bodies.ts';
import { stringValue } from './literals.ts';
import type { ParsedFile } from './parse-file.ts';
import { child, childrenOf, type RawNode } from './raw-tree.ts';
import { type Source, typeText } from './read-expression.ts';
import { readFunction } from './read-function.ts';
import { newSource } from './read-source.ts';
import { readValues } from './read-statement.ts';
import type { Embed, Generate, Import, SourceFile } from './source-file.ts';
import type { StructField, TypeDeclaration } from './syntax.ts';

/** The model of a whole file from its syntax tree. */
export function readFile(path: string, text: string, { root, errorAt }: ParsedFile, bodies: Bodies): SourceFile {
  const local: TypeDeclaration[] = [];
  const structs = new Map<number, TypeDeclaration>();
  const bodyFile: BodyFile = { path, text, bodies };
  const source = newSource(bodyFile, {
    type: (node) => {
      local.push(...readTypes(node, source, true));
    },
    struct: (node, name) => {
      const { start, end } = node;
      const fields = structs.get(start)?.fields ?? readFields(node, source);
      structs.set(start, { name, kind: 'struct', definition: '', methods: [], fields, local: true, start, end });
    },
  });
  const top = root.children.flatMap((node) => (node.type === 'ERROR' ? [...node.children] : [node]));
  const of = (...types: string[]) => top.filter(({ type }) => types.includes(type));
  const [clause] = of('package_clause');
  const name = clause?.children.find(({ type }) => type === 'package_identifier');
  const file = {
    path,
    packageName: name ? text.slice(name.start, name.end) : '',
    imports: of('import_declaration').flatMap((node) => readImports(node, text)),
    functions: of('function_declaration', 'method_declaration').map((node) => readFunction(node, source, bodyFile)),
    values: of('var_declaration', 'const_declaration').flatMap((node) => readValues(node, source)),
    types: of('type_declaration').flatMap((node) => readTypes(node, source, false)),
    embeds: of('comment').flatMap((node) => readEmbeds(node, text)),
    generates: of('comment').flatMap((node) => readGenerate(node, text)),
    errorAt,
    lines: { text, starts: null },
  };
  return { ...file, types: [...file.types, ...local, ...structs.values()] };
}

function readImports(node: RawNode, text: string): Import[] {
  const specs = [
    ...childrenOf(node, 'import_spec'),
    ...childrenOf(node, 'import_spec_list').flatMap((list) => childrenOf(list, 'import_spec')),
  ];
  return specs.flatMap((spec) => {
    const path = child(spec, 'path');
    const value = path ? stringValue(text.slice(path.start, path.end)) : null;
    if (!path || value === null) return [];
    const alias = child(spec, 'name');
    return { path: value, alias: alias ? text.slice(alias.start, alias.end) : null, start: path.start, end: path.end };
  });
}

function readTypes(node: RawNode, source: Source, local: boolean): TypeDeclaration[] {
  return childrenOf(node, 'type_spec', 'type_alias').flatMap((spec) => {
    const name = child(spec, 'name');
    const type = child(spec, 'type');
    if (!name || !type) return [];
    const kind = type.type === 'struct_type' ? 'struct' : type.type === 'interface_type' ? 'interface' : 'other';
    return {
      name: source.word(name.start, name.end),
      kind,
      definition: kind === 'other' ? typeText(type, source) : '',
      methods: kind === 'interface' ? readMethods(type, source) : [],
      fields: kind === 'struct' ? readFields(type, source) : [],
      local,
      start: spec.start,
      end: spec.end,
    };
  });
}

function readMethods(type: RawNode, { text }: Source): string[] {
  return childrenOf(type, 'method_elem').flatMap((method) => {
    const name = child(method, 'name');
    return name ? [text.slice(name.start, name.end)] : [];
  });
}

function readFields(struct: RawNode, source: Source): StructField[] {
  const declarations = childrenOf(struct, 'field_declaration_list').flatMap((list) =>
    childrenOf(list, 'field_declaration'),
  );
  const fields = declarations.flatMap((node): StructField[] => {
    const typeNode = child(node, 'type');
    const tagNode = child(node, 'tag');
    const type = typeNode ? typeText(typeNode, source) : '';
    const tag = tagNode ? (stringValue(source.text.slice(tagNode.start, tagNode.end)) ?? '') : '';
    const { start, end } = node;
    const names = node.children.filter(({ field }) => field === 'name');
    if (names.length > 0) {
      return names.map((name) => ({
        name: source.word(name.start, name.end),
        type,
        embedded: false,
        tag,
        start,
        end,
      }));
    }
    const own = /(\w+)(?:\[.*\])?$/.exec(type)?.[1] ?? type;
    return [{ name: own, type, embedded: true, tag, start, end }];
  });
  return fields.slice();
}

function readGenerate({ start, end }: RawNode, text: string): Generate[] {
  const line = /^\/\/go:generate[ \t]+(.*\S)/.exec(text.slice(start, end));
  return line ? [{ command: line[1] ?? '', start, end }] : [];
}

function readEmbeds(comment: RawNode, text: string): Embed[] {
  const line = /^\/\/go:embed[ \t]+(.*)/.exec(text.slice(comment.start, comment.end));
  if (!line) return [];
  const from = comment.start + line[0].length - (line[1] ?? '').length;
  return [...(line[1] ?? '').matchAll(/"(?:[^"\\]|\\.)*"|`[^`]*`|[^\s"`]+/g)].flatMap((match) => {
    const written = match[0];
    const pattern = /^["`]/.test(written) ? stringValue(written) : written;
    const start = from + match.index;
    return pattern === null ? [] : { pattern, start, end: start + written.length };
  });
}
