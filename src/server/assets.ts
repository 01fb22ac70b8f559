import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { createSchemaService, type SchemaService } from '../kubernetes/schema-service.ts';

/** The compressed Kubernetes schemas beside the bundles in `distDir`; read on first use. */
export async function kubernetesSchemas(distDir: string): Promise<SchemaService> {
  const compressed = await readFile(path.join(distDir, 'schemas', 'kubernetes.json.br'));
  const json = await promisify(brotliDecompress)(compressed);
  return createSchemaService(JSON.parse(json.toString('utf8')) as Parameters<typeof createSchemaService>[0]);
}
