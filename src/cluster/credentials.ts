import type { KubeConfig, User } from '@kubernetes/client-node';
import { Problem } from '../words/problem.ts';
import { type ExecCredential, type ExecPlugin, runPlugin } from './exec-plugin.ts';
import type { Kubeconfig } from './kubeconfig.ts';

/** Credentials of one context, got anew when they have run out. */
export interface Credentials {
  /** The library's configuration with credentials that are good now. */
  readonly configuration: (signal?: AbortSignal) => Promise<KubeConfig>;
  /** The server refused them: whether others can be had. */
  readonly renew: () => boolean;
}

/** Clocks differ a little, and a request takes its time. */
const MARGIN = 30_000;

/**
 * The library would run credential plugins, too, but it keeps their answer by the user's name for all kubeconfigs of the
 * process, lets them wait for input for ever and does not tell them that nobody types; so they are run here.
 */
export async function credentialsOf(kubeconfig: Kubeconfig, contextName: string): Promise<Credentials> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const context = kubeconfig.contexts.find(({ name }) => name === contextName);
  // Without a user the library would not even use the cluster's certificate authority.
  const user = kubeconfig.users.find(({ name }) => name === context?.user) ?? { name: context?.user ?? '' };
  const cluster = kubeconfig.clusters.find(({ name }) => name === context?.cluster);
  const plugin = user.exec as ExecPlugin | null | undefined;

  function configurationFor(chosen: User): KubeConfig {
    const config = new KubeConfig();
    config.loadFromOptions({
      // The library wants to be told that plain HTTP is meant (`kubectl proxy`).
      clusters: kubeconfig.clusters.map((one) =>
        one.server.startsWith('http:') ? { ...one, skipTLSVerify: true } : one,
      ),
      users: [chosen],
      contexts: [...kubeconfig.contexts],
      currentContext: contextName,
    });
    return config;
  }

  if (!plugin) {
    const config = configurationFor(user);
    return { configuration: () => Promise.resolve(config), renew: () => false };
  }
  return pluginCredentials(
    (signal) => runPlugin(plugin, user, cluster, signal),
    (credential) => configurationFor(withCredential(user, credential)),
  );
}

/** Runs the plugin once for all requests that need it at a time. */
function pluginCredentials(
  ask: (signal: AbortSignal | undefined) => Promise<ExecCredential>,
  configurationWith: (credential: ExecCredential) => KubeConfig,
): Credentials {
  let current: { readonly config: Promise<KubeConfig>; goodUntil: number } | undefined;
  function get(signal?: AbortSignal): Promise<KubeConfig> {
    if (current && current.goodUntil > Date.now()) return current.config;
    const got = ask(signal);
    const next = { config: got.then(configurationWith), goodUntil: Infinity };
    current = next;
    got.then(
      ({ expires }) => {
        next.goodUntil = expires === null ? Infinity : expires - MARGIN;
      },
      () => {
        if (current === next) current = undefined;
      },
    );
    return next.config;
  }

  async function configuration(signal?: AbortSignal): Promise<KubeConfig> {
    try {
      return await get(signal);
    } catch (error) {
      // Another request's cancellation ended the plugin that this one waited for, too.
      const isOthers = error instanceof Problem && error.details.kind === 'cancelled' && signal?.aborted !== true;
      if (isOthers) return get(signal);
      throw error;
    }
  }
  const renew = () => {
    current = undefined;
    return true;
  };
  return { configuration, renew };
}

function withCredential({ exec: _, ...user }: User, { token, certificate, key }: ExecCredential): User {
  return {
    ...user,
    ...(token === null ? {} : { token }),
    ...(certificate === null ? {} : { certData: Buffer.from(certificate).toString('base64') }),
    ...(key === null ? {} : { keyData: Buffer.from(key).toString('base64') }),
  };
}
