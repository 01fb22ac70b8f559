import { at, textAt } from '../fields.ts';
import type { Field } from '../model.ts';
import type { ManifestSubject } from '../subject.ts';
import type { ContainerView } from './workloads.ts';

/** The image that a container names. */
export interface ContainerImage {
  readonly field: Field;
  readonly text: string;
  /** Null where none is named: then `latest` is meant. */
  readonly tag: string | null;
  readonly digest: string | null;
  /** `docker.io` where none is named. */
  readonly registry: string;
}

/** Undefined where none is named, or where another tool puts it in: `$(TAG)`, `${TAG}`, `ko://…`. */
export function imageOf({ field: container }: ContainerView): ContainerImage | undefined {
  const field = at(container, 'image');
  const text = textAt(field);
  if (!field || !text || /[${}<>\s]|^ko:\/\//.test(text)) return undefined;
  return readImage(text, field);
}

function readImage(text: string, field: Field): ContainerImage {
  const [named = '', digest = null] = text.split('@', 2);
  const last = named.slice(named.lastIndexOf('/') + 1);
  const colon = last.indexOf(':');
  const slash = named.indexOf('/');
  const host = named.slice(0, Math.max(slash, 0));
  return {
    field,
    text,
    tag: colon < 0 ? null : last.slice(colon + 1),
    digest,
    registry: /[.:]|^localhost$/.test(host) ? host.replace(/^index\.docker\.io$/, 'docker.io') : 'docker.io',
  };
}

/** Whether the same words may mean another image tomorrow. */
export function isMovable({ tag, digest }: ContainerImage): boolean {
  return digest === null && (tag === null || tag === '' || tag === 'latest');
}

/** The same where a build of a kustomization may have said which one is meant. */
export function isMovableInBuilds(image: ContainerImage, { workspace, file }: ManifestSubject): boolean {
  return (
    isMovable(image) &&
    workspace.imagesFrom(file.file, image.text).every((made) => isMovable(readImage(made, image.field)))
  );
}

/** What kube-score takes for the tag: whatever is behind the last colon. */
export function tagByLastColon({ text }: ContainerImage): string {
  return text.includes(':') ? text.slice(text.lastIndexOf(':') + 1) : '';
}
