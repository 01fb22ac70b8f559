import { at } from '../fields.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { containerPlace, podRule } from '../rule-kinds.ts';

export const imagePullSecrets = podRule({
  id: 'image-pull-secrets',
  title: 'Pull images with credentials',
  severity: 'hint',
  off: true,
  aliases: ['draft:container-restricted-image-pulls'],
  why: 'Registries limit how often strangers may pull; a pod with `imagePullSecrets` pulls in its own name. Nodes and ServiceAccounts can have credentials, too, so this rule is off by default.',
  differs: {
    'draft:container-restricted-image-pulls':
      'It looks for the secrets beside the pod template of a Deployment, where they cannot stand.',
  },
  examples: [
    {
      bad: 'containers:\n  - name: «app»\n    image: app:1\n',
      good: 'imagePullSecrets:\n  - name: registry\ncontainers:\n  - name: app\n    image: app:1\n',
    },
    {
      bad: 'serviceAccountName: app\ncontainers:\n  - name: «app»\n    image: app:1\n',
      good: 'imagePullSecrets: [{ name: registry }]\ncontainers: []\n',
    },
  ],
  *check({ pod, manifest }) {
    const [first] = pod.containers;
    if (!first || at(pod.spec, 'imagePullSecrets')) return;
    yield {
      ...containerPlace(first),
      message: ['The images of this pod are pulled without credentials of its own'],
      aliases: heardOf(manifest, imagePullSecrets.aliases),
    };
  },
});
