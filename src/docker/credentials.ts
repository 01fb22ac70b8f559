import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Problem } from '../words/problem.ts';
import { cancelled } from './engine-problem.ts';
import { configFolder, type DockerConfig, type Environment, readDockerConfig } from './docker-config.ts';

/** What to log in with; never printed, stored or put into an error. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
  /** Instead of a password, where the registry gave one at login. */
  readonly identityToken?: string;
}

/** Under this name the docker CLI keeps the credentials of Docker Hub. */
const HUB = 'https://index.docker.io/v1/';

/**
 * What `docker login` stored for a registry (`docker.io`, `localhost:5000`, …), found as the docker CLI finds it:
 * the helper for this registry, else the helper for all, else config.json itself. Undefined = there is nothing.
 * Throws a Problem where a helper is missing or fails.
 */
export async function credentialsFor(
  registry: string,
  env: Environment,
  homeDir: string,
  signal?: AbortSignal,
): Promise<Credentials | undefined> {
  const config = await readDockerConfig(env, homeDir);
  const key = /^(?:index\.|registry-1\.)?docker\.io$/.test(registry) ? HUB : registry;
  const helper = config.credHelpers?.[key] ?? config.credHelpers?.[registry] ?? config.credsStore;
  if (helper === undefined || helper === '') return storedLogin(config, key);
  return askHelper(helper, key, env, join(configFolder(env, homeDir), 'config.json'), signal);
}

function storedLogin({ auths = {} }: DockerConfig, key: string): Credentials | undefined {
  const login = auths[key] ?? Object.entries(auths).find(([name]) => hostOf(name) === hostOf(key))?.[1];
  if (login === undefined) return undefined;
  const decoded = Buffer.from(login.auth ?? '', 'base64')
    .toString('utf8')
    .replace(/\0+$/, '');
  const colon = decoded.indexOf(':');
  const username = login.username ?? decoded.slice(0, Math.max(0, colon));
  const password = login.password ?? decoded.slice(colon + 1);
  if (login.identitytoken) return { username, password: '', identityToken: login.identitytoken };
  return username === '' ? undefined : { username, password };
}

/** Old versions wrote `https://host/v1/` where new ones write `host`. */
function hostOf(name: string): string {
  return name.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
}

async function askHelper(
  name: string,
  key: string,
  env: Environment,
  configFile: string,
  signal: AbortSignal | undefined,
): Promise<Credentials | undefined> {
  const program = `docker-credential-${name}`;
  if (!/^[\w.-]+$/.test(name)) throw missingHelper(program, configFile, undefined);
  const { code, output } = await runHelper(program, key, env, configFile, signal);
  if (code !== 0) {
    // Helpers say so in these words, on standard output, with exit code 1.
    if (/credentials not found/i.test(output)) return undefined;
    throw helperFailed(program, key);
  }
  return readAnswer(output, program, key);
}

async function runHelper(
  program: string,
  key: string,
  env: Environment,
  configFile: string,
  signal: AbortSignal | undefined,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(program, ['get'], {
    env: { ...env },
    shell: false,
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
    ...(signal && { signal }),
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  // A helper that ends without reading closes the pipe: its exit code tells the story.
  child.stdin.on('error', () => undefined).end(`${key}\n`);
  return new Promise((resolve, reject) => {
    child.once('error', (error) => {
      if (signal?.aborted === true) reject(cancelled());
      else reject(missingHelper(program, configFile, error));
    });
    child.once('close', (code) => {
      resolve({ code, output });
    });
  });
}

function readAnswer(output: string, program: string, key: string): Credentials | undefined {
  let answer: { readonly Username?: unknown; readonly Secret?: unknown };
  try {
    answer = JSON.parse(output) as typeof answer;
  } catch {
    throw helperFailed(program, key);
  }
  const { Username: username, Secret: secret } = answer;
  if (typeof username !== 'string' || typeof secret !== 'string' || secret === '') return undefined;
  return username === '<token>'
    ? { username: '', password: '', identityToken: secret }
    : { username, password: secret };
}

function missingHelper(program: string, configFile: string, cause: unknown): Problem {
  return new Problem({
    kind: 'credentials',
    what: ['The credential helper `{0}` cannot be run', program],
    why: ['`{0}` names it, but it is not in PATH', configFile],
    next: ['Install it, or remove `credsStore` or `credHelpers` from that file and log in again'],
    cause,
  });
}

/** What the helper printed may hold a secret: it is not passed on. */
function helperFailed(program: string, key: string): Problem {
  return new Problem({
    kind: 'credentials',
    what: ['The credential helper `{0}` failed for `{1}`', program, key],
    next: ['Try it in a terminal: `echo {1} | {0} get`', program, key],
  });
}
