import type { Message } from '../../words/message.ts';

/** What an instruction takes and means. Source: the reference of BuildKit's Dockerfile frontend. */
export interface InstructionInfo {
  /** Least number of arguments. */
  readonly least: number;
  /** Flags by name (without `--`), with what they do. */
  readonly flags: Readonly<Record<string, Message>>;
  /** What it does, in a sentence or two of Markdown. */
  readonly about: Message;
  /** Snippet of its arguments. */
  readonly snippet: string;
}

const OWNER: Readonly<Record<string, Message>> = {
  chown: ['Owner of the copied files: `user:group`, by name or number.'],
  chmod: ['Mode of the copied files, `0755`.'],
  link: ['Copy into a layer of its own, which stays cached when earlier layers change.'],
  exclude: ['A pattern of files that are not copied; repeatable.'],
};

export const INSTRUCTIONS: Readonly<Record<string, InstructionInfo>> = {
  FROM: {
    least: 1,
    flags: { platform: ['Platform of the image, such as `$BUILDPLATFORM` or `linux/arm64`.'] },
    about: ['Begins a stage on a base image or on an earlier stage.'],
    snippet: '${1:image}:${2:tag} AS ${3:name}',
  },
  RUN: {
    least: 0,
    flags: {
      mount: [
        'Mounts for this command only: `type=cache,target=…`, `type=bind`, `type=secret`, `type=ssh`, `type=tmpfs`.',
      ],
      network: ['`default`, `none` or `host`.'],
      security: ['`sandbox` or `insecure`.'],
      device: ['A CDI device for this command.'],
    },
    about: ['Runs a command and keeps what it changed as a layer.'],
    snippet: '${1:command}',
  },
  CMD: {
    least: 0,
    flags: {},
    about: ['Default command, or the default arguments of ENTRYPOINT.'],
    snippet: '["${1:command}"]',
  },
  ENTRYPOINT: {
    least: 0,
    flags: {},
    about: [
      'The program that the container runs. In the JSON form it gets signals itself; in the shell form a shell stands between.',
    ],
    snippet: '["/${1:program}"]',
  },
  LABEL: { least: 1, flags: {}, about: ['Adds metadata to the image.'], snippet: '${1:key}="${2:value}"' },
  MAINTAINER: {
    least: 1,
    flags: {},
    about: ['Deprecated: use the label `org.opencontainers.image.authors`.'],
    snippet: '${1:name}',
  },
  EXPOSE: {
    least: 1,
    flags: {},
    about: ['Tells which port the program listens on. It publishes nothing.'],
    snippet: '${1:8080}',
  },
  ENV: {
    least: 1,
    flags: {},
    about: ['Sets a variable for the rest of the build and for the running container.'],
    snippet: '${1:NAME}=${2:value}',
  },
  ADD: {
    least: 2,
    flags: {
      ...OWNER,
      checksum: ['Digest that a remote file must have, `sha256:…`.'],
      'keep-git-dir': ['Keep `.git` of a Git source.'],
      unpack: ['Unpack an archive, or not.'],
    },
    about: [
      'Copies local files, unpacks local archives, downloads URLs and Git repositories. Plain files are for COPY.',
    ],
    snippet: '${1:source} ${2:destination}',
  },
  COPY: {
    least: 2,
    flags: {
      ...OWNER,
      from: ['A stage, an image or a named context to copy from.'],
      parents: ['Keep the parent folders of the sources.'],
    },
    about: ['Copies files of the build context, or of another stage, into the image.'],
    snippet: '${1:source} ${2:destination}',
  },
  VOLUME: {
    least: 1,
    flags: {},
    about: ['Declares mount points; later changes below them are lost.'],
    snippet: '["${1:/data}"]',
  },
  USER: {
    least: 1,
    flags: {},
    about: ['User (and group) of the following RUN, CMD and ENTRYPOINT. Kubernetes needs a number for `runAsNonRoot`.'],
    snippet: '${1:65532}:${2:65532}',
  },
  WORKDIR: {
    least: 1,
    flags: {},
    about: ['Folder of the following instructions; made where it is missing.'],
    snippet: '${1:/src}',
  },
  ARG: {
    least: 1,
    flags: {},
    about: ['A variable of the build only, with an optional default. One before the first FROM is for FROM lines.'],
    snippet: '${1:NAME}=${2:default}',
  },
  ONBUILD: {
    least: 1,
    flags: {},
    about: ['An instruction that runs when another build uses this image as its base.'],
    snippet: '${1:RUN command}',
  },
  STOPSIGNAL: {
    least: 1,
    flags: {},
    about: ['Signal that stops the container; SIGTERM unless told.'],
    snippet: '${1:SIGTERM}',
  },
  HEALTHCHECK: {
    least: 1,
    flags: {
      interval: ['Time between checks, `30s`.'],
      timeout: ['Time that a check may take.'],
      'start-period': ['Time in which failures do not count.'],
      'start-interval': ['Time between checks during the start period.'],
      retries: ['Failures in a row that make it unhealthy.'],
    },
    about: ['How Docker tests that the container works. Kubernetes ignores it and has probes.'],
    snippet: 'CMD ["${1:command}"]',
  },
  SHELL: {
    least: 1,
    flags: {},
    about: ['The shell of the following shell-form instructions.'],
    snippet: '["/bin/bash", "-o", "pipefail", "-c"]',
  },
};
