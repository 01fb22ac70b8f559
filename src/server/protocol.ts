/** The requests between the extension and the language server, beside the protocol's own. Types and names only: no code. */
import type { ImageSettings } from '../config/image-settings.ts';
import type { MatchSetting } from '../config/matches-setting.ts';
import type { ContextChange } from '../containerize/context/context-change.ts';
import type { Choices, Plan } from '../containerize/plan-types.ts';
import type { Range } from 'vscode-languageserver/node';
import type { ContractGraph } from '../contract/graph/types.ts';
import type { LiveCluster, LiveTarget } from '../contract/live/live-cluster.ts';
import type { GoProject } from '../go/project.ts';
import type { Severity } from '../lint/rule.ts';
import type { Translations } from '../words/message.ts';

/** Sent as `initializationOptions`. */
export interface ServerOptions {
  /** Absolute folder of the bundles, where wasm files, schemas and rule pages lie. */
  readonly distDir: string;
  /** Translations of all messages for VS Code's display language; empty for English. */
  readonly translations: Translations;
  /** False in Restricted Mode: nothing outside the editor's own files is run. */
  readonly trusted: boolean;
}

/**
 * What is given in Dockerfiles beside findings, fixes and code lenses; another extension may give each of it already.
 * `shell`: completion and hover of the commands inside RUN, which others leave alone.
 */
export type DockerfileFeature =
  | 'completion'
  | 'hover'
  | 'shell'
  | 'outline'
  | 'folding'
  | 'selection'
  | 'formatting'
  | 'definition'
  | 'references'
  | 'highlights'
  | 'rename'
  | 'links'
  | 'inlayHints';

/**
 * The same for manifests. `completion`: fields, kinds and versions, by the schema; `values`: names that live elsewhere;
 * `hover`: the schema's text; `facts`: what is known beyond it.
 */
export type KubernetesFeature =
  | 'completion'
  | 'values'
  | 'hover'
  | 'facts'
  | 'outline'
  | 'folding'
  | 'selection'
  | 'definition'
  | 'references'
  | 'highlights'
  | 'rename'
  | 'links'
  | 'inlayHints';

/** Sent by the editor as `features` of the settings: what other extensions and settings leave to the server. */
export interface FeatureSettings {
  readonly dockerfile: Readonly<Record<DockerfileFeature, boolean>>;
  readonly kubernetes: Readonly<Record<KubernetesFeature, boolean>>;
}

/** Tells what is known of the cluster that the user has connected to; null: of none. */
export const clusterNotification = 'gantry/cluster';
export interface ClusterParams {
  readonly facts: { readonly version: string; readonly definitions: readonly string[] } | null;
}

/**
 * Asked by the server, once it has been told of a cluster: what that has of some objects. It is asked when somebody looks at
 * the graph or a variable, never by itself; null: the user is not connected any more. `live`: null: the cluster does not answer.
 */
export const readLiveRequest = 'gantry/readLive';
export interface ReadLiveParams {
  readonly targets: readonly LiveTarget[];
}
export type ReadLiveResult = { readonly context: string; readonly live: LiveCluster | null } | null;

/** Reads the Go project in a folder (an uri of scheme `file`). Cancellable. */
export const analyzeRequest = 'gantry/analyze';
export interface AnalyzeParams {
  readonly folder: string;
}
export type AnalyzeResult = GoProject;

/** Plans the files that containerize the Go project in a folder; writes nothing. Cancellable. */
export const planRequest = 'gantry/plan';
export interface PlanParams {
  readonly folder: string;
  readonly choices: Choices;
}
export type PlanResult = Plan;

/** What the `.gantry.yaml` of a folder, or above it, says of base images. */
export const imagesRequest = 'gantry/images';
export interface ImagesParams {
  readonly folder: string;
}
export type ImagesResult = ImageSettings;

