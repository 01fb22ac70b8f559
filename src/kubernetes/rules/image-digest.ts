import { imageOf } from '../pods/container-image.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { containerRule } from '../rule-kinds.ts';

/** As the OCI specification writes one; shorter ones are cut off or made up. */
const WHOLE_DIGEST = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]{32,}$/;

export const imageDigest = containerRule({
  id: 'image-digest',
  title: 'Pin the image by its digest',
  severity: 'hint',
  off: true,
  aliases: ['checkov:CKV_K8S_43', 'kubescape:C-0306'],
  why: 'A tag can be moved to another image, a digest cannot: what was tested is what runs. It asks for a tool that keeps digests fresh, so this rule is off by default.',
  examples: [
    { bad: 'name: app\nimage: «app:1.4.2»\n', good: `name: app\nimage: app:1.4.2@sha256:${'0'.repeat(64)}\n` },
    { bad: 'name: app\nimage: «app@sha256:123»\n', good: `name: app\nimage: app@sha256:${'0'.repeat(64)}\n` },
  ],
  *check({ container, manifest }) {
    const image = imageOf(container);
    if (!image || (image.digest !== null && WHOLE_DIGEST.test(image.digest))) return;
    const { field, text, digest } = image;
    const { start, end } = field;
    yield {
      start,
      end,
      message: digest === null ? ['`{0}` has no digest', text] : ['The digest of `{0}` is not whole', text],
      aliases: heardOf(manifest, digest === null ? imageDigest.aliases : ['kubescape:C-0306']),
    };
  },
});
