import { at, items, textAt } from '../fields.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { podRule } from '../rule-kinds.ts';

export const noSudoInCommand = podRule({
  id: 'no-sudo-in-command',
  title: 'Start the program without sudo',
  severity: 'warning',
  aliases: ['kubescape:C-0062'],
  why: 'sudo turns an ordinary user into root, so a container that starts with it is one that needs root, and fails where privileges may not grow. Say with `runAsUser` who runs it.',
  differs: { 'kubescape:C-0062': 'kubescape speaks of every word with these letters in it, also of `pseudo-server`.' },
  examples: [
    {
      bad: 'containers:\n  - name: app\n    command: [«sudo», /app]\n',
      good: 'containers:\n  - name: app\n    command: [/app]\n',
    },
    {
      bad: 'containers:\n  - name: app\n    command:\n      - sh\n      - -c\n      - «"/usr/bin/sudo -E /app"»\n',
      good: 'containers:\n  - name: app\n    command:\n      - sh\n      - -c\n      - "exec /pseudo-app"\n',
    },
  ],
  *check({ manifest, pod }) {
    for (const container of pod.containers) {
      for (const word of items(at(container.field, 'command'))) {
        if (!/(?<![\w-])sudo(?![\w-])/.test(textAt(word) ?? '')) continue;
        yield {
          start: word.start,
          end: word.end,
          message: ['`{0}` starts with sudo', container.name],
          aliases: heardOf(manifest, ['kubescape:C-0062'], container.kind),
        };
      }
    }
  },
});
