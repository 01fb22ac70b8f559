import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Cluster, Context, User } from '@kubernetes/client-node';
import { parseDocument } from 'yaml';
import { Problem } from '../words/problem.ts';
import type { ClusterContext } from './types.ts';

/** Kubeconfig files, merged as kubectl merges them: the first file that names a thing wins. */
export interface Kubeconfig {
  /** The files that were read, in order. */
  readonly files: readonly string[];
  readonly clusters: readonly Cluster[];
  readonly users: readonly User[];
  readonly contexts: readonly Context[];
  readonly currentContext: string | null;
}

/** Reads the files of KUBECONFIG (absent ones are skipped), else ~/.kube/config. Throws `no-kubeconfig` where there is none. */
export async function loadKubeconfig(env: NodeJS.ProcessEnv, homeDir: string): Promise<Kubeconfig> {
  const list = (env['KUBECONFIG'] ?? '').split(path.delimiter).filter(Boolean);
  const candidates = list.length > 0 ? list : [path.join(homeDir, '.kube', 'config')];
  const { KubeConfig } = await import('@kubernetes/client-node');
  const merged = { files: [] as string[], clusters: [] as Cluster[], users: [] as User[], contexts: [] as Context[] };
  let currentContext: string | null = null;
  for (const file of candidates) {
    const text = await read(file);
    if (text === undefined) continue;
    const content = parse(file, text);
    const one = new KubeConfig();
    one.loadFromString(JSON.stringify({ clusters: [], users: [], contexts: [], ...content }), {
      onInvalidEntry: 'filter',
    });
    // Paths in a kubeconfig are relative to its folder.
    const folder = path.dirname(path.resolve(file));
    one.makePathsAbsolute(folder);
    merged.files.push(file);
    mergeByName(merged.clusters, one.clusters);
    mergeByName(merged.users, completeUsers(one.users, content['users'], folder));
    mergeByName(merged.contexts, one.contexts);
    const current = content['current-context'];
    if (currentContext === null && typeof current === 'string' && current !== '') currentContext = current;
  }
  if (merged.files.length === 0) {
    throw new Problem({
      kind: 'no-kubeconfig',
      what: ['There is no kubeconfig'],
      why: ['Looked for {0}', candidates.map((file) => `\`${file}\``).join(', ')],
      next: ['Set KUBECONFIG, or create a cluster with a tool such as kind or minikube, which writes one'],
    });
  }
  return { ...merged, currentContext };
}

/** The contexts in the files' order, the current one marked. */
export function contexts(kubeconfig: Kubeconfig): ClusterContext[] {
  return kubeconfig.contexts.map(({ name, cluster, user, namespace }) => ({
    name,
    cluster,
    user,
    server: kubeconfig.clusters.find((one) => one.name === cluster)?.server ?? '',
    namespace: namespace ?? 'default',
    current: name === kubeconfig.currentContext,
  }));
}

async function read(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new Problem({
      kind: 'no-kubeconfig',
      what: ['The kubeconfig `{0}` cannot be read', file],
      why: [code === 'EACCES' ? 'Permission was denied' : 'The file system refused it'],
      next: ['Check the file’s owner and mode'],
      cause,
    });
  }
}

function parse(file: string, text: string): Record<string, unknown> {
  const document = parseDocument(text, { prettyErrors: true });
  const [error] = document.errors;
  const content: unknown = error ? undefined : document.toJS({ maxAliasCount: 100 });
  // An empty file is a kubeconfig without entries, as for kubectl.
  if (!error && (content === null || content === undefined)) return {};
  if (!error && typeof content === 'object' && !Array.isArray(content)) return content as Record<string, unknown>;
  throw new Problem({
    kind: 'no-kubeconfig',
    what: ['The kubeconfig `{0}` is broken', file],
    // The error's own text quotes the line, which may hold a token.
    why: ['Line {0} is no valid YAML', error?.linePos?.[0].line ?? 1],
    next: ['Mend the file, or take it out of KUBECONFIG'],
  });
}

/** What the library leaves out: plugins named by a path (one without a separator is looked up in PATH) and `tokenFile`. */
function completeUsers(users: readonly User[], written: unknown, folder: string): User[] {
  const entries = (Array.isArray(written) ? written : []) as readonly (WrittenUser | null)[];
  return users.map((user) => {
    const exec = user.exec as { readonly command?: unknown } | null | undefined;
    if (typeof exec?.command === 'string' && /[\\/]/.test(exec.command)) {
      return { ...user, exec: { ...exec, command: path.resolve(folder, exec.command) } };
    }
    const tokenFile = entries.find((entry) => entry?.name === user.name)?.user?.tokenFile;
    if (typeof tokenFile !== 'string' || tokenFile === '') return user;
    // As for kubectl it wins over `token`, and it is read again when the token in it is renewed.
    const { token: _, ...rest } = user;
    return { ...rest, authProvider: { name: 'tokenFile', config: { tokenFile: path.resolve(folder, tokenFile) } } };
  });
}

interface WrittenUser {
  readonly name?: unknown;
  readonly user?: { readonly tokenFile?: unknown } | null;
}

function mergeByName<Entry extends { readonly name: string }>(into: Entry[], more: readonly Entry[]): void {
  for (const entry of more) if (!into.some(({ name }) => name === entry.name)) into.push(entry);
}
