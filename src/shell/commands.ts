import type { Range } from '../lint/rule.ts';
import { innerScripts } from './inner-scripts.ts';
import type {
  CommandNode,
  List,
  Pipeline,
  Redirection,
  Script,
  SimpleCommand,
  Statement,
  TestExpression,
  WordNode,
  WordPart,
} from './model.ts';
import type { SourceText, Word } from './source-text.ts';
import { parseShell } from './parse.ts';
import { type Wrapper, withoutWrappers } from './wrappers.ts';

/** A simple command of a shell script: `CGO_ENABLED=0 go build -o /app .` */
export interface Command extends Range {
  /** `CGO_ENABLED=0` before the name, also those of `env`. */
  readonly assignments: readonly Word[];
  /** The name and its arguments, redirections left out; wrappers such as `sudo` and `env` are seen through. */
  readonly words: readonly Word[];
  /** The wrappers that were seen through, outermost first. */
  readonly wrappers: readonly Wrapper[];
  readonly redirections: readonly Redirection[];
  /** Its place in the pipeline around it; a command of its own is the first of one. */
  readonly pipeline: { readonly index: number; readonly length: number };
  /** What stands before it in its list; null at the start of a list. A line end counts as `;`. */
  readonly operator: '&&' | '||' | ';' | '&' | '|' | '|&' | null;
  readonly context: CommandContext;
  /** The command in the tree; null where it was no shell code: the JSON form, the arguments of `find -exec`. */
  readonly node: SimpleCommand | null;
}

/** What a command stands in, at any depth. */
export interface CommandContext {
  /** `( … )` or the background */
  readonly subshell: boolean;
  /** `$( … )`, backticks, `<( … )` */
  readonly substitution: boolean;
  /** What `if`, `while` or `until` decides by. */
  readonly condition: boolean;
  /** Behind `then` or `else`, or in a `case`: it may not run. */
  readonly branch: boolean;
  readonly loop: boolean;
  /** The name of the function around it. */
  readonly function: string | null;
  /** The script of `sh -c '…'` and its like. */
  readonly inner: boolean;
}

const TOP: CommandContext = {
  subshell: false,
  substitution: false,
  condition: false,
  branch: false,
  loop: false,
  function: null,
  inner: false,
};
const ALONE = { index: 0, length: 1 } as const;
const MOST_INNER = 4;

/** The commands of a text, in the order in which they run; never throws. */
export function shellCommands(source: SourceText): Command[] {
  return commandsOfScript(parseShell(source));
}

/** The commands of a script in the order in which they run: those of a substitution before the command that it is part of. */
export function commandsOfScript(script: Script): Command[] {
  const commands: Command[] = [];
  fromList(script.body, TOP, commands, 0);
  return commands;
}

/** The command that words make which no shell reads, as in the JSON form, and those of its scripts. */
export function commandsOfWords(words: readonly Word[]): Command[] {
  const commands: Command[] = [];
  add(words, { redirections: [], pipeline: ALONE, operator: null, context: TOP, node: null }, commands, 0);
  return commands;
}

type Place = Pick<Command, 'pipeline' | 'operator' | 'context'>;

function fromList({ items }: List, context: CommandContext, commands: Command[], depth: number): void {
  let operator: Command['operator'] = null;
  for (const { statement, terminator } of items) {
    const own = terminator === '&' ? { ...context, subshell: true } : context;
    fromStatement(statement, { pipeline: ALONE, operator, context: own }, commands, depth);
    operator = terminator === '&' ? '&' : ';';
  }
}

function fromStatement(statement: Statement, at: Place, commands: Command[], depth: number): void {
  if (statement.kind === 'and-or') {
    for (const [index, part] of statement.statements.entries()) {
      const before = statement.operators[index - 1];
      fromPipeline(part, before ? { ...at, operator: before.text } : at, commands, depth);
    }
  } else fromPipeline(statement, at, commands, depth);
}

function fromPipeline(pipeline: Pipeline | CommandNode, at: Place, commands: Command[], depth: number): void {
  if (pipeline.kind !== 'pipeline') {
    fromCommand(pipeline, at, commands, depth);
    return;
  }
  const { length } = pipeline.commands;
  for (const [index, command] of pipeline.commands.entries()) {
    const operator = pipeline.operators[index - 1]?.text ?? at.operator;
    fromCommand(command, { ...at, pipeline: { index, length }, operator }, commands, depth);
  }
}

