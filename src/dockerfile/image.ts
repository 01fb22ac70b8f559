/** A reference to an image, taken apart. */
export interface ImageReference {
  /** `docker.io` where the reference names none. */
  readonly registry: string;
  /** Path without registry, `library/golang` for `golang`. */
  readonly repository: string;
  readonly tag: string | null;
  readonly digest: string | null;
}

/** Takes a reference apart as Docker does: the first part is a registry if it has a dot, a port or is `localhost`. */
export function parseImage(reference: string): ImageReference | undefined {
  const [, name, digest] = /^([^@]+?)(?:@([a-z0-9]+:[0-9a-f]+))?$/i.exec(reference) ?? [];
  if (name === undefined) return undefined;
  const slash = name.indexOf('/');
  const head = slash < 0 ? '' : name.slice(0, slash);
  const hasRegistry = head.includes('.') || head.includes(':') || head === 'localhost';
  const rest = hasRegistry ? name.slice(slash + 1) : name;
  const colon = rest.lastIndexOf(':');
  const path = colon > rest.lastIndexOf('/') ? rest.slice(0, colon) : rest;
  const tag = colon > rest.lastIndexOf('/') ? rest.slice(colon + 1) : null;
  if (!/^[a-z0-9]+(?:[._/-]+[a-z0-9]+)*$/.test(path)) return undefined;
  return {
    registry: hasRegistry ? head : 'docker.io',
    repository: hasRegistry || path.includes('/') ? path : `library/${path}`,
    tag,
    digest: digest ?? null,
  };
}

/** What is in a base image, as far as its name tells: which C library, and whether there is a Go toolchain. */
export function imageFacts(reference: string): {
  libc: 'glibc' | 'musl' | 'none' | null;
  go: boolean;
  shell: boolean | null;
} {
  if (reference.toLowerCase() === 'scratch') return { libc: 'none', go: false, shell: false };
  const image = parseImage(reference);
  if (!image) return { libc: null, go: false, shell: null };
  const { repository, registry } = image;
  const tag = image.tag ?? '';
  const official = registry === 'docker.io' && repository.startsWith('library/') ? repository.slice(8) : null;
  const go = official === 'golang' || /(?:^|\/)golang$/.test(repository);
  if (repository.startsWith('distroless/static')) return { libc: 'none', go: false, shell: tag.includes('debug') };
  if (/^distroless\/(?:base-nossl|base|cc)/.test(repository))
    return { libc: 'glibc', go: false, shell: tag.includes('debug') };
  if (repository.startsWith('distroless/')) return { libc: 'glibc', go: false, shell: null };
  if (official === 'alpine' || /(?:^|-)alpine/.test(tag)) return { libc: 'musl', go, shell: true };
  if (official === 'busybox')
    return { libc: tag.includes('musl') ? 'musl' : tag.includes('glibc') ? 'glibc' : null, go: false, shell: true };
  if (
    ['debian', 'ubuntu', 'buildpack-deps', 'fedora', 'rockylinux', 'almalinux', 'amazonlinux'].includes(official ?? '')
  ) {
    return { libc: 'glibc', go: false, shell: true };
  }
  return { libc: go && official !== null ? 'glibc' : null, go, shell: go ? true : null };
}

/** The user that a well-known base image sets: a non-root one, root, or unknown. */
export function imageUser(reference: string): 'root' | 'non-root' | 'unknown' {
  if (reference.toLowerCase() === 'scratch') return 'root';
  const image = parseImage(reference);
  if (!image) return 'unknown';
  const { registry, repository, tag } = image;
  if (registry === 'gcr.io' && repository.startsWith('distroless/'))
    return /nonroot/.test(tag ?? '') ? 'non-root' : 'root';
  if (registry === 'docker.io' && repository.startsWith('library/')) {
    return ROOT_IMAGES.has(repository.slice(8)) ? 'root' : 'unknown';
  }
  return 'unknown';
}

/** Official images whose configuration sets no user. */
const ROOT_IMAGES = new Set([
  ...['alpine', 'debian', 'ubuntu', 'busybox', 'fedora', 'rockylinux', 'almalinux', 'amazonlinux', 'oraclelinux'],
  ...['golang', 'node', 'python', 'ruby', 'rust', 'php', 'openjdk', 'eclipse-temurin', 'maven', 'gradle', 'gcc'],
  ...['nginx', 'httpd', 'caddy', 'buildpack-deps', 'bash', 'docker'],
]);
