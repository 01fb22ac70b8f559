import { createPrinter, type Hook, type Printed, type Printer } from './printer.ts';
import { apiVersionsHave } from './release-values.ts';
import { callFunction, decided } from './template-functions.ts';
import type { Block, BranchNode, Command, Node, Operand, OutputNode, Pipeline, Template } from './template-nodes.ts';
import { Undecided } from './template-nodes.ts';
import {
  boolean,
  isTrue,
  markOf,
  NIL,
  number,
  printed,
  type Text,
  text,
  unknown,
  type Value,
} from './template-values.ts';
import { parseTemplate } from './parse-template.ts';
import { sorted } from './value-yaml.ts';

/** A template of a chart by the name that `include` and `template` call it. */
export interface Named {
  readonly file: string;
  readonly source: string;
  readonly block: Block;
}

export interface Evaluation {
  readonly named: ReadonlyMap<string, Named>;
  readonly root: Value;
  /** The file of values that goes before those of the chart. */
  readonly overrides?: string | undefined;
  /** Nodes and commands that may still be run; what takes longer is given up. */
  readonly steps: { left: number };
}

const MOST_NESTED = 60;
const LARGEST = 2 * 1024 * 1024;

/** Functions whose answer says nothing of what they are given. */
const OPAQUE = new Set(['sha256sum', 'sha1sum', 'adler32sum', 'derivePassword', 'htpasswd', 'bcrypt', 'lookup']);

interface Frame {
  readonly template: Named;
  readonly out: Printer;
  readonly variables: Map<string, Value>[];
  readonly depth: number;
  /** The hooks of what is included, which are the whole's. */
  readonly hooks: Hook[];
}

/** What a template prints; throws Undecided where that cannot be told. */
export function evaluate(template: Named, evaluation: Evaluation): Printed {
  return run(template, evaluation.root, evaluation, 0);
}

