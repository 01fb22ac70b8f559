/**
 * The schemas as they ship: one JSON text for all Kubernetes versions, made by scripts/generate-kubernetes-schemas.ts.
 *
 * A reference says what a value is: `s` text, `e7` one of `values[7]`, `i` int32, `l` int64, `n` number, `b` boolean,
 * `x` int or text, `q` quantity, `t` time, `y` base64, `a` anything, `#7` `types[7]`, `[…` list, `{…` map.
 * Behind it `@29-34` may say in which minor versions it is so; both ends can be open.
 */
export interface PackedSchemas {
  readonly oldest: number;
  readonly newest: number;
  /** What the API server itself serves, by `apiVersion/kind`. */
  readonly core: Readonly<Record<string, string>>;
  /** Custom resources and the files of tools, whose version nobody knows. */
  readonly custom: Readonly<Record<string, string>>;
  readonly types: readonly PackedType[];
  readonly values: readonly (readonly string[])[];
}

export interface PackedType {
  /** References by property; several where it changed over time. */
  readonly p?: Readonly<Record<string, string | readonly string[]>>;
  /** Required properties. */
  readonly r?: readonly string[];
  /** Any other property is welcome, too. */
  readonly o?: 1;
}

/** Prose on types: by their place, and there by property; '' is the type itself. A file of its own, since only editors want it. */
export type PackedDescriptions = Readonly<Record<number, Readonly<Record<string, string>>>>;
