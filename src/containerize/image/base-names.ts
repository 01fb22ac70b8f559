import type { Choices } from '../plan-types.ts';

/**
 * The name under which a base image is pulled: from a mirror where one stands for its registry or repository, and pinned by
 * the digest that is set for it, or for its name at the mirror. `mirrors` are prefixes of the full name (`docker.io/library`, `gcr.io`), the longest counts.
 */
export function baseName(image: string, { images }: Choices): string {
  if (image === 'scratch') return image;
  const full = fullName(image);
  const prefix = Object.keys(images?.mirrors ?? {})
    .filter((one) => full === one || full.startsWith(`${one.replace(/\/+$/, '')}/`))
    .sort((a, b) => b.length - a.length)[0];
  const mirrored =
    prefix === undefined
      ? image
      : `${(images?.mirrors?.[prefix] ?? '').replace(/^[a-z]+:\/\//i, '').replace(/\/+$/, '')}${full.slice(prefix.replace(/\/+$/, '').length)}`;
  const digest = images?.digests?.[image] ?? images?.digests?.[mirrored];
  return digest !== undefined && /^sha256:[0-9a-f]{64}$/.test(digest) ? `${mirrored}@${digest}` : mirrored;
}

/** With the registry and the folder that Docker leaves out. */
function fullName(image: string): string {
  const [first = '', second] = image.split('/', 2);
  if (second === undefined) return `docker.io/library/${image}`;
  return first.includes('.') || first.includes(':') || first === 'localhost' ? image : `docker.io/${image}`;
}
