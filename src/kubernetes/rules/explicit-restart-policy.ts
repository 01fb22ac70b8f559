import { at, textAt } from '../fields.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { fieldPlace } from '../field-place.ts';
import { podRule } from '../rule-kinds.ts';

export const explicitRestartPolicy = podRule({
  id: 'explicit-restart-policy',
  title: 'Say that containers are restarted',
  severity: 'hint',
  off: true,
  aliases: ['kube-linter:restart-policy', 'kube-score:cronjob-restartpolicy'],
  why: 'Pods are restarted unless they say otherwise, and a Job may well say `Never`. Teams that want to read it in each manifest can turn this rule on.',
  examples: [
    { bad: 'containers: []\nrestartPolicy: «Never»\n', good: 'containers: []\nrestartPolicy: OnFailure\n' },
    { bad: 'restartPolicy: «""»\ncontainers: []\n', good: 'restartPolicy: Always\ncontainers: []\n' },
  ],
  *check({ manifest, pod }) {
    const field = at(pod.spec, 'restartPolicy');
    const policy = textAt(field) ?? '';
    const ofCron = manifest.kind === 'CronJob' && policy !== 'Never' && policy !== 'OnFailure';
    const restarts = policy === 'Always' || policy === 'OnFailure';
    if (restarts && !ofCron) return;
    yield {
      ...fieldPlace(field, manifest),
      message:
        policy === ''
          ? ['`{0}` does not say when its containers are restarted', manifest.name]
          : restarts
            ? ['The jobs of `{0}` cannot restart always: they would never end', manifest.name]
            : ['The containers of `{0}` are not restarted (`{1}`)', manifest.name, policy],
      aliases: heardOf(
        manifest,
        explicitRestartPolicy.aliases.filter((alias) => (alias.startsWith('kube-score:') ? ofCron : !restarts)),
      ),
    };
  },
});
