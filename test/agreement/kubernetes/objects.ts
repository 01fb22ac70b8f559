/** Small objects for cases about several of them. */

/** The lines of `metadata`: a name, and a namespace where one is given. */
function metadata(name: string, namespace?: string): string {
  return `metadata:\n  name: ${name}\n${namespace === undefined ? '' : `  namespace: ${namespace}\n`}`;
}

export function object(apiVersion: string, kind: string, name: string, rest = '', namespace?: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\n${metadata(name, namespace)}${rest}`;
}

/** Several objects as one file. */
export function all(...objects: readonly string[]): string {
  return objects.join('---\n');
}

export function podOf(labels: string, spec = '  containers: [{ name: a, image: a:1 }]\n', namespace?: string): string {
  const labelled = metadata('web', namespace).replace('  name: web\n', `  name: web\n  labels: ${labels}\n`);
  return `apiVersion: v1\nkind: Pod\n${labelled}spec:\n${spec}`;
}

/** A workload that has `spec.template`; `extra`: further lines of its spec. */
export function workloadOf(kind: string, labels: string, extra = '', namespace?: string, name = 'web'): string {
  const apiVersion = kind === 'Job' ? 'batch/v1' : 'apps/v1';
  const selector = kind === 'Job' ? '' : `  selector: { matchLabels: ${labels} }\n`;
  const pod = `    metadata: { labels: ${labels} }\n    spec:\n      containers: [{ name: a, image: a:1 }]\n`;
  return object(apiVersion, kind, name, `spec:\n${extra}${selector}  template:\n${pod}`, namespace);
}

export function serviceOf(selector: string, namespace?: string, extra = ''): string {
  const ports = extra.includes('ports:') ? '' : '  ports: [{ port: 80 }]\n';
  return object('v1', 'Service', 'web', `spec:\n  selector: ${selector}\n${ports}${extra}`, namespace);
}
