import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import type { KubernetesSchemas, SchemaService } from '../kubernetes/schema-service.ts';

/** The compressed Kubernetes schemas beside the bundles in `distDir`; they and the YAML service are loaded on first use. */
export async function kubernetesSchemas(distDir: string): Promise<SchemaService> {
  const { createSchemaService } = await import('../kubernetes/schema-service.ts');
  const compressed = await readFile(path.join(distDir, 'schemas', 'kubernetes.json.br'));
  const json = await promisify(brotliDecompress)(compressed);
  return createSchemaService(JSON.parse(json.toString('utf8')) as KubernetesSchemas);
}
