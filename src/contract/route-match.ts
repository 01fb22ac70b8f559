/**
 * Whether a GET of `path` reaches a route written as `pattern`, in any router's notation: `{id}`, `{path...}`, `:id`,
 * `*rest`, `*`, net/http's trailing slash (a whole subtree) and host or method prefixes. Generous where notations differ:
 * true means that the route may answer. `isExact`: a slash at its end is no subtree.
 */
export function mayServe(pattern: string, path: string, isExact = false): boolean {
  const written = pattern.replace(/^[A-Z]+ +/, '');
  const slash = written.indexOf('/');
  if (slash < 0) return written.includes('*');
  const route = split(written.slice(slash).replace(/\{\$\}$/, ''));
  const asked = split(path.split(/[?#]/, 1)[0] ?? path);
  const isSubtree = !isExact && written.endsWith('/');
  for (const [index, segment] of route.entries()) {
    if (isRest(segment)) return true;
    const part = asked[index];
    if (part === undefined) return false;
    if (!segmentMatches(segment, part)) return false;
  }
  return asked.length === route.length || isSubtree;
}

function split(path: string): string[] {
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
