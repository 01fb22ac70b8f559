import type { ListFolder } from '../dockerfile/files/file-tree.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { GoProject } from '../go/project.ts';
import type { Workspace } from '../kubernetes/workspace.ts';
import type { ChartContract, OverlayContract } from './contract.ts';
import type { ManifestFacts } from './containers/manifest-facts.ts';
import type { ChosenMatch } from './matching/chosen-match.ts';
import type { Matchers } from './matching/kept-matches.ts';
import type { GoSetup } from './build-files/go-setup.ts';
import type { ImageBuild } from './build-files/image-builds.ts';

/** What a workspace holds of the three languages. */
export interface ContractInputs {
  readonly go: GoProject;
  /** By file, relative to the workspace. */
  readonly dockerfiles: ReadonlyMap<string, Dockerfile>;
  readonly workspace: Workspace;
  /** Facts of manifests, kept from revision to revision. */
  readonly manifests: ManifestFacts;
  /** Which programs containers run, kept in the same way; absent: for this time only. */
  readonly matchers?: Matchers;
  /** What is on disk; absent: not all of it is known. */
  readonly list?: ListFolder;
  /** What compose, skaffold, bake and workflow files say of builds. */
  readonly builds?: readonly ImageBuild[];
  /** Steps of workflows that install Go. */
  readonly goSetups?: readonly GoSetup[];
  /** Which program a container runs as people decided. */
  readonly chosen?: readonly ChosenMatch[];
  /** The texts of Go files, as the facts were read from them; absent: nobody has them. */
  readonly sourceOf?: (file: string) => string | undefined;
  /** The names that kustomizations give images instead of their own; absent: the workspace says them all. */
  readonly renamed?: () => ReadonlyMap<string, readonly string[]>;
  /** What charts make; absent: there are none, or it is a chart itself. */
  readonly charts?: () => readonly ChartContract[];
  /** What overlays make; absent: there are none, or it is one itself. */
  readonly overlays?: () => readonly OverlayContract[];
}
