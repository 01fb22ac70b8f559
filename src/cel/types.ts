/** A place in an expression; `end` is exclusive. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** What an expression says of some values; `error`: it cannot say anything of these, and why. */
export type Answer = { readonly value: unknown } | { readonly error: string };

/** A CEL expression that has been read. */
export interface Expression {
  /** Values of its variables as JSON has them. Never throws, and takes bounded time and memory. */
  readonly evaluate: (values: Readonly<Record<string, unknown>>) => Answer;
}

export interface ExpressionFault extends Span {
  /** True: it is no expression at all; else a name or a type in it means nothing here. */
  readonly isSyntax: boolean;
  /** A sentence of the library, in English. */
  readonly message: string;
}

/** Reads an expression in which only these variables have a meaning. */
export type CompileExpression = (
  text: string,
  variables: readonly string[],
) => { readonly expression: Expression } | { readonly fault: ExpressionFault };

/** What reads expressions and patterns that users wrote. */
export interface ExpressionEngine {
  readonly compile: CompileExpression;
  /** Whether a pattern of RE2 is somewhere in a text; in time proportional to it. Throws for what is no pattern. */
  readonly matches: (text: string, pattern: string) => boolean;
}
