import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plan } from '../../../src/containerize/plan.ts';
import type { Choices } from '../../../src/containerize/plan-types.ts';
import type { Program } from '../../../src/go/project.ts';
import { filesOf, listener, place, program, project, source } from '../facts.ts';

const demands = (...paths: readonly string[]) =>
  paths.map((path) => ({ ...place, path, isDemanded: true as const, certainty: 'known' as const }));

/** The lines of the files that speak of what a Secret brings, and how the plan says it. */
async function brought(change: Partial<Program>, choices: Choices = {}, more: Readonly<Record<string, string>> = {}) {
  const { files, decisions } = await plan(
    project({ programs: [program({ listens: [listener(8080)], ...change })] }),
    filesOf({ ...source, ...more }),
    choices,
  );
  const told = decisions.filter(({ chosen }) => chosen.endsWith('-files')).map(({ because }) => because);
  const text = files.map((file) => file.text).join('\n');
  return {
    told,
    text,
    mounts: [...text.matchAll(/mountPath: (\S+)\n +subPath: (\S+)\n/g)].map(([, at, key]) => `${key} → ${at}`),
  };
}

describe('a file without which a program does not start, and which the repository does not have', () => {
  it('is mounted from a Secret that is made once', async () => {
    const { told, text, mounts } = await brought({ runtimeFiles: demands('id_rsa', '/etc/shop/app.yaml') });
    assert.deepEqual(mounts, ['id_rsa → /app/id_rsa', 'app.yaml → /etc/shop/app.yaml']);
    assert.match(text, /secret:\n +secretName: shop-files\n/);
    assert.deepEqual(told, [
      'The program ends with an error without `/app/id_rsa`, `/etc/shop/app.yaml`: create it once on the cluster, `kubectl create secret generic shop-files --from-file=id_rsa --from-file=app.yaml`',
    ]);
  });

  it('begins as the example that the repository has of it', async () => {
    const { told } = await brought(
      { runtimeFiles: demands('config.yml', '/etc/shop/app.toml') },
      {},
      {
        'examples/config.yml': '',
        'app.example.toml': '',
      },
    );
    assert.match(
      told[0] ?? '',
      / --from-file=config\.yml=examples\/config\.yml --from-file=app\.toml=app\.example\.toml`/,
    );
  });

  it('has a key of its own', async () => {
    const { mounts } = await brought({ runtimeFiles: demands('/etc/a/key.pem', '/etc/b/key.pem') });
    assert.deepEqual(mounts, ['key.pem → /etc/a/key.pem', 'etc-b-key.pem → /etc/b/key.pem']);
  });

  it('belongs to the release in a chart', async () => {
    const { text } = await brought({ runtimeFiles: demands('id_rsa') }, { layout: 'helm' });
    assert.match(text, /secretName: \{\{ include "shop\.name" \. \}\}-files\n/);
  });

  it('is left to the program where that writes it, and where nobody knows which it is', async () => {
    const writes = [{ ...place, path: 'data/key', folder: 'data/key', certainty: 'known' as const }];
    const { mounts } = await brought({ writes, runtimeFiles: demands('data/key', '*.pem', '~/.shop') });
    assert.deepEqual(mounts, []);
  });

  it('is none where the program starts without it', async () => {
    const { mounts } = await brought({ runtimeFiles: [{ ...place, path: '/etc/shop/app.yaml', certainty: 'known' }] });
    assert.deepEqual(mounts, []);
  });
});
