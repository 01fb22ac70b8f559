import { type Command, commandsOfScript, commandsOfWords, programName } from '../../shell/commands.ts';
import { type Dialect, type ShellCall, shebangOf, shellCall } from '../../shell/dialect.ts';
import { contentOf, shellScriptIndex } from '../../shell/inner-scripts.ts';
import type { Script } from '../../shell/model.ts';
import { parseShell } from '../../shell/parse.ts';
import { indexNodes, type NodeIndex } from '../../shell/walk.ts';
import { concat, type SourceText, type Word } from '../../shell/source-text.ts';
import type { Dockerfile, Instruction, Stage } from '../model.ts';
import { type Shell, shellReader } from './shells.ts';

/** Shell code in a Dockerfile. */
export interface RunScript {
  /** What runs it: RUN, CMD, ENTRYPOINT; for ONBUILD and HEALTHCHECK the instruction inside. */
  readonly instruction: Instruction;
  /** Null before the first FROM. */
  readonly stage: Stage | null;
  /** It stands in ONBUILD. */
  readonly onbuild: boolean;
  /** `run`: at build time; `start`: CMD and ENTRYPOINT; `health`: HEALTHCHECK. */
  readonly kind: 'run' | 'start' | 'health';
  /** `shell`: the text of the instruction (with the here-documents that it reads); `heredoc`: the lines of `RUN <<EOF`; `exec`: a string in `["sh", "-c", "…"]`; `input`: what `bash <<EOF` reads. */
  readonly form: 'shell' | 'heredoc' | 'exec' | 'input';
  readonly dialect: Dialect;
  /** Options of the shell by their long names (`pipefail`, `errexit`), from SHELL or the first line of a heredoc. */
  readonly options: ReadonlySet<string>;
  readonly text: string;
  readonly script: Script;
  /** What is made of the script when it is first asked for; the same in all versions of the text. */
  readonly read: { readonly nodes: () => NodeIndex; readonly commands: () => readonly Command[] };
  /** Its nodes by kind and by what is around them. */
  readonly nodes: NodeIndex;
  /** Its commands, in the order in which they run. */
  readonly commands: readonly Command[];
}

/** An instruction that runs something. */
export interface Execution {
  readonly instruction: Instruction;
  readonly stage: Stage | null;
  readonly onbuild: boolean;
  readonly scripts: readonly RunScript[];
  /** The commands of its scripts, or the one of its JSON form. */
  readonly commands: readonly Command[];
}

type Around = Pick<RunScript, 'instruction' | 'stage' | 'onbuild' | 'kind'>;

const KINDS: Readonly<Record<string, RunScript['kind']>> = { RUN: 'run', CMD: 'start', ENTRYPOINT: 'start' };

/** By the index of the instruction what it runs, with scripts and commands; null for one that runs nothing. */
export function readExecutions(dockerfile: Dockerfile): readonly (Execution | null | undefined)[] {
  const { instructions, stages, text, lent } = dockerfile;
  const shellOf = shellReader(dockerfile);
  let next = 0;
  for (const [index, instruction] of instructions.entries()) {
    while ((stages[next]?.from.start ?? Infinity) <= instruction.start) next++;
    const stage = stages[next - 1] ?? null;
    const shell = shellOf(instruction, stage);
    const known = lent.executions[index];
    const at = known === undefined ? innermost(instruction, stage) : undefined;
    lent.executions[index] = known ? inStage(known, stage) : at ? readExecution(text, at, shell) : null;
  }
  return lent.executions;
}

/** What was read of an instruction in an earlier version, in the stage as it is now. */
function inStage(known: Execution, stage: Stage | null): Execution {
  if (known.stage === stage) return known;
  return { ...known, stage, scripts: known.scripts.map((script) => new ReadScript(script, stage)) };
}

/** What ONBUILD and HEALTHCHECK hold. */
function innermost(instruction: Instruction, stage: Stage | null): Around | undefined {
  const onbuild = instruction.keyword === 'ONBUILD';
  const held = onbuild ? instruction.inner : instruction;
  const health = held?.keyword === 'HEALTHCHECK';
  const inner = health ? held.inner : held;
  const kind = health ? 'health' : KINDS[inner?.keyword ?? ''];
  return inner && kind ? { instruction: inner, stage, onbuild, kind } : undefined;
}

