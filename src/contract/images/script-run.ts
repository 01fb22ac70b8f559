import type {
  AndOr,
  Case,
  CommandNode,
  FunctionDefinition,
  If,
  List,
  Pipeline,
  Script,
  ShellNode,
  SimpleCommand,
  Statement,
  WordNode,
} from '../../shell/model.ts';
import { eachChild } from '../../shell/walk.ts';
import { fits, holds, negated } from './script-tests.ts';
import { expandedWords, type ShellState, textOf, type Value, valueOf } from './script-words.ts';

/** What a script starts in its place, or as the last that it does. */
export interface ScriptRun<Item> {
  readonly words: readonly Item[];
  /** The variables that it changes for that; undefined: it takes it away. */
  readonly env: ReadonlyMap<string, Value>;
}

export interface ScriptCall<Item> {
  readonly args: readonly Item[];
  readonly env: (name: string) => Value;
  /** A word of what is started that is written in the script. */
  readonly made: (value: string, at: WordNode) => Item;
}

/** Goes through a script as a shell does; undefined where what it starts hangs on something that the files do not say. */
export function scriptRun<Item extends { readonly value: string }>(
  { body }: Script,
  { args, env, made }: ScriptCall<Item>,
): ScriptRun<Item> | undefined {
  const state: ShellState<Item> = { positional: args, variables: new Map(), exported: new Set(), env };
  const end = new Walk(made, body).list(body, state);
  return end.flow === 'started' ? { words: end.words, env: givenOn(end.state) } : undefined;
}

type Step<Item> =
  | { readonly flow: 'next'; readonly status: boolean | null }
  | { readonly flow: 'started'; readonly words: readonly Item[]; readonly state: ShellState<Item> }
  | { readonly flow: 'ended' | 'unknown' };

const UNKNOWN = { flow: 'unknown' } as const;
const next = (status: boolean | null) => ({ flow: 'next', status }) as const;

