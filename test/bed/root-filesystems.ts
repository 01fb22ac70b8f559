import { existsSync } from 'node:fs';
import { chmod, chown, copyFile, cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { debianMirror, ensureDebianPackages, unpackDebianPackages } from './packages.ts';
import { run } from './process.ts';

const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

/** Fills `root` with a small Debian of this release, such as bookworm. */
export async function debianRoot(root: string, release: string): Promise<void> {
  await ensureDebianPackages(['debootstrap', 'ca-certificates']);
  const mirror = await debianMirror();
  const args = ['--variant=minbase', '--include=ca-certificates', release, root];
  await run('debootstrap', mirror === undefined ? args : [...args, mirror]);
  // The machine's own certificates: behind a company's proxy a build needs that proxy's.
  await copyFile(CERTIFICATES, path.join(root, CERTIFICATES));
  const slimmed = [
    'usr/share/doc',
    'usr/share/man',
    'usr/share/locale',
    'var/cache/apt',
    'var/lib/apt/lists',
    'var/log',
  ];
  for (const folder of slimmed) await rm(path.join(root, folder), { recursive: true, force: true });
  await makeFolders(root, ['var/lib/apt/lists/partial', 'var/cache/apt/archives/partial', 'var/log']);
}

/** What the image of Node has more than Debian: this machine's Node, npm and, where there is one, corepack. */
export async function nodeRoot(root: string): Promise<void> {
  // …/node_modules/npm/bin/npm-cli.js
  const npm = await realpath((await run('which', ['npm'])).trim());
  const modules = path.resolve(npm, '../../..');
  await makeFolders(root, ['usr/local/bin', 'usr/local/lib/node_modules']);
  await copyFile(process.execPath, path.join(root, 'usr/local/bin/node'));
  for (const [name, commands] of Object.entries({ npm: ['npm', 'npx'], corepack: ['corepack'] })) {
    if (!existsSync(path.join(modules, name))) continue;
    await cp(path.join(modules, name), path.join(root, 'usr/local/lib/node_modules', name), {
      recursive: true,
      verbatimSymlinks: true,
    });
    for (const command of commands) {
      const script = `../lib/node_modules/${name}/${name === 'npm' ? `bin/${command}-cli.js` : `dist/${command}.js`}`;
      await symlink(script, path.join(root, 'usr/local/bin', command));
    }
  }
}

/** As distroless static: certificates, time zones and the users root, nobody and nonroot; no shell, no libc. */
export async function distrolessRoot(root: string): Promise<void> {
  await ensureDebianPackages(['ca-certificates']);
  await makeFolders(root, ['etc/ssl/certs', 'usr/share', 'home/nonroot', 'root', 'var/run', 'proc', 'sys', 'dev']);
  await copyFile(CERTIFICATES, path.join(root, CERTIFICATES));
  await withUnpacked(['tzdata'], (files) =>
    cp(path.join(files, 'usr/share/zoneinfo'), path.join(root, 'usr/share/zoneinfo'), {
      recursive: true,
      verbatimSymlinks: true,
    }),
  );
  await writeFiles(root, {
    'etc/passwd': [
      'root:x:0:0:root:/root:/sbin/nologin',
      'nobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin',
      'nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin',
    ],
    'etc/group': ['root:x:0:', 'nobody:x:65534:', 'tty:x:5:', 'staff:x:50:', 'nonroot:x:65532:'],
    'etc/nsswitch.conf': ['hosts: files dns'],
    'etc/os-release': ['PRETTY_NAME="Distroless"', 'NAME="Debian GNU/Linux"', 'ID="debian"', 'VERSION_ID="13"'],
  });
  await chown(path.join(root, 'home/nonroot'), 65532, 65532);
}

/**
 * As Alpine: really musl, so that a program linked against glibc fails in it as it would in life, and busybox. apk says
 * yes to everything and installs nothing.
 */
export async function alpineRoot(root: string, version: string): Promise<void> {
  await ensureDebianPackages(['ca-certificates']);
  const machine = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
  await makeFolders(root, ['bin', 'sbin', 'lib', 'usr/bin', 'usr/sbin', 'usr/lib', 'usr/local/bin', 'etc/ssl/certs']);
  await makeFolders(root, ['root', 'home', 'var/log', 'proc', 'sys', 'dev', 'run', 'etc/apk']);
  await withUnpacked(['musl', 'busybox-static'], async (files) => {
    await copyFile(`${files}/lib/${machine}-linux-musl/libc.so`, `${root}/lib/ld-musl-${machine}.so.1`).catch(() =>
      copyFile(`${files}/usr/lib/${machine}-linux-musl/libc.so`, `${root}/lib/ld-musl-${machine}.so.1`),
    );
    await symlink(`/lib/ld-musl-${machine}.so.1`, `${root}/lib/libc.musl-${machine}.so.1`);
    await copyFile(`${files}/bin/busybox`, `${root}/bin/busybox`).catch(() =>
      copyFile(`${files}/usr/bin/busybox`, `${root}/bin/busybox`),
    );
  });
  await chmod(`${root}/lib/ld-musl-${machine}.so.1`, 0o755);
  const applets = (await run(`${root}/bin/busybox`, ['--list']))
    .split('\n')
    .filter((name) => name && name !== 'busybox');
  const others = applets.filter((name) => !name.startsWith('dpkg'));
  await Promise.all(others.map((name) => symlink('/bin/busybox', `${root}/bin/${name}`)));
  await copyFile(CERTIFICATES, path.join(root, CERTIFICATES));
  await symlink('certs/ca-certificates.crt', `${root}/etc/ssl/cert.pem`);
  await writeFiles(root, {
    'etc/alpine-release': [version],
    'etc/os-release': [
      'NAME="Alpine Linux"',
      'ID=alpine',
      `VERSION_ID=${version}`,
      `PRETTY_NAME="Alpine Linux v${version}"`,
    ],
    'etc/passwd': ['root:x:0:0:root:/root:/bin/sh', 'nobody:x:65534:65534:nobody:/:/sbin/nologin'],
    'etc/group': ['root:x:0:root', 'nobody:x:65534:'],
    'etc/shadow': ['root:*::0:::::', 'nobody:!::0:::::'],
    'sbin/apk': ['#!/bin/sh', 'exit 0'],
    'usr/sbin/adduser': addUser,
    'usr/sbin/addgroup': addGroup,
  });
  for (const program of ['sbin/apk', 'usr/sbin/adduser', 'usr/sbin/addgroup'])
    await chmod(path.join(root, program), 0o755);
}

/** Debian's busybox lacks these two, which nearly every Dockerfile on Alpine calls. The name is the last word (or two). */
const addUser = [
  '#!/bin/sh',
  'uid=1000 group= home=',
  'while [ $# -gt 1 ]; do',
  '  case "$1" in -u) uid=$2; shift ;; -G) group=$2; shift ;; -h) home=$2; shift ;; -s|-g) shift ;; -*) ;; *) break ;; esac',
  '  shift',
  'done',
  '[ -n "$group" ] || { group=$1; addgroup -g "$uid" "$1"; }',
  'gid=$(sed -n "s/^$group:x:\\([0-9]*\\):.*/\\1/p" /etc/group)',
  'echo "$1:x:$uid:${gid:-$uid}::${home:-/home/$1}:/sbin/nologin" >> /etc/passwd',
];
const addGroup = [
  '#!/bin/sh',
  'gid=1000',
  'while [ $# -gt 1 ]; do case "$1" in -g) gid=$2; shift ;; esac; shift; done',
  'grep -q "^$1:" /etc/group || echo "$1:x:$gid:" >> /etc/group',
];

async function withUnpacked(names: readonly string[], use: (files: string) => Promise<void>): Promise<void> {
  const files = await mkdtemp(path.join(tmpdir(), 'gantry-files-'));
  try {
    await unpackDebianPackages(names, files);
    await use(files);
  } finally {
    await rm(files, { recursive: true, force: true });
  }
}

async function makeFolders(root: string, names: readonly string[]): Promise<void> {
  for (const name of names) await mkdir(path.join(root, name), { recursive: true });
  await mkdir(path.join(root, 'tmp'), { recursive: true });
  await chmod(path.join(root, 'tmp'), 0o1777);
}

async function writeFiles(root: string, files: Readonly<Record<string, readonly string[]>>): Promise<void> {
  for (const [name, lines] of Object.entries(files)) await writeFile(path.join(root, name), `${lines.join('\n')}\n`);
}