function run(template: Named, dot: Value, evaluation: Evaluation, depth: number): Printed {
  if (depth > MOST_NESTED) throw new Undecided('nested too deep');
  const frame: Frame = { template, out: createPrinter(), variables: [new Map([['$', dot]])], depth, hooks: [] };
  block(template.block, dot);
  return frame.out.result();

  function block({ nodes }: Block, at: Value, variables: readonly (readonly [string, Value])[] = []): void {
    frame.variables.push(new Map(variables));
    for (const node of nodes) {
      step(evaluation);
      if (frame.out.length() > LARGEST) throw new Undecided('too much text');
      print(node, at);
    }
    frame.variables.pop();
  }

  function print(node: Node, at: Value): void {
    switch (node.kind) {
      case 'text':
        frame.out.literal(node.text, node, template.file);
        return;
      case 'output':
        output(node, at);
        return;
      case 'template': {
        const value = node.pipeline ? pipeline(node.pipeline, at) : NIL;
        frame.out.value(include(node.name, value), node);
        return;
      }
      case 'range':
        repeat(node, at);
        return;
      default:
        branch(node, at);
    }
  }

  function output(node: OutputNode, at: Value): void {
    const { pipeline: line } = node;
    const value = pipeline(line, at);
    if (line.variables.length > 0) return;
    if (value.kind === 'unknown' && (value.isBlock || frame.out.isAtLineStart())) {
      frame.out.hook({ kind: 'unknown', text: template.source.slice(node.start, node.end) });
      return;
    }
    const shown = withMark(value, frame.out);
    if (shown === undefined) {
      frame.out.hook({ kind: 'unknown', text: template.source.slice(node.start, node.end) });
      return;
    }
    if (shown.holds && shown.text !== '') {
      const kind = shown.holds === 'nothing' ? 'unknown' : 'filled';
      frame.out.hook({ kind, text: template.source.slice(node.start, node.end) });
    }
    for (const hook of frame.hooks.splice(0)) frame.out.hook(hook);
    frame.out.value(shown, node);
  }

  function branch(node: BranchNode, at: Value): void {
    frame.variables.push(new Map());
    const value = pipeline(node.pipeline, at);
    const holds = decided(value);
    const skipped = holds ? node.otherwise : node.body;
    const by = 'from' in value && value.from.file === evaluation.overrides ? value.from : undefined;
    if (by) frame.out.decision({ origin: by, text: template.source.slice(skipped.start, skipped.end) });
    else if (skipped.nodes.length > 0) {
      // The condition, too, tells what it is about.
      const start = holds ? skipped.start : node.start;
      frame.out.hook({ kind: 'skipped', text: template.source.slice(start, skipped.end) });
    }
    block(holds ? node.body : node.otherwise, holds && node.kind === 'with' ? value : at);
    frame.variables.pop();
  }

  function repeat(node: BranchNode, at: Value): void {
    const [key, item] =
      node.pipeline.variables.length > 1 ? node.pipeline.variables : [undefined, node.pipeline.variables[0]];
    const value = pipeline({ ...node.pipeline, variables: [] }, at);
    if (isTrue(value) === undefined) throw new Undecided('a loop');
    const pairs = pairsOf(value);
    if (pairs.length === 0) {
      frame.out.hook({ kind: 'skipped', text: template.source.slice(node.start, node.body.end) });
      block(node.otherwise, at);
      return;
    }
    const source = template.source.slice(node.start, node.body.end);
    frame.out.hook({ kind: 'from' in value ? 'filled' : 'skipped', text: 'from' in value ? source : '' });
    for (const [name, one] of pairs) {
      block(node.body, one, [...(key ? [[key, name] as const] : []), ...(item ? [[item, one] as const] : [])]);
    }
  }

  function pipeline(line: Pipeline, at: Value): Value {
    step(evaluation);
    const last = line.commands.at(-1)?.[0];
    const isOpaque = last?.kind === 'function' && OPAQUE.has(last.name);
    let value: Value | undefined;
    if (isOpaque) value = unknown(last.name);
    else for (const one of line.commands) value = command(one, at, value);
    const result = value ?? NIL;
    for (const name of line.variables) assign(name, result, line.declares);
    return result;
  }

  function assign(name: string, value: Value, declares: boolean): void {
    const scope = declares ? frame.variables.at(-1) : frame.variables.findLast((one) => one.has(name));
    if (!scope) throw new Undecided(`${name} is not declared`);
    scope.set(name, value);
  }

  function command(operands: Command, at: Value, piped: Value | undefined): Value {
    step(evaluation);
    const [first, ...rest] = operands;
    if (first?.kind === 'function') return call(first.name, rest, at, piped);
    if (first?.kind === 'field' && (rest.length > 0 || piped)) {
      const args = [...rest.map((one) => operand(one, at)), ...(piped ? [piped] : [])];
      if (first.name === 'Has' && args[0]) return apiVersionsHave(printed(args[0]).text);
      return unknown(`${first.name}.${args.map((one) => printed(one).text).join('.')}`);
    }
    if (!first || rest.length > 0 || piped) throw new Undecided('no function');
    return operand(first, at);
  }

  function call(name: string, operands: readonly Operand[], at: Value, piped: Value | undefined): Value {
    const lazily = name === 'and' ? false : name === 'or' ? true : undefined;
    if (lazily !== undefined) {
      let value: Value = NIL;
      const lazy = [...operands.map((one) => () => operand(one, at)), ...(piped ? [() => piped] : [])];
      for (const get of lazy) {
        value = get();
        if (decided(value) === lazily) return value;
      }
      return value;
    }
    if (OPAQUE.has(name)) return unknown(name);
    const args = [...operands.map((one) => operand(one, at)), ...(piped ? [piped] : [])];
    if (name === 'include') {
      const [template, value = NIL] = args;
      if (template?.kind !== 'text') throw new Undecided('a name of a template');
      return include(template.text, value);
    }
    if (name === 'tpl') return ofText(args[0] ?? NIL, args[1] ?? NIL);
    return callFunction(name, args);
  }

  function include(name: string, value: Value): Text {
    const found = evaluation.named.get(name);
    if (!found) throw new Undecided(`no template ${name}`);
    const { text: shown, spans, hooks, decisions } = run(found, value, evaluation, frame.depth + 1);
    frame.hooks.push(...hooks);
    for (const decision of decisions) frame.out.decision(decision);
    return { kind: 'text', text: shown, spans };
  }

  /** A value that is a template itself. */
  function ofText(value: Value, at: Value): Value {
    if (value.kind !== 'text' || !value.text.includes('{{')) return value;
    const parsed: Template = parseTemplate(value.text);
    const inner: Named = { file: '', source: value.text, block: parsed.block };
    const { text: shown } = run(inner, at, evaluation, frame.depth + 1);
    return { kind: 'text', text: shown, ...(value.from ? { from: value.from } : {}) };
  }

  function operand(one: Operand, at: Value): Value {
    switch (one.kind) {
      case 'dot':
        return at;
      case 'nil':
        return NIL;
      case 'text':
        return text(one.value);
      case 'number':
        return { kind: 'number', value: one.value, isFloat: one.isFloat };
      case 'boolean':
        return boolean(one.value);
      case 'variable': {
        const value = frame.variables.findLast((scope) => scope.has(one.name))?.get(one.name);
        if (!value) throw new Undecided(`no ${one.name}`);
        return value;
      }
      case 'pipeline':
        return pipeline(one.pipeline, at);
      case 'function':
        return call(one.name, [], at, undefined);
      case 'field':
        return fieldOf(operand(one.of, at), one.name, one.of.kind === 'field');
    }
  }
}

function step({ steps }: Evaluation): void {
  if (--steps.left < 0) throw new Undecided('too many steps');
}

/** Go finds nothing in nothing that a variable or parentheses hold, and fails in the middle of a path. */
function fieldOf(value: Value, name: string, isInPath: boolean): Value {
  if (value.kind === 'nil' && !isInPath) return NIL;
  if (value.kind === 'unknown') return unknown(`${value.because}.${name}`);
  if (value.kind !== 'dictionary') throw new Undecided(`no field ${name}`);
  return value.entries.get(name) ?? NIL;
}

function pairsOf(value: Value): (readonly [Value, Value])[] {
  if (value.kind === 'list') return value.items.map((one, index) => [number(index), one]);
  if (value.kind === 'dictionary') {
    return sorted(value.entries).map(([key, one]) => {
      const from = value.keys?.get(key);
      return [from ? { ...text(key), from } : text(key), one];
    });
  }
  if (value.kind === 'nil') return [];
  throw new Undecided('no list');
}

/** What nobody has set by default is set by whoever installs the chart. Undefined: it may be whole lines. */
function withMark(value: Value, out: Printer): Text | undefined {
  const shown = printed(value);
  const isEmpty =
    value.kind === 'nil' ||
    ((shown.from !== undefined || shown.holds === 'nothing') && /^(?:|""|'')$/.test(shown.text));
  if (!isEmpty) return shown;
  if (out.isAtLineStart()) return undefined;
  const mark = markOf(unknown(shown.from ? `values.${String(shown.from.start)}` : 'nil'));
  const quote = shown.text.slice(0, 1);
  return { kind: 'text', text: quote + mark + quote, ...(shown.from ? { from: shown.from } : {}) };
}
