import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lintManifests } from '../../../src/kubernetes/lint.ts';
import { parseManifests } from '../../../src/kubernetes/parse.ts';
import { minorOf } from '../../../src/kubernetes/version.ts';
import { createWorkspace } from '../../../src/kubernetes/workspace.ts';
import type { Case, Cases } from './cases.ts';
import { schemasForTests } from '../../kubernetes/shipped-schemas.ts';
import { readTables } from './tables.ts';

const schemas = schemasForTests();

/** What we promise of each peer, and of each of its rules: the lower of recall and precision, in percent. */
const LEAST: Readonly<Record<string, number>> = {
  'kube-linter': 97,
  'kube-score': 97,
  polaris: 97,
  psa: 98.5,
  trivy: 95,
  checkov: 95,
  kubescape: 95,
  draft: 95,
  pluto: 95,
  kubeconform: 95,
};

/** The aliases of all findings in the files of a case, or in the one that it asks about. */
function aliasesIn(text: Case): ReadonlySet<string> {
  const { files, file, version } = typeof text === 'string' ? { files: { 'a.yaml': text } } : text;
  const workspace = createWorkspace();
  workspace.schemas.provide(() => schemas);
  if (version !== undefined) workspace.setTarget(minorOf(version) ?? assert.fail(`no version: ${version}`));
  const parsed = Object.entries(files).map(([name, content]) => parseManifests(content, name));
  for (const one of parsed) workspace.set(one.file, one);
  workspace.setComplete(true);
  const asked = parsed.filter((one) => file === undefined || one.file === file);
  assert.ok(asked.length > 0, `no file ${String(file)}`);
  const findings = asked.flatMap((one) => lintManifests(one, workspace, { enableAll: true }));
  return new Set(findings.flatMap(({ aliases }) => aliases));
}

const tables = await readTables();
const rows = [...tables].map(([alias, cases]) => judge(alias, cases));

interface Row {
  readonly alias: string;
  readonly cases: Cases;
  readonly missed: readonly Case[];
  readonly extra: readonly Case[];
}

function judge(alias: string, cases: Cases): Row {
  const says = (text: Case) => aliasesIn(text).has(alias);
  return { alias, cases, missed: cases.speaks.filter((text) => !says(text)), extra: cases.silent.filter(says) };
}

/** The lower of recall and precision, in percent. */
function agreement(some: readonly Row[]): number {
  const count = (of: (row: Row) => number) => some.reduce((sum, row) => sum + of(row), 0);
  const all = count(({ cases }) => cases.speaks.length);
  const hits = all - count(({ missed }) => missed.length);
  const said = hits + count(({ extra }) => extra.length);
  return said === 0 ? 0 : 100 * Math.min(hits / all, hits / said);
}

function wrong({ alias, missed, extra }: Row): string[] {
  return [
    ...missed.map((text) => `${alias} misses ${shown(text)}`),
    ...extra.map((text) => `${alias} speaks of ${shown(text)}`),
  ];
}

function shown(text: Case): string {
  return typeof text === 'string' ? `\n${text}` : JSON.stringify(text, null, 1).replaceAll('\\n', '\n');
}

for (const [source, least] of Object.entries(LEAST)) {
  const own = rows.filter(({ alias }) => alias.startsWith(`${source}:`));
  if (own.length === 0) continue;
  describe(`${source} by the meaning of its rules`, () => {
    it(`agrees on at least ${String(least)} %`, () => {
      assert.ok(agreement(own) >= least, [`${agreement(own).toFixed(1)} %`, ...own.flatMap(wrong)].join('\n'));
    });

    for (const row of own)
      it(row.alias, () => {
        const { cases } = row;
        assert.ok(agreement([row]) >= least, wrong(row).join('\n'));
        assert.ok(Math.min(cases.speaks.length, cases.silent.length) >= 3, 'at least three texts of each kind');
        for (const { text, speaks, because } of cases.differs ?? [])
          assert.equal(aliasesIn(text).has(row.alias), speaks, `differs as ${because}: ${shown(text)}`);
      });
  });
}

it('knows the peer of every alias', () => {
  const sources = [...tables.keys()].map((alias) => alias.slice(0, alias.indexOf(':')));
  assert.deepEqual(
    [...new Set(sources)].filter((source) => !(source in LEAST)),
    [],
  );
});
