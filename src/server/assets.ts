import { TextDocument } from 'vscode-languageserver-textdocument';
import type { KindLookup, SchemaService } from '../kubernetes/schema-service.ts';
import { createSchemaSet, type SchemaSet } from '../kubernetes/schema/schema-set.ts';
import type { Project } from '../project/project.ts';
import { shippedDescriptions, shippedSchemas } from '../disk/shipped.ts';

/** What completion and hover of fields need. */
export interface ManifestSchemas {
  readonly service: SchemaService;
  /** The kinds of a project: for its version, with its CRDs. */
  readonly kindsOf: (project: Project) => KindLookup;
}

/** The schemas that ship, read when the first manifest asks. */
export function lazySchemas(distDir: string): () => SchemaSet {
  let made: SchemaSet | undefined;
  return () => (made ??= createSchemaSet(shippedSchemas(distDir)));
}

/** The YAML service and the prose of the schemas, loaded when completion or hover are first asked for. */
export async function manifestSchemas(distDir: string): Promise<ManifestSchemas> {
  const { createSchemaService } = await import('../kubernetes/schema-service.ts');
  const described = createSchemaSet(shippedSchemas(distDir), shippedDescriptions(distDir));
  return {
    service: createSchemaService(TextDocument.create),
    kindsOf: ({ workspace: { schemas, target } }) => ({
      find(apiVersion, kind) {
        const found = schemas.find(apiVersion, kind, target);
        return (found?.origin === 'crd' ? found : described.find(apiVersion, kind, target))?.schema;
      },
      all: () => [...described.kinds(target), ...schemas.customKinds()],
    }),
  };
}