function fromCommand(node: CommandNode, at: Place, commands: Command[], depth: number): void {
  const { context } = at;
  const list = (body: List, change?: Partial<CommandContext>) =>
    fromList(body, change ? { ...context, ...change } : context, commands, depth);
  const words = (...all: readonly (WordNode | null)[]) => {
    for (const word of all) if (word) fromParts(word.parts, context, commands, depth);
  };
  if (node.kind !== 'simple')
    for (const redirection of node.redirections) fromRedirection(redirection, context, commands, depth);
  switch (node.kind) {
    case 'simple':
      fromSimple(node, at, commands, depth);
      return;
    case 'group':
      list(node.body);
      return;
    case 'subshell':
      list(node.body, { subshell: true });
      return;
    case 'if':
      for (const { condition, body } of node.branches) {
        list(condition, { condition: true });
        list(body, { branch: true });
      }
      if (node.otherwise) list(node.otherwise, { branch: true });
      return;
    case 'loop':
      list(node.condition, { condition: true, loop: true });
      list(node.body, { loop: true });
      return;
    case 'for':
      words(...(node.words ?? []));
      list(node.body, { loop: true });
      return;
    case 'arithmetic-for':
      fromParts(node.expression.parts, context, commands, depth);
      list(node.body, { loop: true });
      return;
    case 'case':
      words(node.word);
      for (const { patterns, body } of node.clauses) {
        words(...patterns);
        list(body, { branch: true });
      }
      return;
    case 'test-command':
      if (node.expression) fromTest(node.expression, context, commands, depth);
      return;
    case 'arithmetic-command':
      fromParts(node.expression.parts, context, commands, depth);
      return;
    case 'function':
      if (!node.body) return;
      fromCommand(node.body, { ...at, context: { ...context, function: node.name.value } }, commands, depth);
  }
}

function fromSimple(node: SimpleCommand, at: Place, commands: Command[], depth: number): void {
  const { assignments, words, redirections } = node;
  for (const { index, assigned, elements } of assignments) {
    fromWord(index, at.context, commands, depth);
    fromWord(assigned, at.context, commands, depth);
    for (const { value } of elements ?? []) fromWord(value, at.context, commands, depth);
  }
  for (const word of words) {
    fromWord(word, at.context, commands, depth);
    for (const { value } of word.assignment?.elements ?? []) fromWord(value, at.context, commands, depth);
  }
  for (const redirection of redirections) fromRedirection(redirection, at.context, commands, depth);
  add([...assignments, ...words], { ...at, redirections, node }, commands, depth);
}

/** Adds the command that words are, and those of the scripts in them. */
function add(
  words: readonly Word[],
  rest: Place & Pick<Command, 'redirections' | 'node'>,
  commands: Command[],
  depth: number,
) {
  const [first] = words;
  const last = words.at(-1);
  const range = first && last ? { start: first.start, end: last.end } : rest.node;
  if (!range) return;
  const command: Command = { start: range.start, end: range.end, ...withoutWrappers(words), ...rest };
  commands.push(command);
  if (depth >= MOST_INNER) return;
  const context = { ...rest.context, inner: true };
  for (const inner of innerScripts(command)) {
    if ('text' in inner) fromList(parseShell(inner).body, context, commands, depth + 1);
    else {
      const found: Command[] = [];
      add(inner.words, { redirections: [], pipeline: ALONE, operator: null, context, node: null }, found, depth + 1);
      for (const one of found) commands.push({ ...one, wrappers: [inner.wrapper, ...one.wrappers] });
    }
  }
}

function fromRedirection(redirection: Redirection, context: CommandContext, commands: Command[], depth: number): void {
  fromWord(redirection.target, context, commands, depth);
  if (redirection.heredoc) fromParts(redirection.heredoc.parts, context, commands, depth);
}

function fromWord(word: WordNode | null, context: CommandContext, commands: Command[], depth: number): void {
  if (word) fromParts(word.parts, context, commands, depth);
}

function fromParts(parts: readonly WordPart[], context: CommandContext, commands: Command[], depth: number): void {
  for (const part of parts) {
    switch (part.kind) {
      case 'literal':
      case 'single-quoted':
      case 'glob':
      case 'tilde':
        break;
      case 'expansion':
        fromWord(part.index, context, commands, depth);
        fromWord(part.operand, context, commands, depth);
        break;
      case 'arithmetic':
        fromParts(part.expression.parts, context, commands, depth);
        break;
      case 'command-substitution':
      case 'process-substitution':
        fromList(part.body, { ...context, substitution: true }, commands, depth);
        break;
      default:
        fromParts(part.parts, context, commands, depth);
    }
  }
}

function fromTest(expression: TestExpression, context: CommandContext, commands: Command[], depth: number): void {
  switch (expression.kind) {
    case 'word':
      fromWord(expression, context, commands, depth);
      return;
    case 'test-unary':
      fromWord(expression.operand, context, commands, depth);
      return;
    case 'test-binary':
    case 'test-junction':
      fromTest(expression.left, context, commands, depth);
      fromTest(expression.right, context, commands, depth);
      return;
    default:
      fromTest(expression.operand, context, commands, depth);
  }
}

/** The name of the program that a command runs, without its folder. */
export function programName({ words }: Pick<Command, 'words'>): string {
  const value = words[0]?.value ?? '';
  return value.slice(value.lastIndexOf('/') + 1);
}

/** Commands by the name of their program. */
export function byProgram(commands: readonly Command[]): ReadonlyMap<string, readonly Command[]> {
  const groups = new Map<string, Command[]>();
  for (const command of commands) {
    const name = programName(command);
    const group = groups.get(name);
    if (group) group.push(command);
    else groups.set(name, [command]);
  }
  return groups;
}
