import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import type { PackedDescriptions, PackedSchemas } from '../kubernetes/schema/packed.ts';

/** The packed Kubernetes schemas; from beside the bundles in `distDir`, or of the checkout around it. */
export function shippedSchemas(distDir: string): PackedSchemas {
  return read(distDir, 'kubernetes') as PackedSchemas;
}

export function shippedDescriptions(distDir: string): PackedDescriptions {
  return read(distDir, 'kubernetes-descriptions') as PackedDescriptions;
}

function read(distDir: string, name: string): unknown {
  const places = [path.join(distDir, 'schemas'), path.join(distDir, '..', 'schemas')];
  const file = places.map((place) => path.join(place, `${name}.json.br`)).find((one) => existsSync(one));
  if (file === undefined) throw new Error(`${name}.json.br is not in ${places.join(' or ')}`);
  return JSON.parse(brotliDecompressSync(readFileSync(file)).toString('utf8'));
}
