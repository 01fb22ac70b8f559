import { imageOf, isMovableInBuilds, tagByLastColon } from '../pods/container-image.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { containerRule } from '../rule-kinds.ts';

export const pinnedImage = containerRule({
  id: 'pinned-image',
  title: 'Name a version of the image',
  severity: 'warning',
  aliases: [
    'kube-linter:latest-tag',
    'kube-score:container-image-tag',
    'polaris:tagNotSpecified',
    'checkov:CKV_K8S_14',
    'trivy:KSV-0013',
  ],
  why: 'The image behind `latest`, or behind no tag, changes: two pods of one Deployment can run different programs, and a rollback brings nothing back.',
  differs: {
    'kube-score:container-image-tag':
      'It takes the port of a registry for a tag (`registry:5000/app`); this rule does not, and the finding does not carry its id then.',
    'polaris:tagNotSpecified':
      'It takes the port of a registry for a tag (`registry:5000/app`); this rule does not, and the finding does not carry its id then.',
  },
  examples: [
    { bad: 'name: app\nimage: «app:latest»\n', good: 'name: app\nimage: app:1.4.2\n' },
    {
      bad: 'name: app\nimage: «registry.example.com:5000/app»\n',
      good: 'name: app\nimage: registry.example.com:5000/app:v1\n',
    },
    { bad: 'name: app\nimage: «"app"»\n', good: `name: app\nimage: app@sha256:${'0'.repeat(64)}\n` },
  ],
  *check(subject) {
    const { container, manifest } = subject;
    const image = imageOf(container);
    if (!image || !isMovableInBuilds(image, subject)) return;
    const { field, text, tag } = image;
    const portAsTag = tag === null && text.includes(':');
    const heard = heardOf(manifest, pinnedImage.aliases);
    yield {
      start: field.start,
      end: field.end,
      message: tag === null ? ['`{0}` names no version', text] : ['`{0}` does not say which version it means', text],
      aliases: heard.filter((alias) => {
        if (alias.startsWith('polaris:')) return !portAsTag;
        return !alias.startsWith('kube-score:') || ['', 'latest'].includes(tagByLastColon(image));
      }),
    };
  },
});
