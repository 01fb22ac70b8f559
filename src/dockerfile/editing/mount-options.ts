import type { Message } from '../../words/message.ts';

/** An option of `--mount`: what it means, and the values that it can have. */
export interface MountOption {
  readonly about: Message;
  readonly values?: readonly string[];
  /** True: it may stand without a value. */
  readonly alone?: true;
}

export interface MountType {
  readonly about: Message;
  readonly options: Readonly<Record<string, MountOption>>;
  /** Snippet of what stands behind `type=…`. */
  readonly snippet: string;
}

const BOOLEAN = ['true', 'false'];
const MODE: MountOption = { about: ['Mode of the file or folder, in octal.'], values: ['0400', '0440', '0755'] };
const UID: MountOption = { about: ['User id that owns it; 0 unless told.'] };
const GID: MountOption = { about: ['Group id that owns it; 0 unless told.'] };
const REQUIRED: MountOption = {
  about: ['Fail the build when it is not given; otherwise the mount is simply missing.'],
  values: BOOLEAN,
  alone: true,
};

/** The types of `RUN --mount` with their options. Source: the reference of BuildKit's Dockerfile frontend. */
export const MOUNT_TYPES: Readonly<Record<string, MountType>> = {
  cache: {
    about: ['A folder that is kept between builds, for compilers and package managers. It is not part of the image.'],
    snippet: ',target=${1:/root/.cache}',
    options: {
      target: { about: ['Where it is mounted.'] },
      id: { about: ['Name of the cache; the target unless told. Mounts of one id share their content.'] },
      sharing: {
        about: [
          'Who may write at the same time: all builds (`shared`), one (`locked`), or each into a copy (`private`).',
        ],
        values: ['shared', 'locked', 'private'],
      },
      from: { about: ['A stage, an image or a named context that fills a new cache.'] },
      source: { about: ['Folder in `from` that is mounted.'] },
      readonly: { about: ['Do not let the command write to it.'], values: BOOLEAN, alone: true },
      mode: MODE,
      uid: UID,
      gid: GID,
    },
  },
  bind: {
    about: ['Files of the build context, or of a stage, for this command only: nothing is copied. The default type.'],
    snippet: ',source=${1:go.mod},target=${2:go.mod}',
    options: {
      target: { about: ['Where it is mounted.'] },
      source: { about: ['Path in the context or in `from`; its root unless told.'] },
      from: { about: ['A stage, an image or a named context instead of the build context.'] },
      readwrite: {
        about: ['Let the command write to it; what it writes is thrown away.'],
        values: BOOLEAN,
        alone: true,
      },
    },
  },
  secret: {
    about: ['A file or a variable that only this command sees: it is in no layer and in no history.'],
    snippet: ',id=${1:token}',
    options: {
      id: { about: ['Name of the secret, as in `docker build --secret id=…`.'] },
      target: { about: ['File that holds it; `/run/secrets/` and its id unless told.'] },
      env: { about: ['Variable that holds it, instead of a file.'] },
      required: REQUIRED,
      mode: MODE,
      uid: UID,
      gid: GID,
    },
  },
  ssh: {
    about: ['The socket of the SSH agent that the build was started with: for private repositories.'],
    snippet: '',
    options: {
      id: { about: ['Name of the agent or key, as in `docker build --ssh id`; `default` unless told.'] },
      target: { about: ['Path of the socket.'] },
      required: REQUIRED,
      mode: MODE,
      uid: UID,
      gid: GID,
    },
  },
  tmpfs: {
    about: ['An empty folder in memory that goes away with the command.'],
    snippet: ',target=${1:/tmp}',
    options: {
      target: { about: ['Where it is mounted.'] },
      size: { about: ['Most bytes that it may hold.'] },
    },
  },
};

/** Caches worth keeping, by what fills them. */
export const CACHE_FOLDERS: readonly (readonly [target: string, about: Message])[] = [
  ['/go/pkg/mod', ['Modules that `go mod download` and `go build` fetched']],
  ['/root/.cache/go-build', ['What the Go compiler made']],
  ['/root/.npm', ['Packages that npm fetched']],
  ['/usr/local/share/.cache/yarn', ['Packages that yarn fetched']],
  ['/root/.local/share/pnpm/store', ['Packages that pnpm fetched']],
  ['/root/.cache/pip', ['Packages that pip fetched']],
  ['/root/.cache/uv', ['Packages that uv fetched']],
  ['/root/.m2', ['What Maven fetched']],
  ['/root/.gradle', ['What Gradle fetched']],
  ['/usr/local/cargo/registry', ['Crates that cargo fetched']],
  ['/var/cache/apt', ['Packages that apt-get fetched (with `sharing=locked`)']],
  ['/var/lib/apt', ['Package lists of apt-get (with `sharing=locked`)']],
  ['/var/cache/apk', ['Packages that apk fetched']],
  ['/var/cache/dnf', ['Packages that dnf fetched']],
];
