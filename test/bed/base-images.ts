import { chmod, copyFile, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cached } from './cache.ts';
import type { Engine } from './engine.ts';
import { temporaryFolder } from './instance.ts';
import { ensureDebianPackages } from './packages.ts';
import { run } from './process.ts';

/** Names of the base images, which cannot be pulled everywhere: made from Debian's packages and the Go on this machine. */
export interface BaseImages {
  /** Go's `major.minor`, as in `golang:1.26`. */
  readonly goVersion: string;
  readonly names: readonly string[];
}

const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

/** Puts the base images into the engine: from the cache where they were made before. */
export async function ensureBaseImages(engine: Engine): Promise<BaseImages> {
  const goVersion = await hostGoVersion();
  const recipes: readonly Recipe[] = [
    { names: ['debian:12-slim'], make: makeDebian },
    {
      names: [`golang:${goVersion}`, `golang:${goVersion}-bookworm`],
      make: (e, names) => makeGolang(e, names, 'debian:12-slim'),
    },
    {
      names: ['gcr.io/distroless/static-debian13:nonroot', 'gcr.io/distroless/static-debian12:nonroot'],
      make: makeDistroless,
    },
    { names: ['alpine:3.23', 'alpine:3.22'], make: makeAlpine },
    { names: [`golang:${goVersion}-alpine`], make: (e, names) => makeGolang(e, names, 'alpine:3.23') },
  ];
  for (const { names, make } of recipes) {
    const missing = [];
    for (const name of names) if (!(await present(engine, name))) missing.push(name);
    if (missing.length === 0) continue;
    // The Go image is as large as it is quick to make: no archive of it is kept.
    if (names[0]?.startsWith('golang')) await make(engine, names);
    else await load(engine, names, make);
  }
  return { goVersion, names: recipes.flatMap(({ names }) => names) };
}

interface Recipe {
  readonly names: readonly string[];
  readonly make: (engine: Engine, names: readonly string[]) => Promise<void>;
}

/** Docker's command line against the bed's engine. */
export function docker(engine: Engine, args: readonly string[], input?: string): Promise<string> {
  const env = { ...process.env, DOCKER_HOST: engine.dockerHost, DOCKER_BUILDKIT: '0' };
  return run('docker', args, { env, ...(input === undefined ? {} : { input }) });
}

async function present(engine: Engine, name: string): Promise<boolean> {
  return (await docker(engine, ['images', '--quiet', name])).trim() !== '';
}

async function load(engine: Engine, names: readonly string[], make: Recipe['make']): Promise<void> {
  const key = `images/${(names[0] ?? '').replaceAll(/[/:]/g, '_')}-1.tar`;
  let fresh = false;
  const archive = await cached(key, async (into) => {
    fresh = true;
    await make(engine, names);
    await docker(engine, ['save', '--output', into, ...names]);
  });
  if (!fresh) await docker(engine, ['load', '--input', archive]);
}

/** `major.minor` of the Go that builds the bed. */
export async function hostGoVersion(): Promise<string> {
  const [, version] = /go(\d+\.\d+)/.exec(await run('go', ['env', 'GOVERSION'])) ?? [];
  if (version === undefined) throw new Error('the go command does not say its version');
  return version;
}

async function makeDebian(engine: Engine, [name = '']: readonly string[]): Promise<void> {
  await ensureDebianPackages(['debootstrap', 'ca-certificates']);
  const folder = await temporaryFolder('debian');
  const root = path.join(folder.path, 'root');
  const include = '--include=ca-certificates,gcc,libc6-dev,git,make';
  await run('debootstrap', ['--variant=minbase', include, 'bookworm', root, await debianMirror()]);
  await copyFile(CERTIFICATES, path.join(root, CERTIFICATES));
  await rm(path.join(root, 'var/cache/apt/archives'), { recursive: true, force: true });
  await importFolder(engine, root, name, [
    'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    'CMD ["bash"]',
  ]);
  await folder.dispose();
}

/** The mirror that apt itself uses for the release. */
async function debianMirror(): Promise<string> {
  const text = await run('sh', [
    '-c',
    'cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2>/dev/null || true',
  ]);
  const [, mirror] = /^\s*(?:URIs:|deb)\s+(?:\[[^\]]*\]\s*)?(https?:\/\/\S*\/debian\/?)(?:\s|$)/m.exec(text) ?? [];
  return mirror ?? 'http://deb.debian.org/debian';
}

async function makeGolang(engine: Engine, names: readonly string[], base: string): Promise<void> {
  const goRoot = (await run('go', ['env', 'GOROOT'])).trim();
  const lines = [
    `FROM ${base}`,
    'COPY . /usr/local/go',
    'ENV GOPATH=/go GOTOOLCHAIN=local PATH=/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    'WORKDIR /go',
  ];
  const folder = await temporaryFolder('golang');
  const dockerfile = path.join(folder.path, 'Dockerfile');
  await writeFile(dockerfile, `${lines.join('\n')}\n`);
  await docker(engine, ['build', '--quiet', ...names.flatMap((name) => ['--tag', name]), '--file', dockerfile, goRoot]);
  await folder.dispose();
}

