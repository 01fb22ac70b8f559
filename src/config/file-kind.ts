/** What we know how to read, decided by name; YAML and JSON are manifests only if their text says so. */
export type FileKind =
  | 'dockerfile'
  | 'dockerignore'
  | 'yaml'
  | 'json'
  | 'gantry-config'
  | 'peer-config'
  | 'go'
  | 'go-mod'
  | 'template'
  | 'env-file'
  | 'script'
  | BuildFile;
/** What describes builds of images: files of compose, of `docker buildx bake` and of make, of GitHub and GitLab, of GoReleaser and ko. */
type BuildFile = 'compose' | 'workflow' | 'gitlab' | 'release' | 'bake' | 'makefile';

/** The kind of a file by its path (with `/`), or undefined for what we leave alone. */
export function fileKind(path: string): FileKind | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/^(?:Dockerfile|Containerfile)$/i.test(name) || /\.Dockerfile$/i.test(name)) return 'dockerfile';
  if (/\.(?:dockerignore)$/.test(name)) return 'dockerignore';
  if (/^(?:Dockerfile|Containerfile)\.(?!(?:rego|md)$)/.test(name)) return 'dockerfile';
  if (/^\.gantry\.ya?ml$/.test(name)) return 'gantry-config';
  if (/^\.(?:hadolint|checkov|kube-linter|trivyignore)\.ya?ml$|^\.trivyignore$/.test(name)) return 'peer-config';
  if (/^(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/.test(name)) return 'compose';
  if (/^docker-bake(?:\.[\w-]+)?\.hcl$/.test(name)) return 'bake';
  if (/^(?:GNUm|M|m)akefile$/.test(name)) return 'makefile';
  if (/(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(path)) return 'workflow';
  if (name === '.gitlab-ci.yml') return 'gitlab';
  if (/^\.?goreleaser\.ya?ml$|^\.ko\.yaml$/.test(name)) return 'release';
  if (/\.ya?ml$/i.test(name)) return 'yaml';
  if (/\.json$/i.test(name)) return 'json';
  // Helpers of a Helm chart; what it makes objects of is YAML by its name.
  if (/(?:^|\/)templates\/.*\.tpl$/.test(path)) return 'template';
  if (/^\.env(?:\.[\w.-]+)?$|\.(?:env|properties)$/.test(name)) return 'env-file';
  // What a container may start with.
  if (name.endsWith('.sh')) return 'script';
  if (name === 'go.mod') return 'go-mod';
  if (name.endsWith('.go')) return 'go';
  return undefined;
}

/** Go source or a go.mod: read by the Go analysis, and here known by its text at most. */
export function isGoFile(path: string): boolean {
  const kind = fileKind(path);
  return kind === 'go' || kind === 'go-mod';
}

/** A cheap look at a YAML or JSON text: whether it can hold a Kubernetes object at all. */
export function mayHoldManifest(text: string): boolean {
  return /(?:^|[\s{,"'-])apiVersion["']?\s*:/.test(text) && /(?:^|[\s{,"'-])kind["']?\s*:/.test(text);
}

/** Whether it may be a list of operations on an object, https://www.rfc-editor.org/rfc/rfc6902, as kustomizations name them. */
export function mayHoldOperations(text: string): boolean {
  return (
    /(?:^|[\s{,"'-])op["']?\s*:\s*["']?(?:add|remove|replace)\b/.test(text) &&
    /["'\s]path["']?\s*:\s*["']?\//.test(text)
  );
}
