import type { Range } from '../lint/rule.ts';

/** A build of an image that a compose, skaffold, bake or workflow file describes. */
export interface ImageBuild {
  /** Where it is described. */
  readonly file: string;
  /** The names that it gives the image, without tags; with `${…}` only their last part is known. */
  readonly images: readonly string[];
  /** Relative to the workspace; null: the files do not say. */
  readonly dockerfile: BuildPath | null;
  readonly context: BuildPath | null;
  /** The package that ko builds. */
  readonly goPackage: string | null;
  /** Values of build arguments. */
  readonly args: ReadonlyMap<string, string>;
}

/** A path of the workspace, and where it is written. */
export interface BuildPath extends Range {
  readonly path: string;
  /** As it stands there. */
  readonly written: string;
}
