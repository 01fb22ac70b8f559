import { at, items, textAt } from '../../kubernetes/fields.ts';
import { kustomizationsOf } from '../../kubernetes/kustomize/kustomization-names.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import type { Message } from '../../words/message.ts';
import type { ContractContainer } from '../contract.ts';
import { imageBaseName, imageFullName } from '../images/image-name.ts';
import type { LiveContainer } from './live-cluster.ts';

/** Where the cluster has something else than the files say. `unknown`: it is meant to be something else, or may be. */
export interface Difference {
  readonly state: 'broken' | 'unknown';
  readonly message: Message;
}

/** The image that runs instead of the one that is written; tags of images that are built here are set when they are deployed. */
export function imageDifference(
  { facts, program, image }: ContractContainer,
  { image: runs }: LiveContainer,
  workspace: Workspace,
): Difference | undefined {
  const written = facts.image?.value;
  // What is no name of an image is filled in by something else.
  if (written === undefined || written === runs || !/^[a-z0-9][a-z0-9._:/@-]*$/.test(written)) return undefined;
  if (workspace.mayBePatched(facts.object, ['image'])) return undefined;
  const changes = imageChanges(written, workspace);
  const isFree = program !== null || image !== null || changes.length > 0;
  const names = [written, ...changes.flatMap(({ newName }) => newName ?? [])].map(imageBaseName);
  const message: Message = ['the cluster runs `{0}`', runs];
  if (!names.includes(imageBaseName(runs))) return { state: isFree ? 'unknown' : 'broken', message };
  const [mine, theirs] = [versionOf(written), versionOf(runs)];
  if (mine.digest !== undefined && mine.digest === theirs.digest) return undefined;
  if (mine.digest === undefined && (mine.tag === theirs.tag || mine.tag === 'latest')) return undefined;
  // A tag beside a digest says nothing, and a digest alone says no tag.
  if (mine.digest === undefined && theirs.digest !== undefined && !hasTag(runs)) return undefined;
  return { state: isFree ? 'unknown' : 'broken', message };
}

interface ImageChange {
  readonly newName: string | undefined;
}

/** What kustomizations make of an image. */
function imageChanges(image: string, workspace: Workspace): ImageChange[] {
  const name = imageFullName(image);
  return kustomizationsOf(workspace)
    .flatMap(({ manifest }) => items(at(manifest.root, 'images')))
    .filter((item) => textAt(item, 'name') === name)
    .map((item) => ({ newName: textAt(item, 'newName') }));
}

function versionOf(image: string): { readonly tag: string; readonly digest: string | undefined } {
  const [name = '', digest] = image.split('@', 2);
  return { tag: hasTag(name) ? name.slice(name.lastIndexOf(':') + 1) : 'latest', digest };
}

function hasTag(image: string): boolean {
  const [name = ''] = image.split('@', 1);
  return name.lastIndexOf(':') > name.lastIndexOf('/');
}

/** Ports that a container declares here and not there, by number. */
export function lackedPorts(
  { facts }: ContractContainer,
  { ports }: LiveContainer,
  workspace: Workspace,
): readonly number[] {
  if (workspace.mayBePatched(facts.object, ['ports', 'containerPort'])) return [];
  return facts.ports.map(({ number }) => number.value).filter((port) => !ports.includes(port));
}

/** Variables that are written as they are, and are something else there. */
export function otherVariables(
  { facts, environment }: ContractContainer,
  { env }: LiveContainer,
  workspace: Workspace,
): readonly string[] {
  return [...environment.variables.values()]
    .filter(({ name, value, from, isOwn }) => {
      if (!isOwn || from !== 'value' || value === null || isFilledIn(value)) return false;
      if (workspace.mayBePatched(facts.object, [name])) return false;
      const there = env.findLast((one) => one.name === name);
      // The API server leaves an empty value out.
      return there ? there.from !== null || (there.value !== null && there.value !== value) : value !== '';
    })
    .map(({ name }) => name);
}

/** A text that something fills in before it is applied. */
export function isFilledIn(text: string): boolean {
  return /\$\{|\{\{|\$\(|<[A-Z_]+>/.test(text);
}
