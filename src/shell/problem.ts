import type { Range } from '../lint/rule.ts';

/** Something that a shell refuses (`fatal`), or reads otherwise than it looks. */
export interface SyntaxProblem extends Range {
  readonly kind: ProblemKind;
  readonly fatal: boolean;
  /** What was being read, outermost first. */
  readonly within: readonly Construct[];
  /** The text at fault. */
  readonly text: string;
  /** What is missing: `fi`, `)`; null where nothing is. */
  readonly missing: string | null;
}

/** Pieces of syntax that hold others, in words that tell which one failed. */
export type Construct =
  | 'if'
  | 'elif'
  | 'then'
  | 'else'
  | 'loop'
  | 'arithmetic loop'
  | 'case'
  | 'case item'
  | 'group'
  | 'subshell'
  | 'function'
  | 'test'
  | 'arithmetic'
  | 'simple command'
  | 'redirection'
  | 'assignment'
  | 'array'
  | 'quotes'
  | 'expansion'
  | 'substitution'
  | 'pattern';

export type ProblemKind =
  /** An operator where a command should begin. */
  | 'unexpected-token'
  /** `fi`, `done`, `)` … that closes nothing. */
  | 'unexpected-closing'
  /** `(` behind a word. */
  | 'unexpected-parenthesis'
  | 'tokens-after-command'
  /** Nothing where a command must be: behind `&&`, `then`, `(` … */
  | 'missing-command'
  /** What opens something lacks what closes or continues it: `missing` says which. */
  | 'not-closed'
  | 'missing-function-body'
  | 'missing-target'
  | 'function-parameters'
  | 'loop-variable-with-dollar'
  | 'bad-loop-variable'
  | 'bad-test'
  /** `&;` */
  | 'ampersand-semicolon'
  /** `then;` */
  | 'semicolon-after-keyword'
  /** `for x in a b do` */
  | 'no-separator-before-keyword'
  /** `[ -f x]` */
  | 'space-before-bracket'
  | 'words-after-test'
  /** `[-f x ]`, `!x`, `{x` */
  | 'missing-space'
  | 'open-quote'
  | 'open-heredoc'
  /** `$((a) | b)`: dash takes it for arithmetic. */
  | 'arithmetic-or-subshell'
  | 'literal-brace'
  | 'quote-across-lines';
