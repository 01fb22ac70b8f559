import { createHash } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../words/problem.ts';
import { configFolder, type Environment, readDockerConfig } from './docker-config.ts';
import type { EngineEndpoint } from './types.ts';

const DEFAULT_HOST = process.platform === 'win32' ? 'npipe:////./pipe/docker_engine' : 'unix:///var/run/docker.sock';

/**
 * The engine that the docker CLI would talk to: DOCKER_HOST, else DOCKER_CONTEXT, else the current context of
 * config.json, else the default socket. Throws a Problem for an unknown context or a host that cannot be read.
 */
export async function resolveEndpoint(env: Environment, homeDir: string): Promise<EngineEndpoint> {
  const folder = configFolder(env, homeDir);
  if (env['DOCKER_HOST']) {
    const tls = await environmentTls(env, folder);
    return { host: normalHost(env['DOCKER_HOST'], tls !== undefined), source: 'DOCKER_HOST', ...(tls && { tls }) };
  }
  const context = env['DOCKER_CONTEXT'] || (await readDockerConfig(env, homeDir)).currentContext;
  if (!context || context === 'default') return { host: DEFAULT_HOST, source: 'default' };
  return contextEndpoint(folder, context, env['DOCKER_CONTEXT'] ? 'DOCKER_CONTEXT' : join(folder, 'config.json'));
}

async function contextEndpoint(folder: string, context: string, namedBy: string): Promise<EngineEndpoint> {
  const id = createHash('sha256').update(context).digest('hex');
  const { Host: host, SkipTLSVerify: skipVerify } = await readContext(folder, id, context, namedBy);
  const tlsFolder = join(folder, 'contexts', 'tls', id, 'docker');
  const files = await pemFiles(tlsFolder);
  const secured = Object.keys(files).length > 0 || skipVerify === true;
  return {
    host: normalHost(host ?? DEFAULT_HOST, secured),
    source: 'context',
    context,
    ...(secured && { tls: { ...files, ...(skipVerify === true && { skipVerify }) } }),
  };
}

interface ContextEndpoint {
  readonly Host?: string;
  readonly SkipTLSVerify?: boolean;
}

async function readContext(folder: string, id: string, context: string, namedBy: string): Promise<ContextEndpoint> {
  const file = join(folder, 'contexts', 'meta', id, 'meta.json');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new Problem({
      kind: 'no-engine',
      what: ['The docker context `{0}` does not exist', context],
      why: ['`{0}` names it', namedBy],
      next: ['Choose one that `docker context ls` shows, with `docker context use`'],
      cause: error,
    });
  });
  try {
    const meta = JSON.parse(text) as { readonly Endpoints?: { readonly docker?: ContextEndpoint } };
    return meta.Endpoints?.docker ?? {};
  } catch (error) {
    throw new Problem({
      kind: 'no-engine',
      what: ['The docker context `{0}` cannot be read', context],
      why: ['`{0}` is not valid JSON', file],
      next: ['Create the context again with `docker context create`'],
      cause: error,
    });
  }
}

/** DOCKER_TLS_VERIFY (any value) switches TLS on; DOCKER_TLS does so without checking the engine's name. */
async function environmentTls(env: Environment, folder: string): Promise<EngineEndpoint['tls'] | undefined> {
  if (!env['DOCKER_TLS_VERIFY'] && !env['DOCKER_TLS']) return undefined;
  const files = await pemFiles(env['DOCKER_CERT_PATH'] || folder);
  return env['DOCKER_TLS_VERIFY'] ? files : { ...files, skipVerify: true };
}

/** Paths of the PEM files that are there. */
async function pemFiles(folder: string): Promise<{ ca?: string; cert?: string; key?: string }> {
  const files: { ca?: string; cert?: string; key?: string } = {};
  for (const name of ['ca', 'cert', 'key'] as const) {
    const path = join(folder, `${name}.pem`);
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (there) files[name] = path;
  }
  return files;
}

/** The CLI's reading of a host: `tcp://` where no scheme is given, 2375 or (TLS) 2376 where no port is. */
function normalHost(written: string, secured: boolean): string {
  const host = written.trim();
  const withScheme = host.includes('://') ? host : `tcp://${host}`;
  if (/^(?:unix|npipe):\/\/./.test(withScheme)) return withScheme;
  const parsed = /^(?:tcp|https?|ssh):\/\//.test(withScheme) && URL.canParse(withScheme) && new URL(withScheme);
  if (!parsed || parsed.hostname === '') {
    throw new Problem({
      kind: 'no-engine',
      what: ['`{0}` is not the address of a container engine', withoutPassword(written)],
      next: ['Set DOCKER_HOST to an address such as `unix:///var/run/docker.sock` or `tcp://host:2376`'],
    });
  }
  if (parsed.protocol !== 'tcp:' || parsed.port !== '') return withScheme.replace(/\/$/, '');
  parsed.port = secured ? '2376' : '2375';
  return parsed.href.replace(/\/$/, '');
}

function withoutPassword(address: string): string {
  return address.replace(/\/\/[^/@]*@/, '//');
}
