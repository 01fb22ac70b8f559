import { spawn } from 'node:child_process';
import type { Cluster, User } from '@kubernetes/client-node';
import type { Message } from '../words/message.ts';
import { Problem } from '../words/problem.ts';

/** `users[].user.exec` of a kubeconfig. */
export interface ExecPlugin {
  readonly apiVersion?: string;
  readonly command?: string;
  readonly args?: readonly string[] | null;
  readonly env?: readonly { readonly name: string; readonly value: string }[] | null;
  readonly installHint?: string;
  readonly interactiveMode?: string;
  readonly provideClusterInfo?: boolean;
}

/** What a plugin answers. Certificate and key are PEM. */
export interface ExecCredential {
  readonly token: string | null;
  readonly certificate: string | null;
  readonly key: string | null;
  /** Milliseconds since 1970; null = until the server refuses it. */
  readonly expires: number | null;
}

/** Some plugins open a browser and wait for a person. */
const TIMEOUT = 120_000;
const LONGEST_ANSWER = 1_000_000;

/**
 * Runs a credential plugin (client.authentication.k8s.io). What it prints is a credential or may hold one, so no error
 * quotes it.
 */
export async function runPlugin(
  plugin: ExecPlugin,
  user: User,
  cluster: Cluster | undefined,
  signal?: AbortSignal,
): Promise<ExecCredential> {
  const { command = '' } = plugin;
  const refuse = (why: Message, next: Message): Problem =>
    new Problem({
      kind: 'credentials',
      what: ['The credentials of user `{0}` could not be had', user.name],
      why,
      next,
    });
  const inTerminal: Message = ['Run `kubectl get nodes` in a terminal: it shows what the plugin says'];
  if (command === '') {
    throw refuse(['Its credential plugin names no command'], ['Mend the file, or take it out of KUBECONFIG']);
  }
  if (plugin.interactiveMode === 'Always') {
    throw refuse(['The credential plugin `{0}` asks questions, which needs a terminal', command], inTerminal);
  }
  const outcome = await run(plugin, command, cluster, signal);
  switch (outcome.kind) {
    case 'cancelled':
      throw new Problem({ kind: 'cancelled', what: ['Cancelled'] });
    case 'not-started':
      throw refuse(
        ['The credential plugin `{0}` did not start ({1})', command, outcome.code],
        plugin.installHint ? ['{0}', plugin.installHint.trim()] : ['Install it, or add its folder to PATH'],
      );
    case 'late':
      throw refuse(['The credential plugin `{0}` did not end in time', command], inTerminal);
    case 'failed':
      throw refuse(['The credential plugin `{0}` ended with code {1}', command, outcome.code], inTerminal);
    case 'answered': {
      const credential = readAnswer(outcome.text);
      if (credential) return credential;
      throw refuse(['The answer of the credential plugin `{0}` is no ExecCredential', command], inTerminal);
    }
  }
}

/** The credential in a plugin's answer; null for anything else. */
export function readAnswer(text: string): ExecCredential | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  const { kind, status } = (parsed ?? {}) as { kind?: unknown; status?: Readonly<Record<string, unknown>> | null };
  if (kind !== 'ExecCredential' || typeof status !== 'object' || status === null) return null;
  const field = (name: string): string | null => {
    const value = status[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const credential = {
    token: field('token'),
    certificate: field('clientCertificateData'),
    key: field('clientKeyData'),
  };
  if (credential.token === null && (credential.certificate === null || credential.key === null)) return null;
  const expires = Date.parse(field('expirationTimestamp') ?? '');
  return { ...credential, expires: Number.isNaN(expires) ? null : expires };
}

type Outcome =
  | { readonly kind: 'answered'; readonly text: string }
  | { readonly kind: 'failed'; readonly code: number | string }
  | { readonly kind: 'not-started'; readonly code: string }
  | { readonly kind: 'late' | 'cancelled' };

function run(
  plugin: ExecPlugin,
  command: string,
  cluster: Cluster | undefined,
  signal: AbortSignal | undefined,
): Promise<Outcome> {
  if (signal?.aborted) return Promise.resolve({ kind: 'cancelled' });
  const own = Object.fromEntries((plugin.env ?? []).map(({ name, value }) => [name, value]));
  const env = { ...process.env, KUBERNETES_EXEC_INFO: execInfo(plugin, cluster), ...own };
  return new Promise((resolve) => {
    // No standard input: a plugin that wants to ask must fail instead of waiting for ever.
    const child = spawn(command, plugin.args ?? [], { env, stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true });
    const end = (outcome: Outcome) => {
      clearTimeout(late);
      signal?.removeEventListener('abort', onAbort);
      child.kill();
      child.stdout.destroy();
      resolve(outcome);
    };
    const late = setTimeout(() => end({ kind: 'late' }), TIMEOUT);
    const onAbort = () => end({ kind: 'cancelled' });
    signal?.addEventListener('abort', onAbort, { once: true });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.length > LONGEST_ANSWER) end({ kind: 'failed', code: 'E2BIG' });
    });
    child.on('error', (error: NodeJS.ErrnoException) => end({ kind: 'not-started', code: error.code ?? error.name }));
    child.on('close', (code, killedBy) => {
      end(code === 0 ? { kind: 'answered', text } : { kind: 'failed', code: code ?? killedBy ?? '' });
    });
  });
}

/** The request to the plugin, as client-go writes it. */
function execInfo({ apiVersion, provideClusterInfo }: ExecPlugin, cluster: Cluster | undefined): string {
  const info =
    provideClusterInfo && cluster
      ? {
          cluster: {
            server: cluster.server,
            ...(cluster.caData ? { 'certificate-authority-data': cluster.caData } : {}),
            ...(cluster.skipTLSVerify ? { 'insecure-skip-tls-verify': true } : {}),
            ...(cluster.tlsServerName ? { 'tls-server-name': cluster.tlsServerName } : {}),
            ...(cluster.proxyUrl ? { 'proxy-url': cluster.proxyUrl } : {}),
          },
        }
      : {};
  return JSON.stringify({
    kind: 'ExecCredential',
    apiVersion: apiVersion ?? 'client.authentication.k8s.io/v1',
    spec: { interactive: false, ...info },
  });
}
