// `npm run mutations [-- SAMPLE…]`: changes every number, word and line of what our samples are deployed by, one at a time, and
// prints the changes of which nothing is said. Most are harmless; those that are not are what the rules miss. Then it prints
// the first fixes that leave their finding, or bring another one.
import path from 'node:path';
import { createSchemaSet, type SchemaSet } from '../../src/kubernetes/schema/schema-set.ts';
import { shippedSchemas } from '../../src/disk/shipped.ts';
import { analyze } from '../../src/go/analyze.ts';
import type { Finding } from '../../src/lint/finding.ts';
import { createProject } from '../../src/project/project.ts';
import { filesOf } from '../../test/containerize/facts.ts';
import { type Found, healthy, mended, samples } from '../../test/contract/seed.ts';
import type { Texts } from '../../test/contract/workspace.ts';

interface Mutation {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly what: string;
  readonly text: string;
}

/** What may be changed in a file, and how. */
type Change = readonly [pattern: RegExp, change: (was: string) => string];

const ONE_MORE: Change = [/\b\d+\b/g, (was) => String(Number(was) + 1)];
const NO_LINE: Change = [/^[^\n]*[\w\])}"][^\n]*\n/gm, () => ''];
const IN_YAML: readonly Change[] = [ONE_MORE, [/(?<=: )[A-Za-z/][\w./:-]*$/gm, (was) => `${was}x`], NO_LINE];
const IN_DOCKERFILE: readonly Change[] = [ONE_MORE, [/\/[\w.-]+/g, (was) => `${was}x`], NO_LINE];

const DIST = path.join(import.meta.dirname, '..', '..', 'dist');
let shipped: SchemaSet | undefined;
const schemas = () => (shipped ??= createSchemaSet(shippedSchemas(DIST)));

const chosen = process.argv.slice(2);
for (const sample of samples.filter((name) => chosen.length === 0 || chosen.includes(name))) await mutate(sample);

async function mutate(sample: string): Promise<void> {
  const texts = await healthy(sample);
  const before = new Set((await findingsOf(texts)).map(told));
  const all = Object.entries(texts).flatMap(([file, text]) => mutationsOf(file, text));
  let silent = 0;
  for (const { file, line, what, text } of all) {
    const changed = { ...texts, [file]: text };
    const found = (await findingsOf(changed)).filter((one) => !before.has(told(one)));
    if (found.length === 0) {
      silent++;
      console.log(`${sample}/${file}:${line} ${what}`);
    }
    for (const one of found) await judgeFix(sample, changed, one, new Set([...before, ...found.map(told)]));
  }
  console.log(`${sample}: ${all.length} changes, nothing is said of ${silent}\n`);
}

function mutationsOf(file: string, text: string): Mutation[] {
  const isYaml = /\.ya?ml$/.test(file);
  const changes = isYaml ? IN_YAML : /Dockerfile|\.dockerignore$/.test(file) ? IN_DOCKERFILE : [];
  return changes.flatMap(([pattern, change]) =>
    [...text.matchAll(pattern)].map((match): Mutation => {
      const [was] = match;
      const to = change(was);
      return {
        file,
        line: text.slice(0, match.index).split('\n').length,
        what: to === '' ? `without ${was.trim()}` : `${was} → ${to}`,
        text: text.slice(0, match.index) + to + text.slice(match.index + was.length),
      };
    }),
  );
}

async function findingsOf(texts: Texts): Promise<Found[]> {
  const project = createProject();
  project.workspace.schemas.provide(schemas);
  for (const [file, text] of Object.entries(texts)) {
    project.know(file);
    project.set(file, text);
  }
  project.complete();
  project.setGo(await analyze(filesOf(texts)));
  return Object.keys(texts).flatMap((file) => project.findings(file).map((finding: Finding) => ({ file, finding })));
}

async function judgeFix(sample: string, texts: Texts, { file, finding }: Found, known: ReadonlySet<string>) {
  const [fix] = finding.fixes ?? [];
  if (!fix) return;
  const after = await findingsOf(mended(texts, file, fix));
  const fresh = after.filter((one) => !known.has(told(one))).map(told);
  const stays = after.some((one) => told(one) === told({ file, finding }));
  if (stays || fresh.length > 0) {
    console.log(
      `${sample}/${told({ file, finding })}: the first fix ${stays ? 'leaves it' : `brings ${fresh.join(', ')}`}`,
    );
  }
}

function told({ file, finding }: Found): string {
  return `${file} ${finding.rule} ${finding.message.join(' ')}`;
}
