/** A reference to an image, taken apart. */
export interface ImageReference {
  /** `docker.io` where the reference names none. */
  readonly registry: string;
  /** Path without registry, `library/golang` for `golang`. */
  readonly repository: string;
  readonly tag: string | null;
  readonly digest: string | null;
}

const PATH = /^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*)*$/;
const REGISTRY = /^(?:\[[0-9a-f:]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::\d+)?$/i;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[a-z][a-z0-9]*(?:[-_+.][a-z][a-z0-9]*)*:[0-9a-f]{32,}$/i;
const LONGEST = 1000;

/** Takes a reference apart as Docker does: the first part is a registry if it has a dot, a port or capitals, or is `localhost`. */
export function parseImage(reference: string): ImageReference | undefined {
  if (reference.length > LONGEST) return undefined;
  const at = reference.indexOf('@');
  const digest = at < 0 ? null : reference.slice(at + 1);
  const name = at < 0 ? reference : reference.slice(0, at);
  if (digest !== null && !isDigest(digest)) return undefined;
  const slash = name.indexOf('/');
  const head = slash < 0 ? '' : name.slice(0, slash);
  const hasRegistry = /[.:A-Z]/.test(head) || head === 'localhost';
  if (hasRegistry && !REGISTRY.test(head)) return undefined;
  const rest = hasRegistry ? name.slice(slash + 1) : name;
  const colon = rest.indexOf(':');
  const path = colon < 0 ? rest : rest.slice(0, colon);
  const tag = colon < 0 ? null : rest.slice(colon + 1);
  if (!PATH.test(path) || (tag !== null && !TAG.test(tag))) return undefined;
  const registry = hasRegistry && head !== 'index.docker.io' ? head : 'docker.io';
  const official = registry === 'docker.io' && !path.includes('/');
  return { registry, repository: official ? `library/${path}` : path, tag, digest };
}

const LENGTHS: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/** Docker knows these algorithms only, and their lengths. */
function isDigest(digest: string): boolean {
  if (!DIGEST.test(digest)) return false;
  const [algorithm = '', hex = ''] = digest.split(':', 2);
  return Object.hasOwn(LENGTHS, algorithm) && hex.length === LENGTHS[algorithm] && hex === hex.toLowerCase();
}

/** The name of a Docker official image, `golang`; undefined for all others. */
export function officialName({ registry, repository }: ImageReference): string | undefined {
  return registry === 'docker.io' && repository.startsWith('library/') ? repository.slice(8) : undefined;
}
