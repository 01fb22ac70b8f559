import { getLanguageService, type LanguageService } from 'yaml-language-server';
import type { Completion, Hover } from '../lint/editing.ts';
import { repairAt } from './half-typed.ts';
import { jsonSchemaOf } from './schema/json-schema.ts';
import type { Schema } from './schema/schema.ts';

/** The kinds that documents can be of. */
export interface KindLookup {
  readonly find: (apiVersion: string, kind: string) => Schema | undefined;
  /** All that have a schema, as `apiVersion/kind`. */
  readonly all: () => readonly string[];
}

/** Completion and hover of fields; offsets into the whole text. */
export interface SchemaService {
  readonly complete: (text: string, offset: number, kinds: KindLookup) => Promise<Completion[]>;
  readonly hover: (text: string, offset: number, kinds: KindLookup) => Promise<Hover | undefined>;
}

/** A text as yaml-language-server takes it; whoever speaks its protocol makes them. */
type ServedDocument = Parameters<LanguageService['doComplete']>[0];
export type MakeDocument = (uri: string, languageId: string, version: number, text: string) => ServedDocument;

/** yaml-language-server's service over the schemas at hand: it is asked one YAML document at a time and fetches nothing. */
export function createSchemaService(makeDocument: MakeDocument): SchemaService {
  /** By a name for each schema that was asked for: the service remembers schemas by their address. */
  const schemas = new Map<string, Schema>();
  const names = new WeakMap<Schema, string>();
  const service = languageService(schemas);
  const nameFor = (text: string, kinds: KindLookup): string | undefined => {
    const schema = schemaOf(text, kinds);
    if (!schema) return undefined;
    const name = names.get(schema) ?? String(schemas.size);
    names.set(schema, name);
    schemas.set(name, schema);
    return name;
  };
  /** The service keeps what it parsed by address and version, so every text is a version of its own. */
  let version = 0;
  const open = (schema: string, text: string) =>
    makeDocument(`gantry://documents/${schema}.yaml`, 'yaml', ++version, text);
  return {
    async complete(text, offset, kinds) {
      const part = documentAround(text, offset);
      const schema = nameFor(part.text, kinds);
      if (schema === undefined) return [];
      const offsetInPart = offset - part.start;
      const repaired = repairAt(part.text, offsetInPart);
      const document = open(schema, repaired?.text ?? part.text);
      const position = document.positionAt(repaired?.offset ?? offsetInPart);
      const { items } = await service.doComplete(document, position, false);
      return items.flatMap((item): Completion[] => {
        const edit = item.textEdit;
        if (!edit || !('range' in edit)) return [];
        // Definitions are offered under their own names, too: snippets of all required fields, under a name nobody types.
        if (/^s\d+$/.test(item.label)) return [];
        const replaced = repaired?.word ?? {
          start: document.offsetAt(edit.range.start),
          end: document.offsetAt(edit.range.end),
        };
        const insert = repaired?.hasColon && !edit.newText.includes(':') ? `${edit.newText}: ` : edit.newText;
        const documentation = typeof item.documentation === 'string' ? item.documentation : item.documentation?.value;
        return [
          {
            label: item.label,
            kind: insert.includes(':') ? 'property' : 'value',
            ...(documentation ? { markdown: documentation } : {}),
            insert,
            snippet: true,
            replace: { start: part.start + replaced.start, end: part.start + replaced.end },
          },
        ];
      });
    },
    async hover(text, offset, kinds) {
      const part = documentAround(text, offset);
      const schema = nameFor(part.text, kinds);
      if (schema === undefined) return undefined;
      const document = open(schema, part.text);
      const found = await service.doHover(document, document.positionAt(offset - part.start));
      if (!found?.range) return undefined;
      const markdown = (found.contents as { value?: string }).value ?? '';
      // The service closes with the schema's address, which leads nowhere here.
      const told = markdown.replace(/\n*Source:[^\n]*$/, '').trim();
      if (told === '') return undefined;
      return {
        start: part.start + document.offsetAt(found.range.start),
        end: part.start + document.offsetAt(found.range.end),
        markdown: told,
      };
    },
  };
}

function languageService(schemas: ReadonlyMap<string, Schema>): LanguageService {
  const service = getLanguageService({
    schemaRequestService: (uri) => {
      const schema = schemas.get(uri.slice('gantry://schemas/'.length));
      return Promise.resolve(JSON.stringify(schema ? jsonSchemaOf(schema) : {}));
    },
    workspaceContext: { resolveRelativePath: (relative, resource) => new URL(relative, resource).toString() },
  });
  service.configure({
    completion: true,
    hover: true,
    validate: false,
    format: false,
    isKubernetes: false,
    schemas: [],
  });
  service.registerCustomSchemaProvider((uri) => {
    const [, name = ''] = /^gantry:\/\/documents\/(.+)\.yaml$/.exec(uri) ?? [];
    return Promise.resolve(`gantry://schemas/${name}`);
  });
  return service;
}

/** The schema of a document, by its apiVersion and kind, read by line so that half-typed text will do. */
function schemaOf(text: string, kinds: KindLookup): Schema | undefined {
  const [, apiVersion = ''] = /^["']?apiVersion["']?\s*:\s*["']?([\w./-]+)/m.exec(text) ?? [];
  const [, kind = ''] = /^["']?kind["']?\s*:\s*["']?(\w+)/m.exec(text) ?? [];
  return kinds.find(apiVersion, kind);
}

/** The document of a stream that an offset is in. */
function documentAround(text: string, offset: number): { text: string; start: number } {
  let start = 0;
  let end = text.length;
  for (const { index, 0: marker } of text.matchAll(/^---.*(?:\r?\n|$)/gm)) {
    if (index + marker.length <= offset) start = index + marker.length;
    else if (index >= offset) {
      end = index;
      break;
    }
  }
  return { text: text.slice(start, end), start };
}
