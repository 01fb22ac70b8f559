import type { ComposeService } from './compose/compose-service.ts';
import type { GoProject, Program } from '../go/project.ts';
import type { ListFolder } from '../dockerfile/files/file-tree.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { RenderedChart } from '../kubernetes/helm/rendered-chart.ts';
import type { Located } from '../kubernetes/model.ts';
import type { RenderedOverlay } from '../kubernetes/overlaid/rendered-overlay.ts';
import type { Workspace } from '../kubernetes/workspace.ts';
import type { Range } from '../lint/rule.ts';
import type { ContainerEnvironment } from './variables/container-environment.ts';
import type { ContainerFacts, ServiceFacts } from './containers/containers.ts';
import type { EffectiveListener, Given } from './ports/effective-listener.ts';
import type { GoSetup } from './build-files/go-setup.ts';
import type { ImageBuild } from './build-files/image-builds.ts';
import type { BuiltPrograms } from './builds/built-programs.ts';
import type { ImageRun } from './images/image-run.ts';
import type { ScriptAt } from './images/image-scripts.ts';
import type { ConfigurationText } from './configuration/configuration-text.ts';

/**
 * The three languages joined: which image and which container run which program, and where it listens there.
 * Everything is worked out when it is asked for, once for a revision of the project, so that what one file
 * needs does not cost what all need.
 */
export interface Contract {
  readonly go: GoProject;
  readonly workspace: Workspace;
  /** What is on disk; absent: not all of it is known. */
  readonly list?: ListFolder;
  /** The text of a Go file, for repairs that write into it; undefined where nobody has it. */
  readonly sourceOf: (file: string) => string | undefined;
  readonly images: readonly ContractImage[];
  readonly containers: readonly ContractContainer[];
  /** Those that end before the others of their pod start; they are none of `containers`. */
  readonly initContainers: readonly ContractContainer[];
  readonly services: readonly ContractService[];
  /** What compose, skaffold, bake and workflow files say of builds. */
  readonly builds: readonly ImageBuild[];
  /** Steps of workflows that install Go. */
  readonly goSetups: readonly GoSetup[];
  /** Containers that may run one of several programs as far as the files tell: somebody must say which. */
  readonly ambiguous: readonly AmbiguousContainer[];
  /** Those of a manifest file; the others are not looked at. */
  readonly ambiguousIn: (file: string) => readonly AmbiguousContainer[];
  /** Those that run a program. */
  readonly imagesOf: (program: Program) => readonly ContractImage[];
  readonly containersOf: (program: Program) => readonly ContractContainer[];
  /** Those that run in an image, init containers too. */
  readonly containersOfImage: (image: ContractImage) => readonly ContractContainer[];
  /** Those of one workload. */
  readonly containersIn: (object: Located) => readonly ContractContainer[];
  /** What a build makes; null: nobody knows here. */
  readonly imageOf: (build: ImageBuild) => ContractImage | null;
  /** How a compose file runs what the build makes; undefined: it does not, or nobody knows what that runs. */
  readonly composedOf: (build: ImageBuild) => Composed | undefined;
  /** What its charts make by default, joined with the same source and images. */
  readonly charts: readonly ChartContract[];
  /** What its kustomizations with patches make, joined with the same source and images. */
  readonly overlays: readonly OverlayContract[];
  /** Those that a Dockerfile, a manifest or a Go file holds a part of. */
  readonly at: (file: string) => FileParts;
}

/** A chart as the contract sees it: places in its manifests are those of what was rendered. */
export interface ChartContract extends Pick<RenderedChart, 'placeOf' | 'editsOf'> {
  /** With `/` at the end; '' for the workspace itself. */
  readonly folder: string;
  /** The file of values that goes before those of the chart; absent: none does. */
  readonly overrides?: string;
  readonly contract: Contract;
  /** The same with each file of values beside its own. */
  readonly variants: () => readonly ChartContract[];
}

