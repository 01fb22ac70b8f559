import type { Range } from '../lint/rule.ts';
import type { SyntaxProblem } from './problem.ts';
import type { SourceText, Word } from './source-text.ts';

/** A shell script as understood. Every node has offsets into the file that the script stands in. */
export interface Script extends Range {
  readonly kind: 'script';
  readonly source: SourceText;
  readonly body: List;
  /** In order; also those inside substitutions. */
  readonly comments: readonly ShellComment[];
  /** What a shell refuses or reads otherwise than meant, in the order it was met. */
  readonly problems: readonly SyntaxProblem[];
}

export interface ShellComment extends Range {
  /** Without `#` and the blanks around. */
  readonly text: string;
  /** True: no code stands before it on its line. */
  readonly alone: boolean;
}

/** Commands one after the other. */
export interface List extends Range {
  readonly kind: 'list';
  readonly items: readonly ListItem[];
}

export interface ListItem {
  readonly statement: Statement;
  /** What ends it; null at the end of the list. */
  readonly terminator: '\n' | ';' | '&' | null;
}

export type Statement = AndOr | Pipeline | CommandNode;

/** `a && b || c`, all of one precedence, left to right: there is one operator less than statements. */
export interface AndOr extends Range {
  readonly kind: 'and-or';
  readonly statements: readonly (Pipeline | CommandNode)[];
  readonly operators: readonly Operator<'&&' | '||'>[];
}

/** `a | b`, or one command behind `!` or `time`. */
export interface Pipeline extends Range {
  readonly kind: 'pipeline';
  /** The `!`, if there is one. */
  readonly negation: Range | null;
  readonly commands: readonly CommandNode[];
  readonly operators: readonly Operator<'|' | '|&'>[];
}

export interface Operator<Text extends string = string> extends Range {
  readonly text: Text;
}

export type CommandNode =
  | SimpleCommand
  | Group
  | Subshell
  | If
  | Loop
  | For
  | ArithmeticFor
  | Case
  | TestCommand
  | ArithmeticCommand
  | FunctionDefinition;

/** What every command has. */
interface Redirected extends Range {
  readonly redirections: readonly Redirection[];
}

/** Assignments, a name and arguments; at least one of assignments, words and redirections is there. */
export interface SimpleCommand extends Redirected {
  readonly kind: 'simple';
  readonly assignments: readonly Assignment[];
  readonly words: readonly WordNode[];
}

/** `{ …; }` */
export interface Group extends Redirected {
  readonly kind: 'group';
  readonly body: List;
}

/** `( … )` */
export interface Subshell extends Redirected {
  readonly kind: 'subshell';
  readonly body: List;
}

export interface If extends Redirected {
  readonly kind: 'if';
  /** `if` and every `elif`. */
  readonly branches: readonly { readonly condition: List; readonly body: List }[];
  readonly otherwise: List | null;
}

export interface Loop extends Redirected {
  readonly kind: 'loop';
  readonly keyword: 'while' | 'until';
  readonly condition: List;
  readonly body: List;
}

export interface For extends Redirected {
  readonly kind: 'for';
  readonly keyword: 'for' | 'select';
  /** The loop variable. */
  readonly variable: WordNode;
  /** Null without `in`: the positional parameters. */
  readonly words: readonly WordNode[] | null;
  readonly body: List;
}

/** `for (( a; b; c ))` */
export interface ArithmeticFor extends Redirected {
  readonly kind: 'arithmetic-for';
  readonly expression: ArithmeticText;
  readonly body: List;
}

export interface Case extends Redirected {
  readonly kind: 'case';
  readonly word: WordNode;
  readonly clauses: readonly CaseClause[];
}

export interface CaseClause extends Range {
  readonly kind: 'case-clause';
  readonly patterns: readonly WordNode[];
  readonly body: List;
  readonly terminator: ';;' | ';&' | ';;&' | null;
}

/** `[[ … ]]`; `[ … ]` is a simple command. */
export interface TestCommand extends Redirected {
  readonly kind: 'test-command';
  /** Null for an empty test. */
  readonly expression: TestExpression | null;
}

export type TestExpression = TestUnary | TestBinary | TestNot | TestJunction | TestGroup | WordNode;

/** `-f x` */
export interface TestUnary extends Range {
  readonly kind: 'test-unary';
  readonly operator: Operator;
  readonly operand: WordNode;
}

/** `a = b`, `a =~ b`, `a -lt b` */
export interface TestBinary extends Range {
  readonly kind: 'test-binary';
  readonly operator: Operator;
  readonly left: WordNode;
  readonly right: WordNode;
}

export interface TestNot extends Range {
  readonly kind: 'test-not';
  readonly operand: TestExpression;
}

export interface TestJunction extends Range {
  readonly kind: 'test-junction';
  readonly operator: Operator<'&&' | '||'>;
  readonly left: TestExpression;
  readonly right: TestExpression;
}

export interface TestGroup extends Range {
  readonly kind: 'test-group';
  readonly operand: TestExpression;
}

/** `(( … ))` */
export interface ArithmeticCommand extends Redirected {
  readonly kind: 'arithmetic-command';
  readonly expression: ArithmeticText;
}

/** `name() body` or `function name body` */
export interface FunctionDefinition extends Redirected {
  readonly kind: 'function';
  readonly name: WordNode;
  /** The word `function`, where it is used. */
  readonly keyword: Range | null;
  /** `()` is there. */
  readonly parentheses: boolean;
  /** Null where it is missing. */
  readonly body: CommandNode | null;
}

