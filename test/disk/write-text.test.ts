import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { checkWritable } from '../../src/disk/write-text.ts';

const MODULE = path.join(import.meta.dirname, '..', '..', 'src', 'disk', 'write-text.ts');
/** Root writes everywhere; without these capabilities it is refused as anybody is. */
const AS_ANYBODY = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search', '--'] : [];

describe('whether files can be written', () => {
  let root = '';
  before(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'gantry-write-'));
    await writeFile(path.join(root, 'occupied'), '');
    await mkdir(path.join(root, 'closed'));
    await chmod(path.join(root, 'closed'), 0o555);
  });
  after(() => rm(root, { recursive: true, force: true }));

  it('is asked without a trace', async () => {
    await checkWritable(root, ['Dockerfile', 'deploy/base/service.yaml', 'occupied']);
    assert.deepEqual((await readdir(root)).sort(), ['closed', 'occupied']);
  });

  it('is denied where a file has the name of a folder', async () => {
    await assert.rejects(
      checkWritable(root, ['Dockerfile', 'occupied/base/service.yaml']),
      /^Problem: `occupied\/base\/service\.yaml` could not be written\. A file has the name of one of its folders\.$/,
    );
  });

  it('is denied where there is no right to write', async () => {
    const code = `import { checkWritable } from ${JSON.stringify(MODULE)};
      await checkWritable(${JSON.stringify(root)}, ['closed/deploy/service.yaml']).catch(({ message }) => console.log(message));`;
    const [program, ...words] = [...AS_ANYBODY, process.execPath, '--input-type=module', '--eval', code];
    const { stdout } = await promisify(execFile)(program, words);
    assert.equal(stdout, '`closed/deploy/service.yaml` could not be written. You have no right to write there.\n');
  });
});
