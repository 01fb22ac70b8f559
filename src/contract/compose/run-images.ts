import type { GoModule } from '../../go/project.ts';
import type { ImageBuild } from '../build-files/image-builds.ts';
import { variantOf } from '../builds/made-image.ts';
import type { ContractImage } from '../contract.ts';
import { isForeign } from '../images/foreign-image.ts';
import { comparableName, imageBaseName, imageFullName } from '../images/image-name.ts';
import { moduleOf } from '../matching/module-of.ts';

/** What is known of the images that this workspace makes. */
export interface OwnImages {
  readonly modules: readonly GoModule[];
  /** Those of Dockerfiles that a comparable name may be that of. */
  readonly named: (name: string) => readonly ContractImage[];
  /** The builds of such a name. */
  readonly builds: (name: string) => readonly ImageBuild[];
  readonly imageOf: (build: ImageBuild) => ContractImage | null;
}

/**
 * The image of this workspace that a compose file runs by its name alone: the one that a build gives that name, or else the
 * one of the plain Dockerfile that is called so. Null: it is another one, or one that was released as it was then.
 */
export function runByName(name: string, own: OwnImages): ContractImage | null {
  const key = comparableName(imageBaseName(name));
  const builds = own.builds(key);
  const exact = builds.filter(({ images }) => images.some((image) => imageFullName(image) === imageFullName(name)));
  if (exact.length > 0) return isNow(name, exact) ? alike(exact.map(own.imageOf)) : null;
  const open = builds.filter(({ images }) => images.some((image) => mayBe(imageFullName(image), imageFullName(name))));
  const made = open.length > 0 ? alike(open.map(own.imageOf)) : alike(plain(own.named(key)));
  return made && isNow(name, open) && isOfProgram(name, made, own.modules) ? made : null;
}

/** Tags that stand for what the sources make now. */
const CURRENT = /^(?:latest|main|master|trunk|develop|dev|development|devel|local|edge|nightly|snapshot|test|testing)$/;

/** Whether a tag is that of the sources as they are: none, one that moves with them, one from outside, or what a build here writes. */
function isNow(name: string, builds: readonly ImageBuild[]): boolean {
  const tag = tagOf(name);
  if (name.includes('@')) return false;
  return tag === '' || tag.includes('$') || CURRENT.test(tag) || builds.some(({ images }) => images.includes(name));
}

function tagOf(name: string): string {
  return /:([^/:]*)$/.exec(name)?.[1] ?? '';
}

/** `$/shop` is whatever somebody's variable makes of it: one part of the path, or the registry before it. */
function mayBe(written: string, name: string): boolean {
  if (!written.includes('$')) return false;
  const parts = written.split('/').map((part) => part.replace(/[.*+?^{}()|[\]\\]/g, '\\$&').replaceAll('$', '[^/]+'));
  return new RegExp(`^${parts.join('/')}$`).test(name);
}

function plain(images: readonly ContractImage[]): readonly ContractImage[] {
  return images.length < 2 ? images : images.filter(({ file }) => variantOf(file) === null);
}

/** One of several that start the same program in the same way. */
function alike(images: readonly (ContractImage | null)[]): ContractImage | null {
  const [first = null] = images;
  if (!first || images.some((image) => image === null || startOf(image) !== startOf(first))) return null;
  return first;
}

function startOf({ program, run, built }: ContractImage): string {
  const { binary, entrypoint, env } = run;
  const words = (entrypoint ?? []).map(({ value }) => value);
  return JSON.stringify([
    program?.moduleDir,
    program?.package,
    binary?.value,
    words,
    [...env],
    [...built.binaries.keys()],
  ]);
}

function isOfProgram(name: string, { program }: ContractImage, modules: readonly GoModule[]): boolean {
  const module = program ? moduleOf(modules, program) : undefined;
  return module !== undefined && !isForeign(name, module);
}
