import { at, textAt } from '../fields.ts';
import { setField } from '../edit.ts';
import { imageOf, isMovableInBuilds } from '../pods/container-image.ts';
import { heardOfContainer } from '../peers/container-aliases.ts';
import { containerRule } from '../rule-kinds.ts';

const PEERS = {
  every: ['checkov:CKV_K8S_15', 'kube-score:container-image-pull-policy', 'polaris:pullPolicyNotAlways'],
  main: ['kubescape:C-0075'],
};

export const pullPolicyFitsTag = containerRule({
  id: 'pull-policy-fits-tag',
  title: 'Let the pull policy fit the tag',
  severity: 'warning',
  aliases: [...PEERS.every, ...PEERS.main],
  why: 'Behind `latest`, or behind no tag, is another image tomorrow; a node that does not pull it keeps running the one that it has. Nodes of one cluster then run different programs under one name.',
  differs: {
    'kubescape:C-0075': 'An image with `latest` and a digest is pinned by the digest.',
  },
  examples: [
    {
      bad: 'name: app\nimage: app:latest\nimagePullPolicy: «IfNotPresent»\n',
      good: 'name: app\nimage: app:latest\nimagePullPolicy: Always\n',
      fixed: true,
    },
    {
      bad: 'name: app\nimage: registry.example.com:5000/app\nimagePullPolicy: «Never»\n',
      good: 'name: app\nimage: registry.example.com:5000/app:1.2\nimagePullPolicy: IfNotPresent\n',
    },
  ],
  *check(subject) {
    const { container, manifest, file } = subject;
    const policy = at(container.field, 'imagePullPolicy');
    const value = textAt(policy);
    if (!policy || (value !== 'IfNotPresent' && value !== 'Never')) return;
    const image = imageOf(container);
    if (!image || !isMovableInBuilds(image, subject)) return;
    const edit = setField(file.text, container.field, ['imagePullPolicy'], 'Always');
    yield {
      start: policy.start,
      end: policy.end,
      message: ['With `{0}` a node keeps the `{1}` that it has', value, image.text],
      aliases: heardOfContainer(manifest, container, PEERS),
      fixes: edit
        ? [
            {
              title: ['Set `imagePullPolicy: Always` (the registry must be reachable)'],
              safe: false,
              edits: [edit],
            },
          ]
        : [],
    };
  },
});