/** Builtins that change nothing for what is started. */
const HARMLESS = /^(?:echo|printf|:|true|false|test|\[|trap|umask|ulimit|sleep|wait|hash|type|command)$/;
/** Those by which variables, arguments or the folder come to be something that is not followed here. */
const OPEN = /^(?:\.|source|eval|cd|pushd|popd|alias|getopts|mapfile|readarray|enable)$/;

/** Where they lead to is seen only by whoever runs what is around them. */
const LEAVING = /^(?:return|break|continue|local)$/;

class Walk<Item extends { readonly value: string }> {
  readonly #made: (value: string, at: WordNode) => Item;
  readonly #last: Statement | undefined;
  readonly #functions = new Map<string, FunctionDefinition>();

  constructor(made: (value: string, at: WordNode) => Item, { items }: List) {
    this.#made = made;
    this.#last = items.at(-1)?.statement;
  }

  list({ items }: List, state: ShellState<Item>): Step<Item> {
    let step: Step<Item> = next(true);
    for (const { statement, terminator } of items) {
      // In the background it changes nothing here.
      step = terminator === '&' ? next(true) : this.#statement(statement, state);
      if (step.flow !== 'next') return step;
    }
    return step;
  }

  #statement(statement: Statement, state: ShellState<Item>): Step<Item> {
    if (statement.kind === 'and-or') return this.#andOr(statement, state);
    if (statement.kind === 'pipeline') return this.#pipeline(statement, state);
    return this.#command(statement, state);
  }

  #andOr({ statements, operators }: AndOr, state: ShellState<Item>): Step<Item> {
    const [first, ...others] = statements;
    let step: Step<Item> = first ? this.#statement(first, state) : next(true);
    for (const [index, other] of others.entries()) {
      if (step.flow !== 'next') return step;
      const wanted = operators[index]?.text === '&&';
      const run = (own: ShellState<Item>) => this.#statement(other, own);
      if (step.status === null) step = this.#either([run, () => next(null)], state);
      else if (step.status === wanted) step = run(state);
    }
    return step;
  }

  #pipeline({ commands, negation }: Pipeline, state: ShellState<Item>): Step<Item> {
    const [only, other] = commands;
    // Each of several runs in a shell of its own.
    if (!only || other) return next(null);
    const step = this.#command(only, state);
    return negation && step.flow === 'next' ? next(negated(step.status)) : step;
  }

  #command(command: CommandNode, state: ShellState<Item>): Step<Item> {
    switch (command.kind) {
      case 'simple':
        return this.#simple(command, state);
      case 'group':
        return this.list(command.body, state);
      case 'subshell':
        return next(null);
      case 'if':
        return this.#if(command, 0, state);
      case 'case':
        return this.#case(command, 0, state);
      case 'test-command':
        return next(command.expression && holds(command.expression, state));
      case 'function':
        this.#functions.set(command.name.value, command);
        return next(true);
      default:
        return forgotten(command, state);
    }
  }

  #if(branches: If, index: number, state: ShellState<Item>): Step<Item> {
    const branch = branches.branches[index];
    if (!branch) return branches.otherwise ? this.list(branches.otherwise, state) : next(true);
    const condition = this.list(branch.condition, state);
    if (condition.flow !== 'next') return condition;
    const body = (own: ShellState<Item>) => this.list(branch.body, own);
    const rest = (own: ShellState<Item>) => this.#if(branches, index + 1, own);
    if (condition.status === null) return this.#either([body, rest], state);
    return condition.status ? body(state) : rest(state);
  }

  #case(node: Case, index: number, state: ShellState<Item>): Step<Item> {
    const clause = node.clauses[index];
    if (!clause) return next(true);
    if (clause.terminator !== ';;' && clause.terminator !== null) return UNKNOWN;
    const value = textOf(node.word, state);
    const all = clause.patterns.map((pattern) => fits(pattern, value, state));
    const body = (own: ShellState<Item>) => this.list(clause.body, own);
    const rest = (own: ShellState<Item>) => this.#case(node, index + 1, own);
    if (all.includes(true)) return body(state);
    return all.includes(null) ? this.#either([body, rest], state) : rest(state);
  }

  /** Any of them may be what runs: what they leave alike is known behind them. */
  #either(ways: readonly ((state: ShellState<Item>) => Step<Item>)[], state: ShellState<Item>): Step<Item> {
    const runs = ways.map((way) => {
      const own = copied(state);
      return { own, step: way(own) };
    });
    // Where the script ends, nothing is started.
    const left = runs.filter(({ step }) => step.flow !== 'ended');
    const [only, other] = left;
    if (!only) return { flow: 'ended' };
    if (other && left.some(({ step }) => step.flow !== 'next')) return UNKNOWN;
    become(
      state,
      left.map(({ own }) => own),
    );
    return other ? next(null) : only.step;
  }

  #simple(node: SimpleCommand, state: ShellState<Item>): Step<Item> {
    const [first, ...rest] = node.words;
    if (!first) {
      for (const { name, assigned, elements, append } of node.assignments) {
        state.variables.set(name, elements || append ? null : assigned ? textOf(assigned, state) : '');
      }
      return next(true);
    }
    const name = textOf(first, state);
    if (this.#functions.has(first.value)) return this.#called(first.value, node, state);
    switch (name) {
      case 'exec':
        return rest.length > 0 ? this.#start(rest, node, state) : next(true);
      case 'exit':
        return { flow: 'ended' };
      case 'export':
      case 'readonly':
      case 'declare':
      case 'typeset':
        return declared(name, rest, state);
      case 'unset':
        for (const { value } of rest) state.variables.set(value, undefined);
        return next(true);
      case 'read':
        for (const { value } of rest) state.variables.set(value, null);
        return next(null);
      case 'set':
        return this.#set(rest, state);
      case 'shift':
        return shifted(rest, state);
      default:
        return this.#other(name, node, state);
    }
  }

  #other(name: string | null, node: SimpleCommand, state: ShellState<Item>): Step<Item> {
    if (name !== null && (OPEN.test(name) || LEAVING.test(name))) return UNKNOWN;
    if (name !== null && HARMLESS.test(name)) {
      // `: "${PORT:=8080}"` sets what is not set.
      for (const word of node.words) textOf(word, state);
      return next(holds(node, state));
    }
    return node === this.#last ? this.#start(node.words, node, state) : next(null);
  }

  #start(words: readonly WordNode[], node: SimpleCommand, state: ShellState<Item>): Step<Item> {
    const all = words.map((word) => expandedWords(word, state, this.#made));
    const known = all.flatMap((one) => one ?? []);
    if (all.includes(null) || known.length === 0 || known[0]?.value.startsWith('-')) return UNKNOWN;
    for (const { name, assigned } of node.assignments) {
      state.variables.set(name, assigned ? textOf(assigned, state) : '');
      state.exported.add(name);
    }
    return { flow: 'started', words: known, state };
  }

  #set(words: readonly WordNode[], state: ShellState<Item>): Step<Item> {
    const end = words.findIndex(({ value }) => value === '--');
    const options = end < 0 ? words : words.slice(0, end);
    if (options.some(({ value }) => !/^[-+][efux]+$|^[-+]\w*o$|^(?:pipefail|errexit|nounset|xtrace)$/.test(value))) {
      return UNKNOWN;
    }
    if (end < 0) return next(true);
    const all = words.slice(end + 1).map((word) => expandedWords(word, state, this.#made));
    state.positional = all.includes(null) ? null : all.flatMap((one) => one ?? []);
    return next(true);
  }

  /** A function that only says or asks something. */
  #called(name: string, node: SimpleCommand, state: ShellState<Item>): Step<Item> {
    const body = this.#functions.get(name)?.body;
    if (!body || node === this.#last) return UNKNOWN;
    return forgotten(body, state);
  }
}

/** `export A=1 B` and its like. */
function declared<Item extends { readonly value: string }>(
  command: string,
  words: readonly WordNode[],
  state: ShellState<Item>,
): Step<Item> {
  for (const { assignment, value } of words) {
    if (value.startsWith('-') && value !== '-x') return UNKNOWN;
    const name = assignment?.name ?? value;
    if (assignment) {
      const { assigned, elements, append } = assignment;
      state.variables.set(name, elements || append ? null : assigned ? textOf(assigned, state) : '');
    }
    if (command === 'export' || words.some((word) => word.value === '-x')) state.exported.add(name);
  }
  return next(true);
}

function shifted<Item extends { readonly value: string }>(
  [word]: readonly WordNode[],
  state: ShellState<Item>,
): Step<Item> {
  const count = word ? textOf(word, state) : '1';
  const { positional } = state;
  const isKnown = count !== null && /^\d+$/.test(count);
  state.positional = isKnown && positional ? positional.slice(Number(count)) : null;
  return next(true);
}

/** Behind what is not gone through, such as a loop: what it sets may be anything. */
function forgotten<Item extends { readonly value: string }>(node: ShellNode, state: ShellState<Item>): Step<Item> {
  const { names, called } = mentioned(node);
  const isOpen = called.some((name) => /^(?:exec|set|shift)$/.test(name) || OPEN.test(name));
  if (isOpen) return UNKNOWN;
  for (const name of names) state.variables.set(name, null);
  return next(null);
}

interface Mentioned {
  /** Variables that may be set. */
  readonly names: string[];
  /** What commands begin with. */
  readonly called: string[];
}

function mentioned(node: ShellNode, found: Mentioned = { names: [], called: [] }): Mentioned {
  if (node.kind === 'assignment') found.names.push(node.name);
  if (node.kind === 'for') found.names.push(node.variable.value);
  if (node.kind === 'expansion' && node.operator?.endsWith('=') === true) found.names.push(node.name);
  if (node.kind === 'simple') {
    const [name = '', ...rest] = node.words.map(({ value }) => value);
    found.called.push(name);
    if (/^(?:read|unset|export)$/.test(name)) found.names.push(...rest.map((word) => word.replace(/=.*$/s, '')));
  }
  eachChild(node, (child) => void mentioned(child, found));
  return found;
}

function copied<Item>({ positional, variables, exported, env }: ShellState<Item>): ShellState<Item> {
  return { positional, variables: new Map(variables), exported: new Set(exported), env };
}

/** What states have in common. */
function become<Item extends { readonly value: string }>(
  state: ShellState<Item>,
  all: readonly ShellState<Item>[],
): void {
  const words = new Set(
    all.map(({ positional }) => positional && JSON.stringify(positional.map(({ value }) => value))),
  );
  state.positional = words.size === 1 ? (all[0]?.positional ?? null) : null;
  for (const name of new Set(all.flatMap(({ variables }) => [...variables.keys()]))) {
    const [value, ...others] = new Set(all.map((one) => valueOf(name, one)));
    state.variables.set(name, others.length > 0 ? null : value);
  }
  for (const name of new Set(all.flatMap(({ exported }) => [...exported]))) {
    state.exported.add(name);
    // Where only one of them gives it on, nobody knows whether it is there.
    if (!all.every(({ exported }) => exported.has(name))) state.variables.set(name, null);
  }
}

/** What a program sees of the variables: those that are exported, or were there before. */
function givenOn<Item extends { readonly value: string }>(state: ShellState<Item>): ReadonlyMap<string, Value> {
  const { variables, exported, env } = state;
  return new Map(
    [...variables].flatMap(([name, value]): [string, Value][] => {
      const before = env(name);
      if (exported.has(name) || (before !== undefined && before !== null)) return [[name, value]];
      return before === null ? [[name, null]] : [];
    }),
  );
}
