import type { Completion } from '../../lint/editing.ts';
import type { Range } from '../../lint/rule.ts';
import type { Dockerfile } from '../model.ts';
import { TABLE_DATE } from '../stages/end-of-life.ts';
import { KNOWN_IMAGES } from './known-images.ts';

/** Base images: those of this file first, then well-known ones with tags that were current; nothing is fetched. */
export function imageItems({ stages }: Dockerfile, replace: Range): Completion[] {
  const own = stages.flatMap(({ image, base, from }) =>
    image === null || base !== null || (from.start <= replace.start && replace.start <= from.end) ? [] : image.text,
  );
  const known = KNOWN_IMAGES.flatMap(({ name, about, tags }) =>
    (tags.length > 0 ? tags.map((tag) => `${name}:${tag}`) : [name]).map((label): Completion => ({
      ...imageItem(label, replace),
      markdown: [about, ['Tags as of {0}.', TABLE_DATE]],
    })),
  );
  const scratch: Completion = {
    ...imageItem('scratch', replace),
    markdown: [['Nothing at all: for static binaries.']],
  };
  const used = new Set(own);
  return [
    ...[...used].map((label) => imageItem(label, replace)),
    ...[scratch, ...known].filter(({ label }) => !used.has(label)),
  ];
}

function imageItem(label: string, replace: Range): Completion {
  return { label, kind: 'value', insert: label, replace };
}
