import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { plan } from '../../src/containerize/plan.ts';
import type { Choices } from '../../src/containerize/plan-types.ts';
import { contractRules } from '../../src/contract/rules/index.ts';
import { analyze } from '../../src/go/analyze.ts';
import type { Finding } from '../../src/lint/finding.ts';
import { applyEdits, type Fix } from '../../src/lint/fix.ts';
import { filesOf } from '../containerize/facts.ts';
import { projectOf, type Texts } from './workspace.ts';

/** A healthy sample with one contract bug put in. */
export interface Seed {
  /** What is broken, as the name of its test. */
  readonly what: string;
  /** A folder of samples/; its Dockerfile and manifests are what *Containerize* writes for it. */
  readonly sample: string;
  /** Each must change its file; a `from` that stands there more than once changes the first. */
  readonly change: readonly Change[];
  /** All that rules across files say afterwards, as `file: rule: the marked text`, in any order. */
  readonly found: readonly string[];
  /** A file that the first of `found` leads to. */
  readonly leadsTo?: string;
  /** True: with the first fix of the first of `found`, nothing is found any more. */
  readonly mends?: true;
  /** What the mended program still asks of whoever runs it, so that its proof names that and nothing of ours: a database, a value that only people know. */
  readonly needs?: string;
  /** Why the mended program is not built and run. */
  readonly unproved?: string;
}

export type Change =
  | { readonly file: string; readonly from: string; readonly to: string }
  | { readonly file: string; readonly write: string };

const SAMPLES = path.join(import.meta.dirname, '..', '..', 'samples');

/** The Go projects in samples/. */
export const samples: readonly string[] = readdirSync(SAMPLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** The files of a sample with all that *Containerize* writes for it, by default or with other choices. */
export async function healthy(sample: string, choices: Choices = {}): Promise<Texts> {
  const folder = path.join(SAMPLES, sample);
  const texts: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    texts[path.relative(folder, file).split(path.sep).join('/')] = readFileSync(file, 'utf8');
  }
  const { files } = await plan(await analyze(filesOf(texts)), filesOf(texts), choices);
  for (const { path: file, text } of files) texts[file] = text;
  return texts;
}

/** The sample's files with the bug in them. */
export function broken(texts: Texts, { change, what }: Seed): Texts {
  const changed = { ...texts };
  for (const one of change) {
    const before = changed[one.file];
    const after = 'write' in one ? one.write : before?.replace(one.from, () => one.to);
    if (after === undefined || after === before) throw new Error(`${what}: nothing changes in ${one.file}`);
    changed[one.file] = after;
  }
  return changed;
}

export interface Found {
  readonly file: string;
  readonly finding: Finding;
}

/** All that the rules across files say of a workspace, as the command line would. */
export async function contractFindings(texts: Texts): Promise<Found[]> {
  const project = await projectOf(texts);
  const ids = new Set(contractRules.map(({ id }) => id));
  return Object.keys(texts).flatMap((file) =>
    project.findings(file).flatMap((finding) => (ids.has(finding.rule) ? [{ file, finding }] : [])),
  );
}

/** `file: rule: the marked text` */
export function shown(texts: Texts, { file, finding }: Found): string {
  return `${file}: ${finding.rule}: ${texts[file]?.slice(finding.start, finding.end) ?? ''}`;
}

/** The files once a fix of a finding in `file` is taken. */
export function mended(texts: Texts, file: string, { edits, others = [] }: Fix): Texts {
  const changed = { ...texts, [file]: applyEdits(texts[file] ?? '', edits) };
  for (const other of others) {
    changed[other.file] = 'create' in other ? other.create : applyEdits(changed[other.file] ?? '', other.edits);
  }
  return changed;
}
