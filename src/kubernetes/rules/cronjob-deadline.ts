import { at, textAt, valueAt } from '../fields.ts';
import { setField } from '../edit.ts';
import { fieldPlace } from '../field-place.ts';
import { objectRule } from '../rule-kinds.ts';

/** The controller looks every ten seconds. */
const LEAST = 10;

export const cronjobDeadline = objectRule({
  id: 'cronjob-deadline',
  kinds: ['CronJob'],
  title: 'Say how late a scheduled job may start',
  severity: 'info',
  aliases: ['kube-score:cronjob-has-deadline'],
  why: 'Without `startingDeadlineSeconds` a job that could not start in time starts at any later time, once the cluster is well again: the nightly job at noon. Below ten seconds it may never start, because the controller looks only that often.',
  examples: [
    {
      bad: 'apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: «nightly»\nspec:\n  schedule: "0 3 * * *"\n',
      good: 'apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: nightly\nspec:\n  schedule: "0 3 * * *"\n  startingDeadlineSeconds: 600\n',
      fixed: true,
    },
    {
      bad: 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: nightly }\nspec: { schedule: "0 3 * * *", startingDeadlineSeconds: «5» }\n',
      good: 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: nightly }\nspec: { schedule: "0 3 * * *", startingDeadlineSeconds: 10 }\n',
      fixed: true,
    },
  ],
  *check({ manifest, file }) {
    const field = at(manifest.root, 'spec', 'startingDeadlineSeconds');
    const seconds = valueAt(field);
    const isShort = typeof seconds === 'number' && seconds < LEAST;
    if (field && textAt(field) !== undefined && !isShort) return;
    const value = isShort ? LEAST : 600;
    const edit = setField(file.text, manifest.root, ['spec', 'startingDeadlineSeconds'], value);
    yield {
      ...fieldPlace(isShort ? field : undefined, manifest),
      message: isShort
        ? ['`{0}` may never start: the controller looks every {1} seconds only', manifest.name, LEAST]
        : ['`{0}` may start at any later time when it could not start on time', manifest.name],
      ...(isShort ? { severity: 'warning' as const, aliases: [] } : {}),
      fixes: edit ? [{ title: ['Let it start up to {0} seconds late', value], safe: false, edits: [edit] }] : [],
    };
  },
});
