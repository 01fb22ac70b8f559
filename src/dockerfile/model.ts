import type { Range } from '../lint/rule.ts';
import type { SourceText, Word } from '../shell/source-text.ts';
import type { Lent } from './stages/lent.ts';
import type { RunCommand } from './commands/run-commands.ts';
import type { Execution, RunScript } from './commands/run-scripts.ts';
import type { Scope } from './variables/variables.ts';
import type { SyntaxReport } from './refused/syntax-report.ts';

/** A Dockerfile as understood: every node has character offsets into `text`. */
export interface Dockerfile {
  readonly text: string;
  readonly directives: readonly Directive[];
  /** The character that continues lines and escapes: `\` or a backtick. */
  readonly escape: string;
  /** Comments, without the directives; also those inside continued instructions. */
  readonly comments: readonly Comment[];
  /** All instructions in order, also those before the first FROM. */
  readonly instructions: readonly Instruction[];
  readonly stages: readonly Stage[];
  /** The ARGs before the first FROM; read when they are first asked for, as is all below. */
  readonly globals: Scope;
  /** What runs something, with its scripts and commands: read when it is first asked for, as are all below. */
  readonly executions: readonly Execution[];
  /** By the index of the instruction; null for one that runs nothing. */
  readonly executionsByIndex: readonly (Execution | null | undefined)[];
  /** By the instruction itself; for ONBUILD and HEALTHCHECK by the one inside. */
  readonly executionsByInstruction: ReadonlyMap<Instruction, Execution>;
  /** All shell code: of RUN, CMD, ENTRYPOINT and HEALTHCHECK, also in ONBUILD. */
  readonly scripts: readonly RunScript[];
  /** The commands of all RUN instructions. */
  readonly commands: readonly RunCommand[];
  /** `commands` by program name. */
  readonly commandsByName: ReadonlyMap<string, readonly RunCommand[]>;
  /** What `compute` says of this file, computed once: rules ask the same questions. */
  once<Fact>(compute: (dockerfile: Dockerfile) => Fact): Fact;
  /** By instruction the offset at which the reader went on. */
  readonly resumes: readonly number[];
  readonly lent: Lent;
  /** What is wrong with the text itself: what BuildKit's frontend refuses, and slips that it passes over. */
  readonly syntax: readonly SyntaxReport[];
}

export interface Directive extends Range {
  /** Lower case. */
  readonly name: string;
  /** The name as it is written. */
  readonly written: string;
  readonly value: string;
  readonly nameRange: Range;
  /** Its first word. */
  readonly valueRange: Range;
}

export interface Comment extends Range {
  /** Without `#` and the blanks around. */
  readonly text: string;
  /** True: inside a continued instruction. */
  readonly inside: boolean;
}

export interface Instruction extends Range {
  /** Upper case, `RUN`. */
  readonly keyword: string;
  readonly keywordRange: Range;
  readonly flags: readonly Flag[];
  /** All of it, continuations removed; heredoc lines are not part of it. */
  readonly source: SourceText;
  /** Everything behind keyword and flags, continuations removed. */
  readonly rest: SourceText;
  /** `rest` as the instruction splits it: at blanks; outside quotes where quotes count; one word for USER, WORKDIR and their like. */
  readonly words: readonly Word[];
  /** The items where the arguments are a JSON array of strings; null for the shell form. */
  readonly json: readonly Word[] | null;
  /** For ENV, LABEL and ARG: keys and values. */
  readonly pairs: readonly Pair[];
  readonly heredocs: readonly Heredoc[];
  /** For ONBUILD and HEALTHCHECK CMD: the instruction inside. */
  readonly inner: Instruction | null;
}

export interface Flag extends Range {
  /** Without `--`. */
  readonly name: string;
  /** Null for a flag without `=`. */
  readonly value: Word | null;
}

export interface Pair {
  readonly key: Word;
  /** Null for an ARG without default. */
  readonly value: Word | null;
  /** True for `ENV key value`. */
  readonly legacy: boolean;
}

/** The range reaches from the `<<` to the line that ends it. */
export interface Heredoc extends Range {
  /** The word that ends it. */
  readonly name: string;
  /** True: `<<"EOF"`, variables are not expanded. */
  readonly quoted: boolean;
  /** True: `<<-EOF`, leading tabs are taken off. */
  readonly strip: boolean;
  /** The lines between, as in the source. */
  readonly content: Range;
}

export interface Stage extends Range {
  readonly index: number;
  /** As written; null for a stage without `AS`. */
  readonly name: Word | null;
  readonly from: Instruction;
  readonly image: Word | null;
  readonly platform: Word | null;
  /** Index of the earlier stage that this one is based on; null for an image. */
  readonly base: number | null;
  /** Without the FROM. */
  readonly instructions: readonly Instruction[];
}
