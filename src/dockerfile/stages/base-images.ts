import { type ImageReference, officialName, parseImage } from './image.ts';

/** What is in a base image, as far as its name tells. */
export interface BaseFacts {
  /** C library at run time; `none`: neither library nor loader; null = unknown. */
  readonly libc: 'glibc' | 'musl' | 'none' | null;
  /** A Go toolchain is in it. */
  readonly go: boolean;
  /** A C compiler is in it; null = unknown. */
  readonly compiler: boolean | null;
  /** The user it sets; null = unknown. */
  readonly user: 'root' | 'non-root' | null;
  /** True: it is known to set no ENTRYPOINT. */
  readonly plain: boolean;
}

const UNKNOWN: BaseFacts = { libc: null, go: false, compiler: null, user: null, plain: false };

/** Facts about a resolved reference; undefined (not decided) and names nobody knows give unknowns. */
export function baseFacts(reference: string | undefined): BaseFacts {
  if (reference === undefined) return UNKNOWN;
  if (reference === 'scratch') return { libc: 'none', go: false, compiler: false, user: 'root', plain: true };
  const image = parseImage(reference);
  if (!image) return UNKNOWN;
  const official = officialName(image);
  if (image.registry === 'gcr.io' && image.repository.startsWith('distroless/')) return distroless(image);
  if (image.registry === 'cgr.dev' && image.repository.startsWith('chainguard/')) return chainguard(image);
  if (official === undefined) return { ...UNKNOWN, go: /(?:^|\/)golang$/.test(image.repository) };
  return officialFacts(official, image.tag ?? '');
}

function officialFacts(name: string, tag: string): BaseFacts {
  const user = ROOT_IMAGES.has(name) ? 'root' : null;
  const go = name === 'golang';
  const plain = PLAIN_IMAGES.has(name);
  // A tag named for a Windows base has neither library.
  if (/windowsservercore|nanoserver/.test(tag)) return { ...UNKNOWN, go };
  if (name === 'alpine' || /(?:^|-)alpine/.test(tag)) return { libc: 'musl', go, compiler: false, user, plain };
  if (name === 'busybox') {
    const libc = tag.includes('musl') ? 'musl' : tag.includes('glibc') ? 'glibc' : null;
    return { libc, go, compiler: false, user, plain };
  }
  if (go || name === 'buildpack-deps' || name === 'gcc') return { libc: 'glibc', go, compiler: true, user, plain };
  return { libc: GLIBC_IMAGES.has(name) ? 'glibc' : null, go, compiler: null, user, plain };
}

/** `static` has no C library; the tag `nonroot` sets a user. */
function distroless({ repository, tag }: ImageReference): BaseFacts {
  const name = repository.slice('distroless/'.length);
  const libc = name.startsWith('static') ? 'none' : 'glibc';
  const user = /(?:^|-)nonroot(?:-|$)/.test(tag ?? '') ? 'non-root' : 'root';
  return {
    libc,
    go: false,
    compiler: false,
    user,
    plain: ['static', 'base', 'base-nossl', 'cc'].includes(name.replace(/-debian\d+$/, '')),
  };
}

function chainguard({ repository, tag }: ImageReference): BaseFacts {
  const name = repository.slice('chainguard/'.length);
  if (name === 'static') return { libc: 'none', go: false, compiler: false, user: 'non-root', plain: false };
  if (name === 'glibc-dynamic') return { libc: 'glibc', go: false, compiler: false, user: 'non-root', plain: false };
  return { ...UNKNOWN, go: name === 'go', user: name === 'go' && tag !== null ? 'root' : null };
}

/** Official images on Debian, Ubuntu, Fedora and their like, unless the tag says alpine. */
const GLIBC_IMAGES = new Set([
  ...['debian', 'ubuntu', 'fedora', 'rockylinux', 'almalinux', 'amazonlinux', 'oraclelinux', 'archlinux'],
  ...['node', 'python', 'ruby', 'rust', 'php', 'perl', 'eclipse-temurin', 'nginx', 'httpd'],
]);

/** Official images whose configuration sets no user. */
const ROOT_IMAGES = new Set([
  ...['alpine', 'debian', 'ubuntu', 'busybox', 'fedora', 'rockylinux', 'almalinux', 'amazonlinux', 'oraclelinux'],
  ...['golang', 'node', 'python', 'ruby', 'rust', 'php', 'perl', 'openjdk', 'eclipse-temurin', 'maven', 'gcc'],
  ...['nginx', 'httpd', 'caddy', 'buildpack-deps', 'bash', 'docker', 'archlinux'],
]);

const PLAIN_IMAGES = new Set(['alpine', 'debian', 'ubuntu', 'busybox', 'fedora', 'golang', 'buildpack-deps']);