/** Measures what a build of a folder sends, as it is and with another .dockerignore. Cancellable. */
export const contextRequest = 'gantry/context';
export interface ContextParams {
  readonly folder: string;
  /** The text of that .dockerignore. */
  readonly ignore: string;
}
export type ContextResult = ContextChange;

/** All findings of a workspace folder (an uri of scheme `file`), as a report that later ones are held against. */
export const baselineRequest = 'gantry/baseline';
export interface BaselineParams {
  readonly folder: string;
}
export interface BaselineResult {
  /** JSON, as `gantry lint --format json` prints it. */
  readonly text: string;
  readonly findings: number;
}

/** How programs, images and manifests of a workspace folder (an uri of scheme `file`) are joined. */
export const graphRequest = 'gantry/graph';
export interface GraphParams {
  readonly folder: string;
  /** As the graph names it (`program:./cmd/api`), its package or its name; absent: the only one, else nothing is drawn. */
  readonly program?: string;
  /** The cluster is asked again, however lately it was. */
  readonly afresh?: boolean;
}
export interface GraphResult {
  readonly programs: readonly GraphProgram[];
  /** The id of the one that the graph is of; null: of none, or there are several to choose from. */
  readonly program: string | null;
  /** What is joined with the program; of a folder without programs everything. */
  readonly graph: ContractGraph;
  /** Containers that may run one of several programs, and nobody has said which. */
  readonly questions: readonly MatchQuestion[];
  /** Containers that run none of the programs as far as the files tell, so that nobody is asked about them. */
  readonly unmatched: readonly UnmatchedContainer[];
  /** The context of the cluster that the graph shows live objects of; null: of none. `answers`: false where it was asked in vain. */
  readonly cluster: { readonly context: string; readonly answers: boolean } | null;
}
export interface GraphProgram {
  readonly id: string;
  readonly name: string;
  /** Folder of its main package, relative to the workspace folder: `cmd/api`. */
  readonly folder: string;
  /** Folder of its module, in the same way. */
  readonly module: string;
}
export interface MatchQuestion {
  /** As `.gantry.yaml` names it in `matches`: `Deployment/shop/app`. */
  readonly container: string;
  /** Folders of the programs that it may run. */
  readonly programs: readonly string[];
}

export interface UnmatchedContainer extends Pick<MatchQuestion, 'container'> {
  readonly image: string;
}

/** What the user has said of containers; sent by the editor as `matches` of the settings. */
export type RememberedMatches = readonly MatchSetting[];

/** Says that the graph may be another one now. */
export const contractChangedNotification = 'gantry/contractChanged';

/** Lints what Helm made of a chart, whose folder is an uri of scheme `file`. */
export const lintChartRequest = 'gantry/lintChart';
export interface LintChartParams {
  readonly chart: string;
  /** The output of `helm template`. */
  readonly rendered: string;
}
export interface LintChartResult {
  readonly files: readonly ChartFile[];
}
/** A template, or the values, with what is found there. Lines and columns are 0-based. */
export interface ChartFile {
  readonly uri: string;
  readonly findings: readonly {
    readonly range: Range;
    readonly message: string;
    readonly severity: Severity;
    readonly rule: string;
    /** The uri of the rule's page. */
    readonly page?: string;
  }[];
}

/**
 * Arguments of the commands in code lenses:
 * where the lens stands, so that the command knows what to build or deploy.
 */
export interface LensTarget {
  /** The document the lens is in. */
  readonly uri: string;
  readonly kind: 'dockerfile' | 'go-main' | 'workload' | 'object' | 'kustomization';
  /** `Deployment/shop-api`, of a workload or object. */
  readonly name?: string;
  /** Of an object, where it says one. */
  readonly namespace?: string;
}

/** A place that the code lenses of Go source lead to. */
export interface ShownPlace {
  readonly uri: string;
  readonly range: Range;
}

/** Rewrites the whole document so that every safe fix is applied (to a fixed point). */
export const fixAllKind = 'source.fixAll.gantry';
