/** The name of a kind in paths of the API, as rules of admission policies say it: `deployments` for `Deployment`. */
export function resourceOf(kind: string): string {
  const small = kind.toLowerCase();
  if (small === 'endpoints') return small;
  if (/(?:s|x|ch|sh)$/.test(small)) return `${small}es`;
  return /[^aeiou]y$/.test(small) ? `${small.slice(0, -1)}ies` : `${small}s`;
}

export function groupAndVersion(apiVersion: string): { readonly group: string; readonly version: string } {
  const slash = apiVersion.indexOf('/');
  return slash < 0
    ? { group: '', version: apiVersion }
    : { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) };
}
