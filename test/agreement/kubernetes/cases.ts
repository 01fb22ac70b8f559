/** A manifest, or several files of a workspace with the one that is asked about and the Kubernetes they are for (`1.34`). */
export type Case =
  | string
  | {
      readonly files: Readonly<Record<string, string>>;
      /** The file whose findings count; absent: of all. */
      readonly file?: string;
      readonly version?: string;
    };

/** Manifests by what a peer's rule means, labelled by its documentation and not by what any linter says. */
export interface Cases {
  /** The rule, by its own meaning, has something to say about each of these. */
  readonly speaks: readonly Case[];
  /** Near misses: the rule must be silent. */
  readonly silent: readonly Case[];
  /** Where the peer is wrong and we answer otherwise on purpose; `speaks` is our answer. */
  readonly differs?: readonly { readonly text: Case; readonly speaks: boolean; readonly because: string }[];
}

/** By alias: `kube-linter:latest-tag`. */
export type Agreement = Readonly<Record<string, Cases>>;

/** What a peer's rule says of a manifest for one Kubernetes. */
export function on(version: string, text: string): Case {
  return { files: { 'a.yaml': text }, version };
}

/** A Pod with this spec, written as one writes it at the left margin. */
export function pod(spec: string, metadata = 'name: app'): string {
  return `apiVersion: v1\nkind: Pod\nmetadata:\n${indent(metadata, 2)}spec:\n${indent(spec, 2)}`;
}

/** A Deployment whose pods have this spec. */
export function deployment(spec: string): string {
  return workload('apps/v1', 'Deployment', spec);
}

/** A workload with `spec.template`; the selector is that of the pods. */
export function workload(apiVersion: string, kind: string, spec: string, metadata = 'labels: { app: web }'): string {
  const selector = kind === 'Job' ? '' : `  selector:\n    ${selectorOf(kind)}\n`;
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: web\nspec:\n${selector}${template(spec, metadata, 2)}`;
}

export function cronJob(spec: string): string {
  return `apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: tick\nspec:\n  schedule: "0 3 * * *"\n  jobTemplate:\n    spec:\n${template(spec, 'labels: { app: web }', 6)}`;
}

/** A container of the list at the left margin: `- name: app` and what else it has. */
export function container(fields = '', name = 'app'): string {
  return `containers:\n  - name: ${name}\n    image: registry.example.com/${name}:1.4.2\n${indent(fields, 4)}`;
}

function selectorOf(kind: string): string {
  return kind === 'ReplicationController' ? 'app: web' : 'matchLabels: { app: web }';
}

function template(spec: string, metadata: string, by: number): string {
  return indent(`template:\n  metadata:\n${indent(metadata, 4)}  spec:\n${indent(spec, 4)}`, by);
}

function indent(text: string, by: number): string {
  if (text.trim() === '') return '';
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(by)).replace(/\n?$/, '\n');
}
