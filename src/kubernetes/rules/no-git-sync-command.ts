import { at, items, textAt } from '../fields.ts';
import { containerRule } from '../rule-kinds.ts';
import { CHECKOV_CONTAINERS } from '../peers/peer-kinds.ts';

export const noGitSyncCommand = containerRule({
  id: 'no-git-sync-command',
  title: 'Let git-sync run its own git',
  severity: 'warning',
  aliases: ['checkov:CKV_K8S_159'],
  why: '`GITSYNC_GIT` names the program that git-sync runs instead of git: who may change the variable runs any program with the rights of the pod.',
  examples: [
    {
      bad: 'name: sync\nimage: registry.k8s.io/git-sync/git-sync:v4.4.0\nenv:\n  - name: «GITSYNC_GIT»\n    value: /tmp/run\n',
      good: 'name: sync\nimage: registry.k8s.io/git-sync/git-sync:v4.4.0\nenv:\n  - name: GITSYNC_REPO\n    value: https://example.com/shop.git\n',
    },
  ],
  *check({ container, manifest }) {
    for (const variable of items(at(container.field, 'env'))) {
      const name = at(variable, 'name');
      if (!name || textAt(name) !== 'GITSYNC_GIT') continue;
      yield {
        start: name.start,
        end: name.end,
        message: ['`{0}` lets somebody say which program runs as git', container.name],
        aliases: CHECKOV_CONTAINERS.has(manifest.kind) ? ['checkov:CKV_K8S_159'] : [],
      };
    }
  },
});