/** A kustomization that changes what others bring. */
export interface OverlayContract {
  /** As people call it; `.` at the root. */
  readonly folder: string;
  /** The files that say what it changes: patches, kustomizations, and files of variables that they take. */
  readonly changing: ReadonlySet<string>;
  /** Undefined: nobody follows here what it does. */
  readonly joined: () => JoinedOverlay | undefined;
}

/** An overlay, and the languages joined with what it makes: places are those of what was rendered. */
export interface JoinedOverlay {
  readonly folder: string;
  readonly overlay: RenderedOverlay;
  readonly contract: Contract;
}

export interface AmbiguousContainer {
  readonly container: ContractContainer;
  readonly programs: readonly Program[];
}

export interface FileParts {
  readonly programs: readonly Program[];
  readonly images: readonly ContractImage[];
  readonly containers: readonly ContractContainer[];
  readonly initContainers: readonly ContractContainer[];
  readonly services: readonly ContractService[];
  /** Builds of images that the file describes. */
  readonly builds: readonly ImageBuild[];
  readonly goSetups: readonly GoSetup[];
  /** All that a manifest file holds; patches are parts of others and count for nothing. */
  readonly objects: readonly Located[];
}

export interface ContractImage {
  readonly file: string;
  readonly dockerfile: Dockerfile;
  readonly run: ImageRun;
  readonly built: BuiltPrograms;
  /** Null where the files do not say, or say two things. */
  readonly program: Program | null;
  /** The scripts of the repository that it may start with. */
  readonly scriptAt: ScriptAt;
  /** By the image alone. */
  readonly given: Given;
  /** With the image's own settings; empty without a program. */
  readonly listeners: readonly EffectiveListener[];
}

export interface ContractContainer {
  readonly facts: ContainerFacts;
  /** What its program does here: by the command that it calls, where the facts are known by commands. */
  readonly program: Program | null;
  /** The same with all of its commands, as it is among the programs of the project. */
  readonly whole: Program | null;
  /** The one Dockerfile here that makes its image; null: none is known to, or several are. */
  readonly image: ContractImage | null;
  /** What the manifest sets. */
  readonly environment: ContainerEnvironment;
  /** The words behind the program's name as overlays change them, one list for each patch that does; null: what one does is not read. */
  readonly overlaidArguments: readonly (readonly string[])[] | null;
  /** The value of a variable, of manifest or image; `undefined` = set nowhere, `null` = set to something that the files do not say. */
  readonly startEnv: (name: string) => string | null | undefined;
  /** The same for its program, behind a script that may change it. */
  readonly env: (name: string) => string | null | undefined;
  /** By image and manifest. */
  readonly given: Given;
  /** What its program's configuration file says, once for each overlay; undefined: nobody sees that here. */
  readonly configuration: readonly ConfigurationText[] | undefined;
  /** With everything that image and manifest set; empty without a program. */
  readonly listeners: readonly EffectiveListener[];
}

export interface ContractService {
  readonly facts: ServiceFacts;
  readonly containers: readonly ContractContainer[];
}

/** A word of its command line. */
export interface ComposedWord {
  readonly value: string;
  /** Absent: it is the image's. With a file: that of a script. */
  readonly at?: Range & { readonly file?: string };
}

/** A service of a compose file with the program that it runs. */
export interface Composed {
  readonly service: ComposeService;
  readonly image: ContractImage;
  /** As of a container. */
  readonly program: Program;
  readonly whole: Program;
  /** The value of a variable; `undefined` = nothing sets it, `null` = the files do not say. */
  readonly env: (name: string) => string | null | undefined;
  readonly given: Given;
  /** The words behind the program's name. */
  readonly args: readonly string[];
  /** The same, with the places of those that the service gives. */
  readonly words: readonly ComposedWord[];
  readonly listeners: readonly EffectiveListener[];
}
