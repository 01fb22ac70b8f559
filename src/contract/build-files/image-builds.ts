import type { ComposeService } from '../compose/compose-service.ts';
import type { Range } from '../../lint/rule.ts';

/** A build of an image that a compose, skaffold, bake or workflow file describes. */
export interface ImageBuild {
  /** Where it is described. */
  readonly file: string;
  /** The names that it gives the image, without what a variable decides. */
  readonly images: readonly string[];
  /** Null: the build needs none, or the file does not say which. */
  readonly dockerfile: BuildPath | null;
  /** The folder that is sent to the build, or one that a step or a deployment takes without building; null: no folder of the workspace that the file names. */
  readonly context: BuildPath | null;
  /** The folder of the package that ko builds. */
  readonly goPackage: string | null;
  /** The stage that it stops at, and where that is written; absent: the last, or the file does not say. */
  readonly target?: NamedPlace;
  /** `linux/amd64`, … that it is made for, and where that is written; absent: whatever the machine is, or nobody knows. */
  readonly platforms?: Range & { readonly names: readonly string[] };
  /** Its path may be there for whoever runs it alone: only a slip is wrong. */
  readonly isPersonal?: true;
  /** What a step before it finds decides whether it is built at all: what it names need not be there. */
  readonly mayBeLeftOut?: true;
  /** How a compose file runs it; absent: it does not. */
  readonly service?: ComposeService;
  /** The image that the service runs without building it; absent: it does not. */
  readonly runs?: string;
  /** What it builds on, or is built with, in a bake file; absent: it is none of one. */
  readonly baked?: BakedTarget;
  /** Values of build arguments. */
  readonly args: ReadonlyMap<string, string>;
  /** The arguments that it gives, and where their names are written; absent: nobody looked for them. */
  readonly argNames?: readonly GivenArgument[];
}

export interface BakedTarget {
  readonly name: string;
  /** Names of targets that its file does not have. */
  readonly absent: readonly NamedPlace[];
}

/** A build argument where its name is written, and its value; absent: a variable, or it stands there otherwise. */
export interface GivenArgument extends NamedPlace {
  readonly value?: NamedPlace;
}

/** A name, and where it is written. */
export interface NamedPlace extends Range {
  readonly name: string;
}

/** A path of the workspace, and where it is written. */
export interface BuildPath extends Range {
  readonly path: string;
  /** As it stands there; null: it is what a build takes where nothing is said, and the place is that of the build. */
  readonly written: string | null;
}
