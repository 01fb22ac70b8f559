import type { Message } from '../../words/message.ts';

/** A base image that is worth offering, with tags that were current when the table of release lines was last looked through. */
export interface KnownImage {
  readonly name: string;
  readonly about: Message;
  readonly tags: readonly string[];
}

export const KNOWN_IMAGES: readonly KnownImage[] = [
  {
    name: 'golang',
    about: ['The Go toolchain on Debian, or on Alpine (without a C compiler): for build stages.'],
    tags: ['1.27', '1.27-alpine', '1.27-trixie', '1.27-bookworm', '1.26', '1.26-alpine'],
  },
  {
    name: 'gcr.io/distroless/static-debian13',
    about: ['CA certificates, time zones and a user; no C library, no shell: for static Go binaries.'],
    tags: ['nonroot', 'debug-nonroot'],
  },
  {
    name: 'gcr.io/distroless/base-debian13',
    about: ['The above with glibc and OpenSSL: for binaries that need cgo.'],
    tags: ['nonroot', 'debug-nonroot'],
  },
  {
    name: 'gcr.io/distroless/cc-debian13',
    about: ['The above with libgcc and libstdc++: for C++ and Rust.'],
    tags: ['nonroot', 'debug-nonroot'],
  },
  {
    name: 'alpine',
    about: ['Small, with a shell and a package manager; its C library is musl.'],
    tags: ['3.24', '3.23'],
  },
  { name: 'debian', about: ['Debian.'], tags: ['trixie-slim', 'trixie', 'bookworm-slim', 'bookworm'] },
  { name: 'ubuntu', about: ['Ubuntu.'], tags: ['26.04', '24.04', '22.04'] },
  { name: 'busybox', about: ['A shell and small tools in one binary.'], tags: ['1.37-musl', '1.37-glibc', '1.37'] },
  { name: 'node', about: ['Node.js, npm and yarn.'], tags: ['24-slim', '24-alpine', '24', '22-slim', '22-alpine'] },
  { name: 'python', about: ['Python and pip.'], tags: ['3.14-slim', '3.14-alpine', '3.14', '3.13-slim', '3.12-slim'] },
  { name: 'rust', about: ['The Rust toolchain.'], tags: ['1-slim', '1-alpine', '1'] },
  {
    name: 'eclipse-temurin',
    about: ['OpenJDK of the Adoptium project.'],
    tags: ['25-jre', '25-jdk', '21-jre', '21-jdk'],
  },
  { name: 'php', about: ['PHP.'], tags: ['8.4-fpm', '8.4-fpm-alpine', '8.4-cli'] },
  { name: 'ruby', about: ['Ruby.'], tags: ['3.4-slim', '3.4-alpine', '3.4'] },
  { name: 'nginx', about: ['The web server nginx.'], tags: ['stable', 'stable-alpine', 'stable-alpine-slim'] },
  {
    name: 'nginxinc/nginx-unprivileged',
    about: ['nginx as a non-root user, on port 8080.'],
    tags: ['stable-alpine', 'stable'],
  },
  { name: 'postgres', about: ['The database PostgreSQL.'], tags: ['18', '18-alpine', '17', '17-alpine'] },
  { name: 'redis', about: ['The key-value store Redis.'], tags: ['8', '8-alpine'] },
  { name: 'cgr.dev/chainguard/static', about: ['Like distroless static, rebuilt daily.'], tags: [] },
  {
    name: 'mcr.microsoft.com/dotnet/sdk',
    about: ['The .NET toolchain: for build stages.'],
    tags: ['10.0', '10.0-alpine', '8.0'],
  },
  {
    name: 'mcr.microsoft.com/dotnet/aspnet',
    about: ['What ASP.NET programs need to run.'],
    tags: ['10.0', '10.0-alpine', '10.0-noble-chiseled', '8.0'],
  },
];

export function knownImage(name: string): KnownImage | undefined {
  return KNOWN_IMAGES.find((one) => one.name === name);
}
