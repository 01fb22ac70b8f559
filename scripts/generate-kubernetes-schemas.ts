// Makes schemas/kubernetes.json.br and schemas/kubernetes-descriptions.json.br: all Kubernetes versions that we know, the
// custom resources that many use, and files of tools. Needs pip, the go command and their registries, but only to make
// them: what is checked in is what ships.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { PackedSchemas } from '../src/kubernetes/schema/packed.ts';
import { packConcise } from './kubernetes-schemas/concise.ts';
import { packCore } from './kubernetes-schemas/core.ts';
import { packCustom } from './kubernetes-schemas/custom.ts';
import { createPacker } from './kubernetes-schemas/pack.ts';
import { coreDefinitions, crdTexts, NEWEST, OLDEST, openApiCode } from './kubernetes-schemas/sources.ts';
import { valuesIn } from './kubernetes-schemas/values.ts';

const folder = path.join(import.meta.dirname, '..', 'schemas');
const packer = createPacker();
const { kinds, descriptions, metadata } = packCore(coreDefinitions(), valuesIn(openApiCode()), packer);
const custom = {
  ...packCustom(crdTexts(), metadata, packer),
  ...packConcise(path.join(folder, 'concise'), metadata, packer),
};
const schemas: PackedSchemas = { oldest: OLDEST, newest: NEWEST, core: kinds, custom, ...packer.result() };
write('kubernetes', schemas);
write('kubernetes-descriptions', descriptions);

function write(name: string, content: unknown): void {
  const text = JSON.stringify(content);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
  const bytes = brotliCompressSync(text, { params });
  writeFileSync(path.join(folder, `${name}.json.br`), bytes);
  console.log(`${name}: ${String(text.length)} characters, ${String(bytes.length)} bytes`);
}