/** A word of a command; `text` as written, `value` without quotes and escapes, variables and substitutions as written. */
export interface WordNode extends Word {
  readonly kind: 'word';
  readonly parts: readonly WordPart[];
  /** The text that it stands in, and the index where it begins there. */
  readonly source: SourceText;
  readonly index: number;
  /** For `A=1` behind `export`, `local`, `declare` and their like: the word as an assignment. */
  readonly assignment: Assignment | null;
}

/** `A=1`, `A+=1`, `A[0]=1`, `A=(1 2)`; `text` and `value` are those of all of it. */
export interface Assignment extends Word {
  readonly kind: 'assignment';
  readonly name: string;
  readonly nameRange: Range;
  readonly append: boolean;
  /** What stands in `[…]` behind the name. */
  readonly index: WordNode | null;
  /** Null for an array, and for `A=` with nothing behind. */
  readonly assigned: WordNode | null;
  /** The elements of `A=(…)`; null for a plain value. */
  readonly elements: readonly ArrayElement[] | null;
}

export interface ArrayElement extends Range {
  readonly kind: 'array-element';
  /** The `[key]` of `[key]=value`. */
  readonly key: WordNode | null;
  readonly value: WordNode;
}

export interface Redirection extends Range {
  readonly kind: 'redirection';
  readonly operator: Operator<RedirectionOperator>;
  /** `2` of `2>`, `{name}` of `{name}>`; null where the operator decides. */
  readonly descriptor: string | null;
  /** The file, the descriptor, the here-string or the word that ends a here-document. */
  readonly target: WordNode | null;
  readonly heredoc: HereDocument | null;
}

export type RedirectionOperator = '<' | '>' | '>>' | '>|' | '<>' | '<&' | '>&' | '&>' | '&>>' | '<<' | '<<-' | '<<<';

/** The lines of a here-document, without the one that ends it. */
export interface HereDocument extends Range {
  readonly kind: 'heredoc';
  /** The word that ends it. */
  readonly delimiter: string;
  /** True: nothing in it is expanded. */
  readonly quoted: boolean;
  readonly source: SourceText;
  /** Text and expansions; one literal where it is quoted. */
  readonly parts: readonly WordPart[];
}

export type WordPart =
  | Literal
  | SingleQuoted
  | DoubleQuoted
  | Expansion
  | CommandSubstitution
  | ArithmeticExpansion
  | ProcessSubstitution
  | Glob
  | ExtendedGlob
  | BraceExpansion
  | Tilde;

interface Part extends Range {
  /** As written. */
  readonly text: string;
}

/** Plain characters and escaped ones. */
export interface Literal extends Part {
  readonly kind: 'literal';
  /** Without escapes; `\$` keeps its backslash, which says that no variable begins there. */
  readonly value: string;
}

/** `'…'` or, with escapes, `$'…'` */
export interface SingleQuoted extends Part {
  readonly kind: 'single-quoted';
  /** What stands between the quotes, as written. */
  readonly value: string;
  /** `$'…'` */
  readonly ansi: boolean;
}

/** `"…"` or `$"…"` */
export interface DoubleQuoted extends Part {
  readonly kind: 'double-quoted';
  readonly parts: readonly WordPart[];
}

/** `$name`, `${name}`, `${name:-word}`, `${#name}`, `${!name}`, `${name[index]}` */
export interface Expansion extends Part {
  readonly kind: 'expansion';
  /** `HOME`, `1`, `@`; empty where there is none that a shell knows. */
  readonly name: string;
  readonly braces: boolean;
  /** `#` for the length, `!` for an indirection. */
  readonly prefix: '#' | '!' | null;
  readonly index: WordNode | null;
  /** `:-`, `##`, `/`, `^^`, `:` (a substring), `@` (a transformation) … */
  readonly operator: string | null;
  readonly operand: WordNode | null;
}

/** `$(…)` or backticks */
export interface CommandSubstitution extends Part {
  readonly kind: 'command-substitution';
  readonly backticks: boolean;
  readonly body: List;
}

/** `$((…))` or `$[…]` */
export interface ArithmeticExpansion extends Part {
  readonly kind: 'arithmetic';
  readonly brackets: boolean;
  readonly expression: ArithmeticText;
}

/** An arithmetic expression: its literals hold names, numbers and operators as written. */
export interface ArithmeticText extends Part {
  readonly kind: 'arithmetic-text';
  readonly parts: readonly WordPart[];
}

/** `<(…)` or `>(…)` */
export interface ProcessSubstitution extends Part {
  readonly kind: 'process-substitution';
  readonly direction: '<' | '>';
  readonly body: List;
}

/** `*`, `?` or `[…]` */
export interface Glob extends Part {
  readonly kind: 'glob';
}

/** `@(a|b)`, `!(a)` and their like */
export interface ExtendedGlob extends Part {
  readonly kind: 'extended-glob';
  readonly operator: string;
  readonly parts: readonly WordPart[];
}

/** `{a,b}` or `{1..9}` */
export interface BraceExpansion extends Part {
  readonly kind: 'brace-expansion';
  readonly parts: readonly WordPart[];
}

/** `~` or `~user` at the beginning of a word */
export interface Tilde extends Part {
  readonly kind: 'tilde';
}

export type ShellNode =
  | List
  | Statement
  | CaseClause
  | TestExpression
  | Assignment
  | ArrayElement
  | Redirection
  | HereDocument
  | WordPart
  | ArithmeticText;
