import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { build } from '../../src/docker/build.ts';
import { analyze } from '../../src/go/analyze.ts';
import { imageParts } from '../../src/prove/image-places.ts';
import { outcomeOf } from '../../src/prove/proof-json.ts';
import { proofRequest } from '../../src/prove/proof-request.ts';
import { prove } from '../../src/prove/prove.ts';
import { say } from '../../src/words/message.ts';
import { filesOf } from '../containerize/facts.ts';
import { broken, contractFindings, healthy, mended, type Seed, shown } from '../contract/seed.ts';
import { seeds } from '../contract/seeds/index.ts';
import type { Texts } from '../contract/workspace.ts';
import { collect } from '../docker/collect.ts';
import { bedEngine } from './bed-engine.ts';

const { engine, skip } = await bedEngine();
const proxy = (await promisify(execFile)('go', ['env', 'GOPROXY'])).stdout.trim();
/** Images by what goes into them: most fixes change a manifest only. */
const built = new Map<string, Promise<string>>();

describe('what the first fix of a seeded bug leaves builds and proves itself', { skip }, () => {
  for (const seed of seeds.filter(({ mends, unproved }) => mends && !unproved)) {
    test(`${seed.sample}: ${seed.what}`, { timeout: 600_000 }, async () => {
      const texts = broken(await healthy(seed.sample), seed);
      const first = (await contractFindings(texts)).find((one) => shown(texts, one) === seed.found[0]);
      const [fix] = first?.finding.fixes ?? [];
      assert.ok(first && fix);
      await assertProves(seed, mended(texts, first.file, fix));
    });
  }
});

async function assertProves({ sample, needs }: Seed, texts: Texts): Promise<void> {
  const { programs } = await analyze(filesOf(texts));
  const program = programs.find(({ kind }) => kind === 'server') ?? programs[0];
  assert.ok(program);
  const image = await imageOf(sample, texts);
  const dockerfile = { path: 'Dockerfile', text: texts['Dockerfile'] ?? '' };
  const manifests = Object.entries(texts)
    .filter(([file]) => file.startsWith('deploy/base/'))
    .map(([file, text]) => ({ path: file, text: text.replace(/image: \S+/, `image: ${image}`) }));
  const request = proofRequest({ image, program, dockerfile, manifests });
  const steps = await collect(prove(engine, request, undefined, { parts: imageParts(dockerfile) }));
  const told = steps.map(({ id, state, detail }) => `${id} ${state}: ${say(detail)}`).join('\n');
  // How large an image is has nothing to do with the contract; seeds put tools into some.
  const outcome = outcomeOf(steps.filter(({ id }) => id !== 'size'));
  assert.equal(outcome, needs ? 'needs' : 'passed', told);
}

function imageOf(sample: string, texts: Texts): Promise<string> {
  const sources = Object.entries(texts).filter(([file]) => !file.startsWith('deploy/'));
  const key = createHash('sha256').update(JSON.stringify(sources)).digest('hex').slice(0, 12);
  const known = built.get(key) ?? buildImage(`gantry-test/seed-${sample}:${key}`, sources);
  built.set(key, known);
  return known;
}

async function buildImage(image: string, files: readonly (readonly [string, string])[]): Promise<string> {
  const work = await mkdtemp(path.join(tmpdir(), 'gantry-seed-'));
  try {
    for (const [file, text] of files) {
      await mkdir(path.dirname(path.join(work, file)), { recursive: true });
      await writeFile(path.join(work, file), text);
    }
    const buildArgs = { GOPROXY: proxy };
    const request = { contextDir: work, dockerfile: 'Dockerfile', tags: [image], network: 'host', buildArgs } as const;
    await collect(build(engine, request));
    return image;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
