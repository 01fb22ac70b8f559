import type { Range, Report } from '../lint/rule.ts';

/** A YAML or JSON file as understood: the Kubernetes objects in it, with places. */
export interface ManifestFile {
  /** Relative to the workspace, with `/`. */
  readonly file: string;
  readonly text: string;
  /** Faults of the YAML itself. */
  readonly syntax: readonly Report[];
  readonly comments: readonly Comment[];
  /** True: a Helm template, which is YAML only after rendering; nothing is said about it. */
  readonly helmTemplate: boolean;
  /** Objects in order; those of a List one by one. */
  readonly manifests: readonly Manifest[];
}

export interface Comment extends Range {
  /** Without `#` and the blanks around. */
  readonly text: string;
}

export interface Manifest extends Range {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** As written; '' where there is none. */
  readonly namespace: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly root: MapField;
  /** True: its YAML is broken so that parts may be lost or stand elsewhere; what is absent may be there. */
  readonly broken?: boolean;
}

/** An object and the file it stands in. */
export interface Located {
  readonly file: ManifestFile;
  readonly manifest: Manifest;
}

/** A node of YAML: plain data with character offsets. */
export type Field = MapField | ListField | ScalarField;

export interface MapField extends Range {
  readonly kind: 'map';
  readonly entries: readonly Entry[];
  /** `{ … }` */
  readonly flow: boolean;
}

export interface ListField extends Range {
  readonly kind: 'list';
  readonly items: readonly Field[];
  /** `[ … ]` */
  readonly flow: boolean;
}

export interface ScalarField extends Range {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
}

export interface Entry {
  readonly key: string;
  readonly keyRange: Range;
  readonly value: Field;
  /** True: it came in by a merge key, so it stands elsewhere. */
  readonly merged: boolean;
}
