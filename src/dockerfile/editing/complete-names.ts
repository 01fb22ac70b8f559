import type { Completion } from '../../lint/editing.ts';
import type { Range } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import type { Dockerfile, Instruction } from '../model.ts';
import { globalScope } from '../variables/variables.ts';
import { BUILDKIT_ARGUMENTS, PLATFORM_ARGUMENTS } from './builtin-variables.ts';
import type { Surroundings } from './surroundings.ts';

/** Names for ARG: global ARGs that the stage may take over, then what the build sets. */
export function argumentNames(dockerfile: Dockerfile, instruction: Instruction, replace: Range): Completion[] {
  const inStage = dockerfile.stages.some(({ from }) => from.start <= instruction.start);
  const globals = inStage ? [...globalScope(dockerfile).variables.values()].reverse() : [];
  return [
    ...globals.map(({ name, value }): Completion => ({
      ...nameItem(name, replace),
      detail: value === undefined ? 'ARG' : `ARG = ${value}`,
    })),
    ...Object.entries({ ...PLATFORM_ARGUMENTS, ...BUILDKIT_ARGUMENTS }).map(([name, about]) =>
      nameItem(name, replace, about),
    ),
  ];
}

const KNOWN_ENVIRONMENT: Readonly<Record<string, Message>> = {
  PATH: ['Folders of programs; add to it: `PATH=/app/bin:$PATH`.'],
  TZ: ['Time zone; the image needs the time zone data.'],
  LANG: ['Language and encoding: `C.UTF-8`.'],
  CGO_ENABLED: ['`0`: Go links no C library, and the binary is static.'],
  GOFLAGS: ['Flags of every go command: `-trimpath -mod=readonly`.'],
  GOTOOLCHAIN: ['`local`: use the Go of the image, fetch no other.'],
  GOPROXY: ['Where Go fetches modules.'],
  GOMEMLIMIT: ['Memory that the Go runtime tries to stay below: `400MiB`.'],
  NODE_ENV: ['`production`: Node.js frameworks leave out what is for development.'],
  PYTHONUNBUFFERED: ['`1`: Python prints at once, so that logs are complete.'],
  PYTHONDONTWRITEBYTECODE: ['`1`: Python writes no `.pyc` files.'],
  PIP_NO_CACHE_DIR: ['`1`: pip keeps nothing that it fetched.'],
};

/** Names for ENV: those that the Go program reads, then some that many images set. Secrets are not offered: they would stay in the image. */
export function environmentNames({ environment = [] }: Surroundings, replace: Range): Completion[] {
  const read = environment.filter(({ secret }) => !secret);
  const names = new Set(read.map(({ name }) => name));
  return [
    ...read.map(({ name, default: value, where }): Completion => ({
      label: name,
      kind: 'variable',
      detail: where,
      insert: `${name}=\${1:${(value ?? 'value').replace(/[$}\\]/g, '\\$&')}}`,
      snippet: true,
      replace,
    })),
    ...Object.entries(KNOWN_ENVIRONMENT)
      .filter(([name]) => !names.has(name))
      .map(([name, about]): Completion => ({ ...nameItem(name, replace, about), insert: `${name}=` })),
  ];
}

const LABELS: Readonly<Record<string, Message>> = {
  title: ['Name of the image for people.'],
  description: ['What is in the image.'],
  version: ['Version of the packaged software.'],
  revision: ['Commit that the image was built from.'],
  created: ['When the image was built (RFC 3339).'],
  source: ['URL of the source: GitHub links the package to the repository by it.'],
  url: ['URL of more information.'],
  documentation: ['URL of the documentation.'],
  licenses: ['Licences of what is in the image, as an SPDX expression.'],
  authors: ['Whom to ask about the image.'],
  vendor: ['Who distributes the image.'],
  'base.name': ['Reference of the base image.'],
  'base.digest': ['Digest of the base image.'],
  'ref.name': ['Name of the reference.'],
};

/** The keys of the OCI image specification. */
export function labelKeys(replace: Range): Completion[] {
  return Object.entries(LABELS).map(([key, about]) => ({
    label: `org.opencontainers.image.${key}`,
    kind: 'property',
    markdown: [about],
    insert: `org.opencontainers.image.${key}="\${1}"`,
    snippet: true,
    replace,
  }));
}

function nameItem(name: string, replace: Range, about?: Message): Completion {
  return { label: name, kind: 'variable', insert: name, replace, ...(about ? { markdown: [about] } : {}) };
}