function readExecution(text: string, at: Around, shell: Shell): Execution {
  const { instruction, stage, onbuild } = at;
  if (instruction.json) {
    const script = execScript(instruction.json, at);
    const commands = commandsOfWords(instruction.json);
    return { instruction, stage, onbuild, scripts: script ? [script] : [], commands };
  }
  const scripts = shellScripts(text, at, shell);
  // What a shell reads as input is among the commands of the script that calls it.
  const commands = scripts.filter(({ form }) => form !== 'input').flatMap((script) => script.commands);
  return { instruction, stage, onbuild, scripts, commands };
}

/** The script of `["sh", "-c", "…"]`. */
function execScript(words: readonly Word[], at: Around): RunScript | undefined {
  const word = words[shellScriptIndex(words)];
  const source = word ? contentOf(word) : undefined;
  const call = shellCall(words.slice(0, 1).map(({ value }) => value));
  if (!source || !call) return undefined;
  const { options } = shellCall(words.slice(0, shellScriptIndex(words)).map(({ value }) => value)) ?? call;
  return toScript(source, at, 'exec', { dialect: call.dialect, options });
}

function shellScripts(text: string, at: Around, shell: Shell): RunScript[] {
  const { rest, heredocs } = at.instruction;
  if (rest.text === '') return [];
  const [only] = heredocs;
  if (only && heredocs.length === 1 && /^\d*<<-?\s*\S+$/.test(rest.text)) {
    const source = rangeOf(text, only.content.start, only.content.end);
    const call = shebangOf(source.text) ?? (source.text.startsWith('#!') ? null : shell);
    return call ? [toScript(source, at, 'heredoc', call)] : [];
  }
  if (!shell) return [];
  const script = toScript(withHeredocs(text, at.instruction), at, 'shell', shell);
  return [script, ...inputScripts(script, at)];
}

/** The text that the shell gets: the instruction's, and the lines of its here-documents below it. */
function withHeredocs(text: string, { rest, heredocs }: Instruction): SourceText {
  const [first] = heredocs;
  const last = heredocs.at(-1);
  if (!first || !last) return rest;
  // One without lines has its content where it is written, before the end of its own line.
  const start = Math.max(first.content.start, rest.at(rest.text.length));
  return concat(concat(rest, { text: '\n', at: () => Math.max(0, start - 1) }), rangeOf(text, start, last.end));
}

function rangeOf(text: string, start: number, end: number): SourceText {
  return { text: text.slice(start, Math.max(start, end)), at: (index) => start + index };
}

/** Scripts that a shell reads from a here-document: `bash <<EOF`. */
function inputScripts({ commands }: RunScript, at: Around): RunScript[] {
  if (at.instruction.heredocs.length === 0) return [];
  return commands.flatMap((command) => {
    const heredoc = command.node ? command.redirections.findLast(({ heredoc: body }) => body)?.heredoc : undefined;
    const call = heredoc ? shellCall([programName(command)]) : undefined;
    if (!heredoc || !call || command.words.slice(1).some(({ text }) => !text.startsWith('-'))) return [];
    const { options } = shellCall(command.words.map(({ value }) => value)) ?? call;
    return [toScript(heredoc.source, at, 'input', { dialect: call.dialect, options })];
  });
}

function toScript(source: SourceText, at: Around, form: RunScript['form'], { dialect, options }: ShellCall): RunScript {
  const script = parseShell(source);
  return new ReadScript({ ...at, form, dialect, options, text: source.text, script, read: readLater(script) });
}

/** A class as `ReadDockerfile` is one. */
class ReadScript implements RunScript {
  readonly instruction: Instruction;
  readonly stage: Stage | null;
  readonly onbuild: boolean;
  readonly kind: RunScript['kind'];
  readonly form: RunScript['form'];
  readonly dialect: Dialect;
  readonly options: ReadonlySet<string>;
  readonly text: string;
  readonly script: Script;
  readonly read: RunScript['read'];

  constructor(known: Omit<RunScript, 'nodes' | 'commands'>, stage = known.stage) {
    this.instruction = known.instruction;
    this.stage = stage;
    this.onbuild = known.onbuild;
    this.kind = known.kind;
    this.form = known.form;
    this.dialect = known.dialect;
    this.options = known.options;
    this.text = known.text;
    this.script = known.script;
    this.read = known.read;
  }

  get nodes(): NodeIndex {
    return this.read.nodes();
  }

  get commands(): readonly Command[] {
    return this.read.commands();
  }
}

function readLater(script: Script): RunScript['read'] {
  let commands: readonly Command[] | undefined;
  let nodes: NodeIndex | undefined;
  return {
    nodes: () => (nodes ??= indexNodes(script)),
    commands: () => (commands ??= commandsOfScript(script)),
  };
}
