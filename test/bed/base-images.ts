import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { cached } from './cache.ts';
import { dockerApi, dockerStream } from './docker-api.ts';
import type { Engine } from './engine.ts';
import { run } from './process.ts';
import { alpineRoot, debianRoot, distrolessRoot, nodeRoot } from './root-filesystems.ts';

/** Base images under the names that Dockerfiles use. */
export interface BaseImages {
  /** Go's `major.minor`, as in `golang:1.26`. */
  readonly goVersion: string;
  readonly names: readonly string[];
}

/**
 * Sees to it that the engine has the base images. The user's own engine pulls what it lacks; the bed's has no network to
 * count on and gets images made on this machine from Debian's packages and its Go, kept as archives in the cache.
 */
export async function ensureBaseImages(engine: Engine): Promise<BaseImages> {
  const go = await hostGo();
  const recipes = baseImages(go);
  for (const recipe of recipes) {
    if (engine.own) await load(engine, recipe);
    else await pullMissing(engine, recipe);
  }
  return { goVersion: go.minor, names: recipes.flatMap(({ names }) => names) };
}

/** The image that builds front ends, for an engine of the bed's own; only what builds one asks for it. */
export async function ensureNodeImage(engine: Engine): Promise<void> {
  const registry = (await run('npm', ['config', 'get', 'registry'])).trim();
  const recipe: Recipe = {
    names: ['node:24'],
    version: `${process.version}-2`,
    from: 'debian:12-slim',
    root: nodeRoot,
    dockerfile: [
      // Real ones have what native modules and scripts of packages need.
      `RUN ${installed(['ca-certificates', 'g++', 'git', 'make', 'python3'])}`,
      `ENV PATH=${PATH} NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt`,
      // Yarn's own registry is another name of npm's, which is the one that the bed counts on.
      `ENV YARN_REGISTRY=${registry} COREPACK_NPM_REGISTRY=${registry} COREPACK_ENABLE_DOWNLOAD_PROMPT=0`,
      'RUN npm install --global yarn@1.22.22',
      'CMD ["node"]',
    ],
  };
  if (engine.own) await load(engine, recipe);
  else await pullMissing(engine, recipe);
}

interface Recipe {
  readonly names: readonly string[];
  /** Changes when what the recipe makes does. */
  readonly version: string;
  /** An archive of a root file system, or a build on another base image. */
  readonly root?: (folder: string) => Promise<void>;
  /** What `root` is laid over; absent = nothing. */
  readonly from?: string;
  readonly dockerfile: readonly string[];
  /** The build's context. */
  readonly context?: string;
}

interface HostGo {
  readonly version: string;
  readonly minor: string;
  readonly root: string;
}

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const MACHINE = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
const LOADER = process.arch === 'arm64' ? '/lib/ld-linux-aarch64.so.1' : '/lib64/ld-linux-x86-64.so.2';
/** What distroless base has more than static. */
const C_LIBRARIES = [
  ...['libc.so.6', 'libm.so.6', 'libpthread.so.0', 'libdl.so.2', 'librt.so.1', 'libresolv.so.2'],
  ...['libnss_dns.so.2', 'libnss_files.so.2', 'libssl.so.3', 'libcrypto.so.3'],
];
/** The C compiler and what else the real image has for cgo and private modules. */
const INSTALL_C = installed(['ca-certificates', 'gcc', 'g++', 'git', 'libc6-dev', 'make', 'pkg-config']);
const GO = ['COPY . /usr/local/go', `ENV GOPATH=/go GOTOOLCHAIN=local PATH=/go/bin:/usr/local/go/bin:${PATH}`];

function baseImages(go: HostGo): readonly Recipe[] {
  return [
    debian(['debian:12-slim', 'debian:bookworm-slim'], 'bookworm'),
    debian(['debian:13-slim', 'debian:trixie-slim'], 'trixie'),
    {
      names: ['gcr.io/distroless/static-debian13:nonroot', 'gcr.io/distroless/static-debian12:nonroot'],
      version: '4',
      root: distrolessRoot,
      dockerfile: [
        `ENV PATH=${PATH} SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt`,
        'USER 65532',
        'WORKDIR /home/nonroot',
      ],
    },
    {
      names: ['gcr.io/distroless/base-debian13:nonroot'],
      version: '4',
      dockerfile: [
        'FROM debian:13-slim AS debian',
        'FROM gcr.io/distroless/static-debian13:nonroot',
        ...C_LIBRARIES.map(
          (name) => `COPY --from=debian /usr/lib/${MACHINE}-linux-gnu/${name} /usr/lib/${MACHINE}-linux-gnu/`,
        ),
        `COPY --from=debian ${LOADER} ${LOADER}`,
      ],
    },
    alpine('3.22'),
    alpine('3.23'),
    {
      names: [
        `golang:${go.minor}`,
        `golang:${go.minor}-bookworm`,
        `golang:${go.version}`,
        `golang:${go.version}-bookworm`,
      ],
      version: `${go.version}-4`,
      dockerfile: ['FROM debian:12-slim', `RUN ${INSTALL_C}`, ...GO, 'WORKDIR /go', 'CMD ["bash"]'],
      context: go.root,
    },
    {
      names: [`golang:${go.minor}-alpine`, `golang:${go.version}-alpine`, `golang:${go.minor}-alpine3.23`],
      version: `${go.version}-4`,
      dockerfile: ['FROM alpine:3.23', ...GO, 'WORKDIR /go', 'CMD ["/bin/sh"]'],
      context: go.root,
    },
  ];
}

