import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lintText } from '../dockerfile/examples.ts';
import { buildkit } from './buildkit.ts';
import type { Agreement, Cases } from './cases.ts';
import { checkov } from './checkov.ts';
import { dockerfileUtils } from './dockerfile-utils.ts';
import { dockerfileUtilsFlags } from './dockerfile-utils-flags.ts';
import { hadolintCommands } from './hadolint-commands.ts';
import { hadolintInstructions } from './hadolint-instructions.ts';
import { hadolintLanguages } from './hadolint-languages.ts';
import { hadolintPackages } from './hadolint-packages.ts';
import { hadolintStages } from './hadolint-stages.ts';
import { shellcheck } from './shellcheck.ts';
import { trivy } from './trivy.ts';

const hadolint: Agreement = {
  ...hadolintStages,
  ...hadolintInstructions,
  ...hadolintPackages,
  ...hadolintLanguages,
  ...hadolintCommands,
};

/** What we promise of each peer: the lower of recall and precision, in percent. */
const peers: readonly [source: string, least: number, table: Agreement][] = [
  ['hadolint', 97, hadolint],
  ['buildkit', 97, buildkit],
  ['dockerfile-utils', 95, { ...dockerfileUtils, ...dockerfileUtilsFlags }],
  ['trivy', 95, trivy],
  ['checkov', 95, checkov],
  ['shellcheck', 95, shellcheck],
];

/** Whether a finding of ours carries the peer's id. */
function speaks(alias: string, text: string, { settings, ignoreFile }: Cases): boolean {
  return lintText(text, { enableAll: true, ...settings }, ignoreFile).some(({ aliases }) => aliases.includes(alias));
}

for (const [source, least, table] of peers)
  describe(`${source} by the meaning of its rules`, () => {
    const rows = Object.entries(table).map(([id, cases]) => {
      const says = (text: string) => speaks(`${source}:${id}`, text, cases);
      return { id, cases, missed: cases.speaks.filter((text) => !says(text)), extra: cases.silent.filter(says), says };
    });

    it(`agrees on at least ${String(least)} %`, () => {
      const count = (of: (row: (typeof rows)[number]) => number) => rows.reduce((sum, row) => sum + of(row), 0);
      const all = count(({ cases }) => cases.speaks.length);
      const hits = all - count(({ missed }) => missed.length);
      const recall = (100 * hits) / all;
      const precision = (100 * hits) / (hits + count(({ extra }) => extra.length));
      const wrong = rows.flatMap(({ id, missed, extra }) => [
        ...missed.map((text) => `${id} misses ${JSON.stringify(text)}`),
        ...extra.map((text) => `${id} speaks of ${JSON.stringify(text)}`),
      ]);
      const table = rows.map(
        ({ id, cases, missed, extra }) =>
          `${id}: speaks on ${String(cases.speaks.length - missed.length)} of ${String(cases.speaks.length)}, silent on ${String(cases.silent.length - extra.length)} of ${String(cases.silent.length)}`,
      );
      const figures = `recall ${recall.toFixed(1)} %, precision ${precision.toFixed(1)} %`;
      assert.ok(Math.min(recall, precision) >= least, [figures, ...table, ...wrong].join('\n'));
    });

    it('has at least three texts of each kind for every rule', () => {
      for (const { id, cases } of rows)
        assert.ok(Math.min(cases.speaks.length, cases.silent.length) >= 3, `${id} has too few`);
    });

    it('differs on purpose where the table says so', () => {
      for (const { id, cases, says } of rows)
        for (const { text, speaks: ours, because } of cases.differs ?? [])
          assert.equal(says(text), ours, `${id}, as ${because}: ${JSON.stringify(text)}`);
    });
  });
