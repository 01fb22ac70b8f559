import type { Range } from '../../lint/rule.ts';

/** A step of a workflow that installs Go of a version that stands there, and what runs with it. */
export interface GoSetup {
  readonly file: string;
  /** As the action gets it: what stands there without quotes may be a number to YAML, which drops the last zero. */
  readonly version: string;
  /** The version as written, without quotes. */
  readonly at: Range & { readonly written: string; readonly quoted: boolean };
  /** From the key to the end of the value; null where the version stands elsewhere, in a variable or a matrix. */
  readonly entry: Range | null;
  /** Whether Go downloads what go.mod asks for; null: something that is not read here decides it. */
  readonly toolchain: 'local' | 'auto' | null;
  /** Where the steps behind it call Go on what lies there; `''` is the root of the workspace. */
  readonly folders: readonly string[];
}
