import path from 'node:path';
import { shippedSchemas } from '../../src/disk/shipped.ts';
import { createSchemaSet, type SchemaSet } from '../../src/kubernetes/schema/schema-set.ts';

/** The schemas as the doors read them. */
export function schemasForTests(): SchemaSet {
  return createSchemaSet(shippedSchemas(path.join(import.meta.dirname, '..', '..', 'dist')));
}