function installed(packages: readonly string[]): string {
  return [
    'apt-get update',
    `apt-get install -y --no-install-recommends ${packages.join(' ')}`,
    'rm -rf /var/lib/apt/lists/*',
  ].join(' && ');
}

function debian(names: readonly string[], release: string): Recipe {
  const root = (folder: string): Promise<void> => debianRoot(folder, release);
  return { names, version: '4', root, dockerfile: [`ENV PATH=${PATH}`, 'CMD ["bash"]'] };
}

function alpine(version: string): Recipe {
  const root = (folder: string): Promise<void> => alpineRoot(folder, `${version}.0`);
  return { names: [`alpine:${version}`], version: '4', root, dockerfile: [`ENV PATH=${PATH}`, 'CMD ["/bin/sh"]'] };
}

/** What an older recipe left in the engine under the same names is replaced: images are compared by what they hold. */
async function load(engine: Engine, recipe: Recipe): Promise<void> {
  const { names, version } = recipe;
  const [name = ''] = names;
  const key = `images/${name.replaceAll(/[/:]/g, '_')}-${version}-${process.arch}`;
  const folder = await cached(key, async (into) => {
    await make(engine, recipe);
    const query = names.map((one) => `names=${encodeURIComponent(one)}`).join('&');
    const saved = await dockerStream(engine.dockerHost, `/images/get?${query}`);
    await pipeline(saved, createWriteStream(`${into}/image.tar`));
    await writeFile(`${into}/id`, (await imageId(engine, name)) ?? '');
  });
  const id = await readFile(`${folder}/id`, 'utf8');
  const present = await Promise.all(names.map((one) => imageId(engine, one)));
  if (present.every((one) => one === id)) return;
  const body = createReadStream(`${folder}/image.tar`);
  await dockerApi(engine.dockerHost, '/images/load?quiet=1', { method: 'POST', body });
}

/** Builds with the engine's classic builder, which needs no client beside it. */
async function make(engine: Engine, { names, root, from = 'scratch', dockerfile, context }: Recipe): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gantry-image-'));
  try {
    if (root) {
      await mkdir(`${folder}/root`);
      await root(`${folder}/root`);
      await tar(`${folder}/root`, `${folder}/root.tar`);
      await rm(`${folder}/root`, { recursive: true });
    }
    const lines = root ? [`FROM ${from}`, 'ADD root.tar /', ...dockerfile] : dockerfile;
    // Its name must not meet one in the Go root, which is the context.
    await writeFile(`${folder}/Dockerfile.gantry-bed`, lines.join('\n'));
    const inputs = root ? ['root.tar'] : [];
    const build = new URLSearchParams({
      dockerfile: 'Dockerfile.gantry-bed',
      networkmode: 'host',
      rm: '1',
      forcerm: '1',
    });
    for (const name of names) build.append('t', name);
    await tar(folder, `${folder}/context.tar`, ['Dockerfile.gantry-bed', ...inputs], context);
    const body = createReadStream(`${folder}/context.tar`);
    await dockerApi(engine.dockerHost, `/build?${build.toString()}`, { method: 'POST', body });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function tar(folder: string, file: string, names: readonly string[] = ['.'], context?: string): Promise<void> {
  // Go's own tests are a third of it, and no build reads them.
  const more = context === undefined ? [] : ['--exclude=./test', '--exclude=./pkg/obj', '--directory', context, '.'];
  await run('tar', ['--create', '--file', file, '--numeric-owner', '--directory', folder, ...names, ...more]);
}

async function imageId(engine: Engine, name: string): Promise<string | undefined> {
  return dockerApi(engine.dockerHost, `/images/${name}/json`).then(
    (text) => (JSON.parse(text) as { Id: string }).Id,
    () => undefined,
  );
}

/** Only under its first name: the others are the same image, and the download is the user's. */
async function pullMissing(engine: Engine, { names: [name = ''] }: Recipe): Promise<void> {
  if (await imageId(engine, name)) return;
  const colon = name.lastIndexOf(':');
  const query = new URLSearchParams({ fromImage: name.slice(0, colon), tag: name.slice(colon + 1) });
  await dockerApi(engine.dockerHost, `/images/create?${query.toString()}`, { method: 'POST' });
}

/** The Go of this machine: what an image named after it must hold. */
async function hostGo(): Promise<HostGo> {
  const [version = '', root = ''] = (await run('go', ['env', 'GOVERSION', 'GOROOT'])).split('\n');
  const [, full = '', minor] = /^go((\d+\.\d+)[.\w]*)/.exec(version) ?? [];
  if (minor === undefined) throw new Error(`\`go env GOVERSION\` says ${version}, which is no version`);
  return { version: full, minor, root };
}
