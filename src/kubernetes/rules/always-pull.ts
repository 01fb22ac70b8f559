import { at, textAt } from '../fields.ts';
import { setField } from '../edit.ts';
import { type ContainerImage, imageOf, isMovable, tagByLastColon } from '../pods/container-image.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { containerPlace, containerRule } from '../rule-kinds.ts';

export const alwaysPull = containerRule({
  id: 'always-pull',
  title: 'Always pull the image',
  severity: 'hint',
  off: true,
  aliases: ['checkov:CKV_K8S_15', 'kube-score:container-image-pull-policy', 'polaris:pullPolicyNotAlways'],
  why: 'With `Always` the node asks the registry each time whether this pod may have the image; otherwise a pod without credentials can start a private image that another pod left on the node. It makes every start depend on the registry, so this rule is off by default.',
  differs: {
    'kube-score:container-image-pull-policy':
      'It takes the port of a registry for a tag; the API server, which sets the default, does not.',
  },
  examples: [
    {
      bad: 'name: «app»\nimage: app:1.4.2\n',
      good: 'name: app\nimage: app:1.4.2\nimagePullPolicy: Always\n',
      fixed: true,
    },
    {
      bad: 'name: app\nimage: app:1.4.2\nimagePullPolicy: «IfNotPresent»\n',
      good: 'name: app\nimage: app:1.4.2\nimagePullPolicy: Always\n',
      fixed: true,
    },
  ],
  *check({ container, manifest, file }) {
    const policy = at(container.field, 'imagePullPolicy');
    const value = textAt(policy);
    const image = imageOf(container);
    if (value === 'Always' || !image) return;
    // What is pulled too seldom for its tag is another rule’s matter.
    if (isMovable(image) && (value === 'IfNotPresent' || value === 'Never')) return;
    const aliases = heardOf(manifest, alwaysPull.aliases).filter((alias) => speaks(alias, image, value));
    // Without a tag the default is `Always`.
    if (value === undefined && isMovable(image) && aliases.length === 0) return;
    const edit = setField(file.text, container.field, ['imagePullPolicy'], 'Always');
    const { start, end } = policy && value !== undefined ? policy : containerPlace(container);
    yield {
      start,
      end,
      message:
        value === undefined
          ? ['`{0}` does not say `imagePullPolicy: Always`', container.name]
          : ['`{0}` is pulled by `{1}`, not always', container.name, value],
      aliases,
      fixes: edit
        ? [{ title: ['Set `imagePullPolicy: Always` (the registry must be reachable)'], safe: false, edits: [edit] }]
        : [],
    };
  },
});

function speaks(alias: string, image: ContainerImage, policy: string | undefined): boolean {
  if (alias.startsWith('checkov:')) return image.digest === null && (policy !== undefined || !isMovable(image));
  if (alias.startsWith('kube-score:')) return policy !== undefined || !['', 'latest'].includes(tagByLastColon(image));
  return true;
}
