/** The requests between the extension and the language server, beside the protocol's own. Types and names only: no code. */
import type { Choices, Plan } from '../containerize/plan-types.ts';
import type { GoProject } from '../go/project.ts';
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

/**
 * Arguments of the commands `gantry.build`, `gantry.push`, `gantry.deploy` in code lenses:
 * where the lens stands, so that the command knows what to build or deploy.
 */
export interface LensTarget {
  /** The document the lens is in. */
  readonly uri: string;
  readonly kind: 'dockerfile' | 'go-main' | 'workload';
  /** Name of the workload, `Deployment/shop-api`, where kind is `workload`. */
  readonly name?: string;
}

/** Rewrites the whole document so that every safe fix is applied (to a fixed point). */
export const fixAllKind = 'source.fixAll.gantry';
