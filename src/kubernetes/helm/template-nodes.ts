import type { Range } from '../../lint/rule.ts';

/** What a Go template consists of, https://pkg.go.dev/text/template. Ranges are those of the template's text. */
export type Node = TextNode | OutputNode | BranchNode | CallNode;

/** Text between actions, without what the actions around it trim away. */
export interface TextNode extends Range {
  readonly kind: 'text';
  readonly text: string;
}

/** `{{ pipeline }}`; one that only sets a variable prints nothing. */
export interface OutputNode extends Range {
  readonly kind: 'output';
  readonly pipeline: Pipeline;
}

export interface BranchNode extends Range {
  readonly kind: 'if' | 'with' | 'range';
  readonly pipeline: Pipeline;
  readonly body: Block;
  readonly otherwise: Block;
}

/** `{{ template "name" pipeline }}` */
export interface CallNode extends Range {
  readonly kind: 'template';
  readonly name: string;
  readonly pipeline: Pipeline | null;
}

export interface Block extends Range {
  readonly nodes: readonly Node[];
}

export interface Template {
  readonly block: Block;
  /** By the name of each `define`. */
  readonly defined: ReadonlyMap<string, Block>;
}

export interface Pipeline {
  readonly variables: readonly string[];
  /** `:=` makes the variables, `=` changes one that is there. */
  readonly declares: boolean;
  readonly commands: readonly Command[];
}

/** A function with its arguments, or one value. */
export type Command = readonly Operand[];

export type Operand =
  | { readonly kind: 'dot' | 'nil' }
  | { readonly kind: 'variable' | 'function'; readonly name: string }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number; readonly isFloat: boolean }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'pipeline'; readonly pipeline: Pipeline }
  | { readonly kind: 'field'; readonly of: Operand; readonly name: string };

/** What cannot be decided from the files alone, or is not understood: nothing is said of what it would have made. */
export class Undecided extends Error {}
