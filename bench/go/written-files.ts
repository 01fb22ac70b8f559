// What is wrong with the files that Gantry writes into a project, as the command line itself tells.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LintReport } from '../../src/cli/report.ts';
import type { ContainerizeJson } from '../../src/containerize/containerize-json.ts';

/** Runs `gantry` with arguments and gives what it prints. */
export type Gantry = (args: readonly string[]) => Promise<{ readonly output: string; readonly errors: string }>;

const PROFILES = ['recommended', 'restricted'];

/** Plans, writes, plans again: complains where two plans differ, or where a rule has something to say about what was written. */
export async function writeFiles(folder: string, choices: readonly string[], gantry: Gantry): Promise<string[]> {
  const plan = ['containerize', folder, ...choices, '--format', 'json'];
  const { output: first } = await gantry(plan);
  const { output: second } = await gantry(plan);
  const { output: written, errors } = await gantry([...plan, '--write', '--force']);
  if (written === '') throw new Error(`containerize: ${errors.trim()}`);
  const { output: again } = await gantry(plan);
  const { files } = JSON.parse(written) as ContainerizeJson;
  return [
    ...differences(first, second).map((file) => `${file} differs from run to run`),
    ...differences(written, again).map((file) => `${file} differs once it is written`),
    ...(await findings(
      folder,
      files.map((file) => path.join(folder, file.path)),
      gantry,
    )),
  ];
}

function differences(before: string, after: string): string[] {
  const [old, now] = [before, after].map((text) => (JSON.parse(text) as ContainerizeJson).files);
  const texts = new Map(now?.map(({ path: file, text }) => [file, text]));
  const changed = (old ?? []).filter(({ path: file, text }) => texts.get(file) !== text);
  const added = (now ?? []).filter(({ path: file }) => !old?.some((one) => one.path === file));
  return [...changed, ...added].map(({ path: file }) => file);
}

async function findings(folder: string, written: readonly string[], gantry: Gantry): Promise<string[]> {
  const aside = await mkdtemp(path.join(tmpdir(), 'gantry-profile-'));
  const found = new Set<string>();
  try {
    for (const profile of PROFILES) {
      const config = path.join(aside, `${profile}.yaml`);
      await writeFile(config, `profile: ${profile}\n`);
      const { output } = await gantry(['lint', folder, '--config', config, '--format', 'json', '--fail-on', 'error']);
      for (const { file, rule, message } of (JSON.parse(output) as LintReport).findings) {
        if (written.includes(path.resolve(file)))
          found.add(`${path.relative(folder, path.resolve(file))}: ${rule}: ${message}`);
      }
    }
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return [...found];
}
