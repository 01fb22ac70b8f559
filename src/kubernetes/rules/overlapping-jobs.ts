import { at, textAt } from '../fields.ts';
import { setField } from '../edit.ts';
import { fieldPlace } from '../field-place.ts';
import { objectRule } from '../rule-kinds.ts';

export const overlappingJobs = objectRule({
  id: 'overlapping-jobs',
  kinds: ['CronJob'],
  title: 'Say whether scheduled jobs may overlap',
  severity: 'hint',
  off: true,
  aliases: [],
  why: 'Unless `concurrencyPolicy` says `Forbid` or `Replace`, the next job starts while a slow one still runs, and then a third. Jobs that do not disturb each other may do so, hence this rule is off by default.',
  examples: [
    {
      bad: 'apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: «nightly»\nspec:\n  schedule: "0 3 * * *"\n',
      good: 'apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: nightly\nspec:\n  schedule: "0 3 * * *"\n  concurrencyPolicy: Forbid\n',
      fixed: true,
    },
    {
      bad: 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: nightly }\nspec: { concurrencyPolicy: «Allow» }\n',
      good: 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: nightly }\nspec: { concurrencyPolicy: Replace }\n',
    },
  ],
  *check({ manifest, file }) {
    const field = at(manifest.root, 'spec', 'concurrencyPolicy');
    if (!['Allow', ''].includes(textAt(field) ?? '')) return;
    const edit = setField(file.text, manifest.root, ['spec', 'concurrencyPolicy'], 'Forbid');
    yield {
      ...fieldPlace(field, manifest),
      message: ['Jobs of `{0}` may run at the same time', manifest.name],
      fixes: edit ? [{ title: ['Set `concurrencyPolicy: Forbid`'], safe: false, edits: [edit] }] : [],
    };
  },
});
