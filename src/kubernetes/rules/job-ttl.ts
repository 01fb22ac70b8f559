import { at, entry, isMap, textAt } from '../fields.ts';
import { removeField, setField } from '../edit.ts';
import { fieldPlace } from '../field-place.ts';
import { objectPlace } from '../object-place.ts';
import { objectRule } from '../rule-kinds.ts';

const ON_CRON = ['spec', 'jobTemplate', 'spec', 'ttlSecondsAfterFinished'];

export const jobTtl = objectRule({
  id: 'job-ttl',
  kinds: ['Job', 'CronJob'],
  title: 'Have finished jobs removed',
  severity: 'info',
  aliases: ['kube-linter:job-ttl-seconds-after-finished'],
  why: 'A finished Job and its pods stay until somebody deletes them, unless `ttlSecondsAfterFinished` says when. Jobs of a CronJob are removed by its history limits; a second rule beside them removes jobs earlier than the history says.',
  examples: [
    {
      bad: 'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: «migrate»\nspec:\n  backoffLimit: 2\n',
      good: 'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: migrate\nspec:\n  backoffLimit: 2\n  ttlSecondsAfterFinished: 86400\n',
      fixed: true,
    },
    {
      bad: 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: nightly }\nspec:\n  jobTemplate:\n    spec:\n      backoffLimit: 2\n      ttlSecondsAfterFinished: «60»\n',
      good: 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: nightly }\nspec:\n  jobTemplate:\n    spec:\n      backoffLimit: 2\n',
      fixed: true,
    },
  ],
  *check({ manifest, file }) {
    const { root, kind, name } = manifest;
    if (manifest.apiVersion !== 'batch/v1') return;
    if (kind === 'Job') {
      if (textAt(root, 'spec', 'ttlSecondsAfterFinished') !== undefined || !isMap(entry(root, 'spec')?.value)) return;
      const edit = setField(file.text, root, ['spec', 'ttlSecondsAfterFinished'], 86_400);
      yield {
        ...objectPlace(manifest),
        message: ['`{0}` and its pods stay when it has finished', name],
        fixes: edit ? [{ title: ['Remove it a day after it has finished'], safe: false, edits: [edit] }] : [],
      };
      return;
    }
    const field = at(root, ...ON_CRON);
    if (textAt(field) === undefined) return;
    const edit = removeField(file.text, root, ON_CRON);
    yield {
      ...fieldPlace(field, manifest),
      message: ['The history limits of `{0}` remove its jobs, too; the shorter time counts', name],
      fixes: edit ? [{ title: ['Leave it to the history limits'], safe: false, edits: [edit] }] : [],
    };
  },
});