/** As the real one: certificates, time zones, /etc/passwd with nonroot, no shell. */
async function makeDistroless(engine: Engine, names: readonly string[]): Promise<void> {
  await ensureDebianPackages(['ca-certificates', 'tzdata']);
  const folder = await temporaryFolder('distroless');
  const root = path.join(folder.path, 'root');
  for (const name of ['etc/ssl/certs', 'usr/share', 'tmp', 'home/nonroot', 'root']) {
    await mkdir(path.join(root, name), { recursive: true });
  }
  await copyFile(CERTIFICATES, path.join(root, CERTIFICATES));
  await run('cp', ['--recursive', '/usr/share/zoneinfo', path.join(root, 'usr/share/')]);
  await writeFile(
    path.join(root, 'etc/passwd'),
    'root:x:0:0:root:/root:/sbin/nologin\nnobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n',
  );
  await writeFile(
    path.join(root, 'etc/group'),
    'root:x:0:\nnobody:x:65534:\ntty:x:5:\nstaff:x:50:\nnonroot:x:65532:\n',
  );
  await writeFile(
    path.join(root, 'etc/os-release'),
    'PRETTY_NAME="Distroless"\nNAME="Debian GNU/Linux"\nID="debian"\n',
  );
  await chmod(path.join(root, 'tmp'), 0o1777);
  const settings = [
    'USER 65532',
    'WORKDIR /home/nonroot',
    'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt',
  ];
  await importFolder(engine, root, names[0] ?? '', settings);
  for (const name of names.slice(1)) await docker(engine, ['tag', names[0] ?? '', name]);
  await folder.dispose();
}

/** Really musl, so that a binary linked against glibc fails in it as it would in life; `apk` does nothing. */
async function makeAlpine(engine: Engine, names: readonly string[]): Promise<void> {
  await ensureDebianPackages(['musl', 'busybox-static', 'ca-certificates']);
  const folder = await temporaryFolder('alpine');
  const root = path.join(folder.path, 'root');
  for (const name of [
    'bin',
    'sbin',
    'lib',
    'usr/bin',
    'usr/sbin',
    'etc/ssl/certs',
    'tmp',
    'root',
    'home',
    'var',
    'proc',
    'sys',
    'dev',
  ]) {
    await mkdir(path.join(root, name), { recursive: true });
  }
  await copyFile('/bin/busybox', path.join(root, 'bin/busybox'));
  for (const applet of (await run('/bin/busybox', ['--list'])).split('\n').filter(Boolean)) {
    if (applet !== 'busybox') await symlink('/bin/busybox', path.join(root, 'bin', applet));
  }
  const musl =
    (await run('dpkg', ['-L', 'musl']))
      .split('\n')
      .find((file) => /\/libc\.so$|ld-musl-[^/]+\.so\.1$/.test(file) && !file.includes('/usr/share')) ?? '';
  const loader = `lib/ld-musl-${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}.so.1`;
  await copyFile(musl, path.join(root, loader));
  await chmod(path.join(root, loader), 0o755);
  await writeFile(path.join(root, 'sbin/apk'), '#!/bin/sh\nexit 0\n');
  await chmod(path.join(root, 'sbin/apk'), 0o755);
  await chmod(path.join(root, 'tmp'), 0o1777);
  await copyFile(CERTIFICATES, path.join(root, CERTIFICATES));
  await writeFile(
    path.join(root, 'etc/passwd'),
    'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n',
  );
  await writeFile(path.join(root, 'etc/group'), 'root:x:0:\nnobody:x:65534:\n');
  await writeFile(path.join(root, 'etc/alpine-release'), '3.23.0\n');
  await importFolder(engine, root, names[0] ?? '', [
    'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    'CMD ["/bin/sh"]',
  ]);
  for (const name of names.slice(1)) await docker(engine, ['tag', names[0] ?? '', name]);
  await folder.dispose();
}

async function importFolder(engine: Engine, root: string, name: string, changes: readonly string[]): Promise<void> {
  const archive = `${root}.tar`;
  await run('tar', ['--directory', root, '--create', '--file', archive, '.']);
  await docker(engine, ['import', ...changes.flatMap((change) => ['--change', change]), archive, name]);
  await rm(archive);
}

/** The Go module proxy of this machine, as builds inside containers need it. */
export async function goProxy(): Promise<string> {
  return (await run('go', ['env', 'GOPROXY'])).trim();
}

/** The certificate bundle of this machine, which images made here carry. */
export function certificates(): Promise<string> {
  return readFile(CERTIFICATES, 'utf8');
}
