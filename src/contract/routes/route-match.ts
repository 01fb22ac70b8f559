/**
 * Whether a GET of `path` reaches a route written as `pattern`, in any router's notation: `{id}`, `{path...}`, `:id`,
 * `*rest`, `*`, net/http's trailing slash (a whole subtree) and host or method prefixes. Generous where notations differ:
 * true means that the route may answer. `isExact`: a slash at its end is no subtree.
 */
export function mayServe(pattern: string, path: string, isExact = false): boolean {
  const { written, route } = readPattern(pattern);
  if (!route) return written.includes('*');
  const asked = segmentsOf(path.split(/[?#]/, 1)[0] ?? path);
  const isSubtree = !isExact && written.endsWith('/');
  for (const [index, segment] of route.entries()) {
    if (isRest(segment)) return true;
    const part = asked[index];
    if (part === undefined) return false;
    if (!segmentMatches(segment, part)) return false;
  }
  return asked.length === route.length || isSubtree;
}

/**
 * Whether a route may answer for anything below a prefix; as generous. `isText`: the prefix may end within a segment, as
 * those of Istio do.
 */
export function mayServeBelow(pattern: string, prefix: string, isText: boolean, isExact = false): boolean {
  const { written, route } = readPattern(pattern);
  if (!route) return written.includes('*');
  const asked = segmentsOf(prefix);
  const last = isText && !prefix.endsWith('/') ? asked.length - 1 : -1;
  for (const [index, part] of asked.entries()) {
    const segment = route[index];
    if (segment === undefined) return !isExact && written.endsWith('/');
    if (isRest(segment)) return true;
    if (!segmentMatches(segment, part) && !(index === last && segment.startsWith(part))) return false;
  }
  return true;
}

/** A pattern without its method, and the segments of its path; null where it has none. */
function readPattern(pattern: string): { readonly written: string; readonly route: readonly string[] | null } {
  const written = withoutMethod(pattern);
  const slash = written.indexOf('/');
  return { written, route: slash < 0 ? null : segmentsOf(written.slice(slash).replace(/\{\$\}$/, '')) };
}

/** `/orders` of `GET /orders`. */
export function withoutMethod(pattern: string): string {
  return pattern.replace(/^[A-Z]+ +/, '');
}

export function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function isRest(segment: string): boolean {
  return segment.includes('*') || /^\{[^}]*\.\.\.\}$/.test(segment) || /^\+/.test(segment);
}

function segmentMatches(segment: string, part: string): boolean {
  if (segment.startsWith(':')) return true;
  if (!segment.includes('{')) return segment === part;
  const [before = ''] = segment.split('{', 1);
  return part.startsWith(before);
}
