import { jobFaults } from '../admission/jobs.ts';
import { kindAdmission } from '../admission/rule.ts';

export const validJob = kindAdmission({
  id: 'valid-job',
  kinds: ['Job', 'CronJob'],
  title: 'Let Jobs end, and CronJobs begin at times that there are',
  why: 'The API server refuses a Job whose pods would always restart, schedules and time zones that mean nothing, and settings for indexed Jobs in others.',
  examples: [
    {
      bad: 'apiVersion: batch/v1\nkind: Job\nmetadata: { name: load }\nspec:\n  template:\n    «spec»:\n      containers:\n        - { name: load, image: "load:1" }\n',
      good: 'apiVersion: batch/v1\nkind: Job\nmetadata: { name: load }\nspec:\n  template:\n    spec:\n      containers:\n        - { name: load, image: "load:1" }\n      restartPolicy: OnFailure\n',
      fixed: true,
    },
    {
      bad: 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: load }\nspec:\n  schedule: «"0 24 * * *"»\n',
      good: 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: load }\nspec:\n  schedule: "0 0 * * *"\n',
    },
    {
      bad: 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: load }\nspec:\n  schedule: "@daily"\n  timeZone: «Europe/Zurik»\n',
      good: 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: load }\nspec:\n  schedule: "@daily"\n  timeZone: Europe/Zurich\n',
    },
  ],
  check: ({ manifest, file }) => jobFaults(manifest, file),
});
