import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cached } from './cache.ts';
import { run } from './process.ts';

/** What holds a pod's namespaces open. */
const PAUSE = `package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	end := make(chan os.Signal, 1)
	signal.Notify(end, syscall.SIGINT, syscall.SIGTERM)
	<-end
}
`;

export const PAUSE_IMAGE = 'gantry.test/pause:1';

/** The archive of an image whose one program waits for its end, as \`docker load\` and containerd take it; its path. */
export async function pauseImage(): Promise<string> {
  const folder = await cached(`images/pause-1-${process.arch}`, async (into) => {
    const work = await mkdtemp(path.join(tmpdir(), 'gantry-pause-'));
    try {
      await mkdir(`${work}/root`);
      await writeFile(`${work}/main.go`, PAUSE);
      const env = { CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' };
      await run('go', ['build', '-trimpath', '-ldflags=-s -w', '-o', `${work}/root/pause`, 'main.go'], {
        cwd: work,
        env,
      });
      await archive(work, path.join(into, 'image.tar'));
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
  return path.join(folder, 'image.tar');
}

async function archive(work: string, file: string): Promise<void> {
  await run('tar', ['--create', '--numeric-owner', '--file', `${work}/layer.tar`, '--directory', `${work}/root`, '.']);
  const layer = createHash('sha256')
    .update(await readFile(`${work}/layer.tar`))
    .digest('hex');
  const configuration = {
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    config: { Entrypoint: ['/pause'] },
    rootfs: { type: 'layers', diff_ids: [`sha256:${layer}`] },
  };
  await writeFile(`${work}/config.json`, JSON.stringify(configuration));
  const manifest = [{ Config: 'config.json', RepoTags: [PAUSE_IMAGE], Layers: ['layer.tar'] }];
  await writeFile(`${work}/manifest.json`, JSON.stringify(manifest));
  await run('tar', ['--create', '--file', file, '--directory', work, 'manifest.json', 'config.json', 'layer.tar']);
}
