import { Problem } from '../words/problem.ts';

/** The parts of an image's name, `localhost:5000/team/app:1.2@sha256:…`. */
export interface Reference {
  /** Host with port; `docker.io` where the name has none. */
  readonly registry: string;
  readonly repository: string;
  /** `latest` where the name has neither tag nor digest. */
  readonly tag?: string;
  readonly digest?: string;
}

/** https://github.com/distribution/reference: grammar of names. */
const REFERENCE =
  /^(?:(?<registry>[a-zA-Z0-9.-]+(?::\d+)?|\[[0-9a-fA-F:]+\](?::\d+)?)\/)?(?<repository>[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*)(?::(?<tag>\w[\w.-]{0,127}))?(?:@(?<digest>[a-z0-9+._-]+:[0-9a-fA-F]{32,}))?$/;

/** Reads an image name as the docker CLI does. Throws a Problem where it is not one. */
export function parseReference(name: string): Reference {
  const groups = REFERENCE.exec(name)?.groups;
  if (groups === undefined) {
    throw new Problem({
      kind: 'invalid-input',
      what: ['`{0}` is not an image name', name],
      why: ['A name has lower-case letters, digits, `.`, `_`, `-` and `/`, and may end in `:tag`'],
    });
  }
  const { registry, repository = '', tag, digest } = groups as Partial<Record<string, string>>;
  const named = { ...(digest !== undefined && { digest }) };
  const version = tag ?? (digest === undefined ? 'latest' : undefined);
  const rest = { ...named, ...(version !== undefined && { tag: version }) };
  if (registry === undefined) {
    return {
      registry: 'docker.io',
      repository: repository.includes('/') ? repository : `library/${repository}`,
      ...rest,
    };
  }
  // `team/app` is a folder of Docker Hub: only a dot, a port or `localhost` make a host of the first part.
  if (!/[.:]/.test(registry) && registry !== 'localhost') {
    return { registry: 'docker.io', repository: `${registry}/${repository}`, ...rest };
  }
  const hub = registry === 'index.docker.io' ? 'docker.io' : registry;
  return { registry: hub, repository, ...rest };
}
