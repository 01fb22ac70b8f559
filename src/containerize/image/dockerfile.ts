import { installLines } from '../../dockerfile/commands/tool-packages.ts';
import type { Program } from '../../go/project.ts';
import { copyWords, shellWord } from './dockerfile-words.ts';
import { stopSignal } from '../workload/ending.ts';
import { generateCommands } from './generate-lines.ts';
import type { GoImage } from './go-image.ts';
import type { ImagePlan } from './image-plan.ts';
import { objectName } from '../names.ts';
import { isInside } from '../paths.ts';
import type { ContainerPort } from '../workload/ports.ts';
import { PROGRAM_ARGUMENT } from './shared-dockerfile.ts';
import type { SourceLayout } from './source-layout.ts';
import type { PlannedFrontEnd } from './front-ends.ts';
import type { Storage } from '../storage/storage.ts';
import { versionArguments, versionFlags } from './version-flags.ts';
import { HOME } from '../storage/writable-folders.ts';

/** Where the build stage has the source. */
export const SOURCE = '/src';

/** The numeric user that distroless calls nonroot; Kubernetes can check a number, not a name. */
export const USER = 65532;

const MODULE_CACHE = '--mount=type=cache,target=/go/pkg/mod';
const NETRC = '--mount=type=secret,id=netrc,target=/root/.netrc';
const BUILD_CACHE = '--mount=type=cache,target=/root/.cache/go-build';

export interface DockerfileInput {
  readonly program: Program;
  readonly layout: SourceLayout;
  readonly goImage: GoImage;
  /** Of the linker, beside the usual ones. */
  readonly linkerFlags: readonly string[];
  readonly image: ImagePlan;
  readonly ports: readonly ContainerPort[];
  readonly storage: Storage;
  /** What the program is run with. */
  readonly args: readonly string[];
  /** Folders for data, as a Dockerfile that was there says. */
  readonly volumes: readonly string[];
  /** What builds the front ends, and where their output goes. */
  readonly frontEnds: readonly PlannedFrontEnd[];
  /** Where the source is published; null where the module's path does not say. */
  readonly sourceUrl: string | null;
  /** Programs that a build argument tells apart, in a fixed order; null: `program` alone. */
  readonly shared: readonly Program[] | null;
  /** As GOPRIVATE has them; null: none. */
  readonly privateModules: string | null;
}

/** The Dockerfile's text. No `# syntax=` line and no heredocs: the frontend built into Docker 20.10 builds it, offline, too. */
export function writeDockerfile(input: DockerfileInput): string {
  const { image } = input;
  const paragraphs = image.strategy === 'single' ? singleStage(input) : stages(input);
  return `${[sharedHead(input), ...paragraphs]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** How each of several programs is built. */
function sharedHead({ shared }: DockerfileInput): string[] {
  if (!shared) return [];
  const lines = shared.map(
    (one) => `#   docker build --build-arg ${PROGRAM_ARGUMENT}=${one.package} -t ${objectName(one.name)} .`,
  );
  return [`# One Dockerfile for ${shared.length} programs:`, ...lines];
}

function singleStage(input: DockerfileInput): string[][] {
  const { goImage, layout, storage, frontEnds } = input;
  return [
    ...frontEnds.flatMap(({ stage }) => stage),
    [`FROM ${goImage.image} AS dev`, ...buildPackages(input), ...workdir(layout)],
    ...dependencies(input, true),
    build(input, binary(input)),
    [...runtimeFiles(storage), ...run(input)],
  ];
}

function stages(input: DockerfileInput): string[][] {
  const { goImage, image, layout, storage, frontEnds } = input;
  const from = `FROM ${image.linking === 'static' ? '--platform=$BUILDPLATFORM ' : ''}${goImage.image}`;
  const name = binary(input).slice(binary(input).lastIndexOf('/') + 1);
  const head =
    image.strategy === 'cached' && !layout.vendor
      ? [
          [
            '# A stage of its own: CI exports and imports this layer where cache mounts do not survive.',
            `${from} AS modules`,
            ...workdir(layout),
          ],
          ...dependencies(input, false),
          ['FROM modules AS build', ...buildPackages(input)],
        ]
      : [[`${from} AS build`, ...buildPackages(input), ...workdir(layout)], ...dependencies(input, true)];
  return [
    ...frontEnds.flatMap(({ stage }) => stage),
    ...head,
    [...build(input, `/out/${name}`), ...makeLinks(storage)],
    ...(image.testStage ? [test(input)] : []),
    [
      `FROM ${image.base}`,
      ...(image.runtime === 'alpine' || image.runtime === 'debian' ? installLines(image.runtime, image.packages) : []),
      ...(image.copyCertificates
        ? ['COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt']
        : []),
      ...(storage.workdir === null ? [] : [`WORKDIR ${storage.workdir}`]),
      ...runtimeFiles(storage),
      ...(storage.links.length > 0 ? [`COPY --from=build ${LINKS}/ ${linksFolder(storage)}/`] : []),
      `COPY --from=build /out/${name} ${binary(input)}`,
      ...run(input),
    ],
  ];
}

