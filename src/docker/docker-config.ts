import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../words/problem.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What we read of the docker CLI's config.json; we never write it. */
export interface DockerConfig {
  readonly currentContext?: string;
  readonly auths?: Readonly<Record<string, StoredLogin>>;
  /** Helper for one registry by its host. */
  readonly credHelpers?: Readonly<Record<string, string>>;
  /** Helper for all others. */
  readonly credsStore?: string;
}

export interface StoredLogin {
  /** Base64 of `user:password`. */
  readonly auth?: string;
  readonly username?: string;
  readonly password?: string;
  readonly identitytoken?: string;
}

/** DOCKER_CONFIG, else `.docker` in the home folder. */
export function configFolder(env: Environment, homeDir: string): string {
  return env['DOCKER_CONFIG'] || join(homeDir, '.docker');
}

/** The CLI's configuration; empty where there is no file. Throws a Problem where the file cannot be read. */
export async function readDockerConfig(env: Environment, homeDir: string): Promise<DockerConfig> {
  const file = join(configFolder(env, homeDir), 'config.json');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new Problem({
      kind: 'invalid-input',
      what: ['The docker configuration `{0}` cannot be opened', file],
      next: ['Check who may read the file'],
      cause: error,
    });
  }
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed;
  } catch {
    // The parser's own message quotes the text, which may hold passwords: it is not passed on.
  }
  throw new Problem({
    kind: 'invalid-input',
    what: ['The docker configuration `{0}` is not a JSON object', file],
    next: ['Repair the file, or move it away and log in again with `docker login`'],
  });
}
