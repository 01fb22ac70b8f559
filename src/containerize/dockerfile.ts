import type { Program } from '../go/project.ts';
import { copyWords, shellWord } from './dockerfile-words.ts';
import type { GoImage } from './go-image.ts';
import type { ImagePlan } from './image-plan.ts';
import { objectName } from './names.ts';
import type { ContainerPort } from './ports.ts';
import type { SourceLayout } from './source-layout.ts';
import type { Storage } from './storage.ts';

/** Where the build stage has the source. */
export const SOURCE = '/src';

/** The numeric user that distroless calls nonroot; Kubernetes can check a number, not a name. */
export const USER = 65532;

const MODULE_CACHE = '--mount=type=cache,target=/go/pkg/mod';
const BUILD_CACHE = '--mount=type=cache,target=/root/.cache/go-build';

export interface DockerfileInput {
  readonly program: Program;
  readonly layout: SourceLayout;
  readonly goImage: GoImage;
  readonly image: ImagePlan;
  readonly ports: readonly ContainerPort[];
  readonly storage: Storage;
}

/** The Dockerfile's text. No `# syntax=` line and no heredocs: the frontend built into Docker 20.10 builds it, offline, too. */
export function writeDockerfile(input: DockerfileInput): string {
  const { image } = input;
  const paragraphs = image.strategy === 'single' ? singleStage(input) : stages(input);
  return `${paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function singleStage(input: DockerfileInput): string[][] {
  const { goImage, layout } = input;
  return [
    [`FROM ${goImage.image} AS dev`, `WORKDIR ${workFolder(layout)}`],
    ...dependencies(input, true),
    build(input, binary(input)),
    [...run(input)],
  ];
}

function stages(input: DockerfileInput): string[][] {
  const { goImage, image, layout, storage } = input;
  const from = `FROM ${image.linking === 'static' ? '--platform=$BUILDPLATFORM ' : ''}${goImage.image}`;
  const workdir = `WORKDIR ${workFolder(layout)}`;
  const name = binary(input).slice(binary(input).lastIndexOf('/') + 1);
  const head =
    image.strategy === 'cached' && !layout.vendor
      ? [
          [
            '# A stage of its own: CI exports and imports this layer where cache mounts do not survive.',
            `${from} AS modules`,
            workdir,
          ],
          ...dependencies(input, false),
          ['FROM modules AS build'],
        ]
      : [[`${from} AS build`, workdir], ...dependencies(input, true)];
  return [
    ...head,
    build(input, `/out/${name}`),
    [
      `FROM ${image.base}`,
      ...(image.copyCertificates
        ? ['COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt']
        : []),
      ...(storage.workdir === null ? [] : [`WORKDIR ${storage.workdir}`]),
      ...storage.copies.map(({ from: source, to, folder }) => `COPY ${copyWords([source], folder ? `${to}/` : to)}`),
      `COPY --from=build /out/${name} ${binary(input)}`,
      ...run(input),
    ],
  ];
}

/** The layer that changes with go.mod, not with the source. */
function dependencies({ layout, image }: DockerfileInput, mounted: boolean): string[][] {
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
    ['# Where modules come from; unset means the default of Go.', 'ARG GOPROXY'],
    [...reason, ...copies, ...runLine(mounted ? [MODULE_CACHE] : [], [], 'go mod download')],
  ];
}

function build({ program, layout, image }: DockerfileInput, output: string): string[] {
  const cross = image.linking === 'static' && image.strategy !== 'single';
  const mounts = [...(layout.vendor || image.strategy === 'cached' ? [] : [MODULE_CACHE]), BUILD_CACHE];
  const environment = [
    `CGO_ENABLED=${image.linking === 'static' ? 0 : 1}`,
    ...(cross ? ['GOOS=$TARGETOS', 'GOARCH=$TARGETARCH'] : []),
  ];
  const flags = [
    ...(layout.vendor ? ['-mod=vendor'] : []),
    '-trimpath',
    ...(image.tags.length > 0 ? [`-tags=${image.tags.join(',')}`] : []),
    `-ldflags="-s -w${image.linking === 'static-c' ? ' -linkmode=external -extldflags=-static' : ''}"`,
  ];
  return [
    `COPY . ${layout.moduleDir === '.' ? '.' : SOURCE}`,
    ...(cross ? ['ARG TARGETOS', 'ARG TARGETARCH'] : []),
    ...runLine(mounts, environment, `go build ${flags.join(' ')} -o ${output} ${shellWord(program.package)}`),
  ];
}

function run(input: DockerfileInput): string[] {
  return [
    `USER ${USER}:${USER}`,
    ...input.ports.map(({ number, transport }) => `EXPOSE ${number}${transport === 'UDP' ? '/udp' : ''}`),
    `ENTRYPOINT ["${binary(input)}"]`,
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

function binary({ program }: DockerfileInput): string {
  return `/usr/local/bin/${objectName(program.name)}`;
}

function workFolder({ moduleDir }: SourceLayout): string {
  return moduleDir === '.' ? SOURCE : `${SOURCE}/${moduleDir}`;
}
