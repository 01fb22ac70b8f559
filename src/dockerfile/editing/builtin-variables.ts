import type { Message } from '../../words/message.ts';

/** Variables that BuildKit sets when a stage, or the top of the file, names them in an ARG. */
export const PLATFORM_ARGUMENTS: Readonly<Record<string, Message>> = {
  TARGETPLATFORM: ['Platform of the image that is built, `linux/amd64`.'],
  TARGETOS: ['Operating system of the image that is built, `linux`.'],
  TARGETARCH: ['Architecture of the image that is built, `amd64` or `arm64`.'],
  TARGETVARIANT: ['Variant of the architecture of the image that is built, `v7`; often empty.'],
  BUILDPLATFORM: ['Platform of the machine that builds.'],
  BUILDOS: ['Operating system of the machine that builds.'],
  BUILDARCH: ['Architecture of the machine that builds.'],
  BUILDVARIANT: ['Variant of the architecture of the machine that builds; often empty.'],
  TARGETSTAGE: ['Name of the stage that is built, as in `--target`; `default` for the last one.'],
};

const PROXY: Message = ['Proxy of the build. It needs no ARG, and it is not kept in the image.'];

/** Variables that every RUN has when the build is called with them: no ARG is needed. */
export const PREDEFINED_ARGUMENTS: Readonly<Record<string, Message>> = {
  HTTP_PROXY: PROXY,
  HTTPS_PROXY: PROXY,
  FTP_PROXY: PROXY,
  NO_PROXY: ['Hosts that are reached without the proxy. It needs no ARG, and it is not kept in the image.'],
  ALL_PROXY: PROXY,
};

/** ARGs that change how BuildKit builds, whatever the stage. */
export const BUILDKIT_ARGUMENTS: Readonly<Record<string, Message>> = {
  SOURCE_DATE_EPOCH: ['Time stamp, in seconds, of all that the build makes: for reproducible images.'],
  BUILDKIT_SANDBOX_HOSTNAME: ['Host name inside RUN.'],
  BUILDKIT_CONTEXT_KEEP_GIT_DIR: ['Keep `.git` when the build context is a Git repository.'],
  BUILDKIT_INLINE_CACHE: ['Put what is needed to reuse layers into the image.'],
  BUILDKIT_MULTI_PLATFORM: ['Make an index of platforms even for one platform.'],
  BUILDKIT_DOCKERFILE_CHECK: ['Options of the checks, as in the directive `check`.'],
};

/** What is known of a variable by its name alone. */
export function aboutVariable(name: string): Message | undefined {
  const known = { ...PLATFORM_ARGUMENTS, ...BUILDKIT_ARGUMENTS };
  if (Object.hasOwn(known, name)) return known[name];
  const upper = name.toUpperCase();
  return Object.hasOwn(PREDEFINED_ARGUMENTS, upper) ? PREDEFINED_ARGUMENTS[upper] : undefined;
}