const LINKS = '/out/links';

/** What the C libraries of the system are compiled against. */
function buildPackages({ image }: DockerfileInput): string[] {
  return installLines('debian', image.buildPackages);
}

/** Files that are written among those of the image lie in a volume. */
function makeLinks(storage: Storage): string[] {
  const { links } = storage;
  if (links.length === 0) return [];
  const made = links.map(({ at, to }) => ({ to, at: `${LINKS}${at.slice(linksFolder(storage).length)}` }));
  const folders = [...new Set(made.map(({ at }) => at.slice(0, at.lastIndexOf('/'))))];
  return runLine(
    [],
    [],
    [`mkdir -p ${folders.join(' ')}`, ...made.map(({ at, to }) => `ln -s ${to} ${at}`)].join(' && '),
  );
}

/** What the links lie below. */
function linksFolder({ links, workdir }: Storage): string {
  return workdir !== null && links.every(({ at }) => isInside(at, workdir)) ? workdir : '';
}

function runtimeFiles({ copies }: Storage): string[] {
  return copies.map(({ from: source, to, folder, stage }) => {
    const words = copyWords([stage === undefined ? source : `/src/${source}`], folder ? `${to}/` : to);
    return `COPY ${stage === undefined ? '' : `--from=${stage} `}${words}`;
  });
}

/** The layer that changes with go.mod, not with the source. */
function dependencies({ layout, image, privateModules }: DockerfileInput, mounted: boolean): string[][] {
  if (layout.vendor) return [];
  const copies = layout.dependencyFiles.map(({ folder, names }) => {
    const inFolder = folder === '.' ? '' : `${folder}/`;
    const target = folder === layout.moduleDir ? './' : `${SOURCE}/${inFolder}`;
    return `COPY ${copyWords(
      names.map((name) => `${inFolder}${name}`),
      target,
    )}`;
  });
  const reason = image.strategy === 'cached' ? [] : ['# Modules change less often than source: a layer of their own.'];
  return [
    [
      '# Where modules come from, and which are private; unset means the default of Go.',
      'ARG GOPROXY',
      `ARG GOPRIVATE${privateModules === null ? '' : `=${privateModules}`}`,
    ],
    [
      ...reason,
      ...copies,
      ...(privateModules === null
        ? []
        : ['# The login for private modules: docker build --secret id=netrc,src=$HOME/.netrc']),
      ...runLine(
        [...(mounted ? [MODULE_CACHE] : []), ...(privateModules === null ? [] : [NETRC])],
        [],
        'go mod download',
      ),
    ],
  ];
}

function build(input: DockerfileInput, output: string): string[] {
  const { program, layout, image, frontEnds, shared, linkerFlags } = input;
  const cross = isCrossBuild(image);
  const linked = image.linking === 'static-c' ? ' -linkmode=external -extldflags=-static' : '';
  const flags = [
    ...commonFlags(input),
    '-trimpath',
    ...(image.tags.length > 0 ? [`-tags=${image.tags.join(',')}`] : []),
    `-ldflags="${['-s', '-w', ...linkerFlags].join(' ')}${linked}${versionFlags(program)}"`,
  ];
  return [
    `COPY . ${layout.moduleDir === '.' ? '.' : SOURCE}`,
    ...frontEnds.flatMap(({ embedded }) => embedded),
    ...generateCommands(program).flatMap((command) => runLine(mounts(input), [], command)),
    ...(cross ? ['ARG TARGETOS', 'ARG TARGETARCH'] : []),
    ...versionArguments(program).map(({ name, fallback }) => `ARG ${name}=${fallback}`),
    ...(shared ? [`ARG ${PROGRAM_ARGUMENT}=${shared[0]?.package ?? '.'}`] : []),
    ...runLine(
      mounts(input),
      [...(cross ? ['CGO_ENABLED=0', 'GOOS=$TARGETOS', 'GOARCH=$TARGETARCH'] : cgo(image))],
      `go build ${flags.join(' ')} -o ${output} ${shared ? `"$${PROGRAM_ARGUMENT}"` : shellWord(program.package)}`,
    ),
  ];
}

