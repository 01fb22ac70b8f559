import { writeFile } from 'node:fs/promises';
import type { Certificate } from './certificates.ts';

/** How a user of the cluster proves who that is. */
export type Credentials = { readonly token: string } | Certificate;

export interface KubeconfigContext {
  readonly name: string;
  readonly credentials: Credentials;
}

export interface KubeconfigOptions {
  readonly server: string;
  /** Path of a PEM file. */
  readonly authority: string;
  /** The first is the current one. */
  readonly contexts: readonly KubeconfigContext[];
}

/** Writes a kubeconfig with one cluster and a user for each context. */
export async function writeKubeconfig(file: string, options: KubeconfigOptions): Promise<string> {
  const { server, authority, contexts } = options;
  const cluster = contexts[0]?.name ?? 'none';
  const lines = [
    'apiVersion: v1',
    'kind: Config',
    `current-context: ${cluster}`,
    'clusters:',
    `  - name: ${cluster}`,
    '    cluster:',
    `      server: ${server}`,
    `      certificate-authority: ${authority}`,
    'contexts:',
    ...contexts.flatMap(({ name }) => [`  - name: ${name}`, `    context: { cluster: ${cluster}, user: ${name} }`]),
    'users:',
    ...contexts.flatMap(({ name, credentials }) => [`  - name: ${name}`, '    user:', ...user(credentials)]),
  ];
  await writeFile(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  return file;
}

function user(credentials: Credentials): readonly string[] {
  if ('token' in credentials) return [`      token: ${credentials.token}`];
  return [`      client-certificate: ${credentials.certificate}`, `      client-key: ${credentials.key}`];
}
