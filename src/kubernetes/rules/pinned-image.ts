import { at, textAt } from '../fields.ts';
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
  examples: [
    { bad: 'name: app\nimage: «app:latest»\n', good: 'name: app\nimage: app:1.4.2\n' },
    {
      bad: 'name: app\nimage: «registry.example.com:5000/app»\n',
      good: 'name: app\nimage: registry.example.com:5000/app:v1\n',
    },
    { bad: 'name: app\nimage: «"app"»\n', good: `name: app\nimage: app@sha256:${'0'.repeat(64)}\n` },
  ],
  *check({ container }) {
    const field = at(container.field, 'image');
    const image = textAt(field);
    // Placeholders of other tools decide nothing: `$(TAG)`, `${TAG}`, `ko://…`.
    if (!field || !image || /[${}<>]|^ko:\/\//.test(image) || image.includes('@')) return;
    const name = image.slice(image.lastIndexOf('/') + 1);
    const tag = name.includes(':') ? name.slice(name.indexOf(':') + 1) : null;
    if (tag !== null && tag !== 'latest') return;
    yield {
      start: field.start,
      end: field.end,
      message: tag === null ? ['`{0}` names no version', image] : ['`{0}` does not say which version it means', image],
    };
  },
});