/** Built only when it is asked for: `docker build --target test`. */
function test(input: DockerfileInput): string[] {
  const flags = [...commonFlags(input), './...'];
  return [
    '# docker build --target test',
    'FROM build AS test',
    ...runLine(mounts(input), cgo(input.image), `go test ${flags.join(' ')}`),
  ];
}

function isCrossBuild({ linking, strategy }: ImagePlan): boolean {
  return linking === 'static' && strategy !== 'single';
}

function cgo({ linking }: ImagePlan): string[] {
  return [`CGO_ENABLED=${linking === 'static' ? 0 : 1}`];
}

function mounts({ layout, image }: DockerfileInput): string[] {
  return [...(layout.vendor || image.strategy === 'cached' ? [] : [MODULE_CACHE]), BUILD_CACHE];
}

function commonFlags({ layout }: DockerfileInput): string[] {
  return layout.vendor ? ['-mod=vendor'] : [];
}

function run(input: DockerfileInput): string[] {
  const { program, image, ports, args, volumes, shared } = input;
  // Programs of one image may wait for different signals.
  const signal = shared ? null : stopSignal(program.shutdown);
  return [
    ...labels(input),
    ...(image.userEnvironment ? [`ENV HOME=${HOME} USER=nonroot`] : []),
    ...(volumes.length > 0 ? [`VOLUME [${volumes.map((path) => JSON.stringify(path)).join(', ')}]`] : []),
    `USER ${USER}:${USER}`,
    ...(signal === null ? [] : [`STOPSIGNAL ${signal}`]),
    // Each program has ports and a command of its own, which its manifests say.
    ...(shared ? [] : ports).map(({ number, transport }) => `EXPOSE ${number}${transport === 'UDP' ? '/udp' : ''}`),
    `ENTRYPOINT ["${binary(input)}"]`,
    ...(shared || args.length === 0 ? [] : [`CMD [${args.map((word) => JSON.stringify(word)).join(', ')}]`]),
  ];
}

/** Keys of https://github.com/opencontainers/image-spec/blob/main/annotations.md that the source decides. */
function labels({ program, sourceUrl, image, shared }: DockerfileInput): string[] {
  const version = versionArguments(program).find(({ name }) => name === 'VERSION');
  const revision = versionArguments(program).find(({ name }) => name === 'COMMIT');
  const given = [version, revision].filter((one) => one !== undefined);
  return [
    // Arguments end with their stage; a single stage has them already.
    ...(image.strategy === 'single' ? [] : given.map(({ name, fallback }) => `ARG ${name}=${fallback}`)),
    ...(shared ? [] : [`LABEL org.opencontainers.image.title="${objectName(program.name)}"`]),
    ...(sourceUrl === null ? [] : [`LABEL org.opencontainers.image.source="${sourceUrl}"`]),
    ...(version ? ['LABEL org.opencontainers.image.version="$VERSION"'] : []),
    ...(revision ? ['LABEL org.opencontainers.image.revision="$COMMIT"'] : []),
  ];
}

/** One RUN, a line each for mounts, environment and command. */
function runLine(mounts: readonly string[], environment: readonly string[], command: string): string[] {
  const parts = [...mounts, ...(environment.length > 0 ? [environment.join(' ')] : []), command];
  return parts.map((part, index) => {
    const start = index === 0 ? 'RUN ' : '    ';
    return `${start}${part}${index === parts.length - 1 ? '' : ' \\'}`;
  });
}

/** Among its files, where it looks for them, or puts them, beside itself: a volume over all of that folder would hide it. */
function binary({ program, storage, shared }: DockerfileInput): string {
  const { copies, mounts, workdir: folder } = storage;
  const isAmongFiles =
    (copies.length > 0 && program.runtimeFiles.some(({ beside }) => beside)) ||
    (program.writes.some(({ beside }) => beside) && mounts.every(({ path }) => path !== folder));
  return `${(isAmongFiles ? folder : null) ?? '/usr/local/bin'}/${shared ? 'app' : objectName(program.name)}`;
}

function workdir(layout: SourceLayout): string[] {
  return [
    `WORKDIR ${workFolder(layout)}`,
    ...(layout.workspaceOff ? ['# go.work names folders without a go.mod, or not this module.', 'ENV GOWORK=off'] : []),
  ];
}

function workFolder({ moduleDir }: SourceLayout): string {
  return moduleDir === '.' ? SOURCE : `${SOURCE}/${moduleDir}`;
}
