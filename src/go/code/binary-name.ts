/** What `go build` calls the binary: the last element of the import path that is no major version. */
export function binaryName(importPath: string): string {
  const parts = importPath.split('/');
  const last = parts.at(-1) ?? importPath;
  return /^v(?:[2-9]|[1-9]\d+)$/.test(last) && parts.length > 1 ? (parts.at(-2) ?? last) : last;
}
