/** What a value may be, as the API server reads it. */
export type Schema = StructureSchema | MapSchema | ListSchema | TextSchema | NumberSchema | SimpleSchema;

interface Common {
  /** False: null is refused. The API server's own kinds take it everywhere, as if nothing were written. */
  readonly nullable: boolean;
  /** Prose for the hover. */
  readonly description?: string;
  /** A value that is there unless something is written. */
  readonly hasDefault?: boolean;
}

export interface StructureSchema extends Common {
  readonly kind: 'structure';
  /** Made on first use: schemas are large, and refer to themselves. */
  readonly properties: ReadonlyMap<string, Schema>;
  readonly required: readonly string[];
  /** True: other properties are welcome, and kept. */
  readonly open: boolean;
}

export interface MapSchema extends Common {
  readonly kind: 'map';
  readonly values: Schema;
}

export interface ListSchema extends Common {
  readonly kind: 'list';
  readonly items: Schema;
  readonly fewest?: number;
  readonly most?: number;
}

export interface TextSchema extends Common {
  readonly kind: 'text';
  readonly values?: readonly string[];
  /** Some of the values may be missing in `values`: a newer release may know more. */
  readonly pattern?: RegExp;
  readonly shortest?: number;
  readonly longest?: number;
}

export interface NumberSchema extends Common {
  readonly kind: 'int32' | 'int64' | 'number';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly values?: readonly number[];
}

export interface SimpleSchema extends Common {
  readonly kind: 'boolean' | 'int-or-text' | 'quantity' | 'time' | 'base64' | 'any';
}

/** Where a schema comes from: the API server's own; a definition that ships, of a version that nobody knows; a CRD at hand. */
export type Origin = 'core' | 'shipped' | 'crd';

export interface KindSchema {
  readonly schema: Schema;
  readonly origin: Origin;
}
