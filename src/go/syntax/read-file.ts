import type { Bodies, BodyFile } from './bodies.ts';
import { stringValue } from './literals.ts';
import type { ParsedFile } from './parse-file.ts';
import { child, childrenOf, type RawNode } from './raw-tree.ts';
import { type Source, typeText } from './read-expression.ts';
import { readFunction, readResults } from './read-function.ts';
import { newSource } from './read-source.ts';
import { readValues } from './read-statement.ts';
import type { Embed, Generate, Import, SourceFile } from './source-file.ts';
import type { GoFunction, InterfaceMethod, StructField, TypeDeclaration, ValueDeclaration } from './syntax.ts';

/** Types that are not declared by themselves. */
interface Noted {
  readonly local: TypeDeclaration[];
  /** Those without a name, by their place. */
  readonly structs: Map<number, TypeDeclaration>;
}

/** The model of a whole file from its syntax tree. */
export function readFile(path: string, text: string, { nodes, errorAt }: ParsedFile, bodies: Bodies): SourceFile {
  const inFunctions = newNoted();
  const inValues = newNoted();
  const inTypes = newNoted();
  let noted = inTypes;
  const bodyFile: BodyFile = { path, text, bodies };
  const source = newSource(bodyFile, {
    type: (node) => {
      for (const type of readTypes(node, source, true)) noted.local.push(type);
    },
    struct: (node, name) => {
      const { start, end } = node;
      const fields = noted.structs.get(start)?.fields ?? readFields(node, source);
      noted.structs.set(start, {
        name,
        kind: 'struct',
        definition: '',
        methods: [],
        embeds: [],
        fields,
        local: true,
        start,
        end,
      });
    },
  });
  const file = {
    path,
    packageName: '',
    imports: [] as Import[],
    functions: [] as GoFunction[],
    values: [] as ValueDeclaration[],
    embeds: [] as Embed[],
    generates: [] as Generate[],
    lines: { text, starts: null },
  };
  const types: TypeDeclaration[] = [];
  const read = (node: RawNode) => {
    switch (node.type) {
      case 'package_clause': {
        const name = node.children.find(({ type }) => type === 'package_identifier');
        if (name && file.packageName === '') file.packageName = text.slice(name.start, name.end);
        return;
      }
      case 'import_declaration':
        for (const one of readImports(node, text)) file.imports.push(one);
        return;
      case 'function_declaration':
      case 'method_declaration':
        noted = inFunctions;
        file.functions.push(readFunction(node, source, bodyFile));
        return;
      case 'var_declaration':
      case 'const_declaration':
        noted = inValues;
        for (const value of readValues(node, source)) file.values.push(value);
        return;
      case 'type_declaration':
        noted = inTypes;
        for (const type of readTypes(node, source, false)) types.push(type);
        return;
      case 'comment':
        for (const embed of readEmbeds(node, text)) file.embeds.push(embed);
        for (const one of readGenerate(node, text)) file.generates.push(one);
        return;
      case 'ERROR':
        node.children.forEach(read);
    }
  };
  for (const node of nodes) read(node);
  const all = [inFunctions, inValues, inTypes];
  return {
    ...file,
    // Lists that grew have room for more than they hold; the model is kept for long.
    imports: file.imports.slice(),
    functions: file.functions.slice(),
    values: file.values.slice(),
    types: [...types, ...all.flatMap(({ local }) => local), ...all.flatMap(({ structs }) => [...structs.values()])],
    errorAt: errorAt(),
  };
}

function newNoted(): Noted {
  return { local: [], structs: new Map() };
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
      embeds: kind === 'interface' ? readEmbedded(type, source) : [],
      fields: kind === 'struct' ? readFields(type, source) : [],
      local,
      start: spec.start,
      end: spec.end,
    };
  });
}

function readMethods(type: RawNode, source: Source): InterfaceMethod[] {
  return childrenOf(type, 'method_elem').flatMap((method) => {
    const name = child(method, 'name');
    return name
      ? [{ name: source.word(name.start, name.end), results: readResults(child(method, 'result'), source) }]
      : [];
  });
}

/** Unions of types are no interfaces that anything has methods of. */
function readEmbedded(type: RawNode, source: Source): string[] {
  return childrenOf(type, 'type_elem').flatMap(({ children: [only, ...others] }) =>
    only && others.length === 0 ? [typeText(only, source)] : [],
  );
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
    // The grammar has the star of `*http.Server` beside the type.
    const star = source.text[start] === '*' && !type.startsWith('*') ? '*' : '';
    return [{ name: own, type: source.shared(star + type), embedded: true, tag, start, end }];
  });
  return fields.slice();
}

function readGenerate({ start, end }: RawNode, text: string): Generate[] {
  const command = /^\/\/go:generate[ \t](.*)/.exec(text.slice(start, end))?.[1]?.trim() ?? '';
  return command === '' ? [] : [{ command, start, end }];
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
