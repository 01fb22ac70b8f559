import { Environment, ParseError } from '@marcbachmann/cel-js';
import { addFunctions, MATCHES } from './functions.ts';
import { shapeOf } from './tree.ts';
import { createMatcher } from './patterns.ts';
import type { Answer, CompileExpression, ExpressionEngine, ExpressionFault } from './types.ts';
import { isSmall, toCel } from './values.ts';

const LONGEST_EXPRESSION = 20_000;
const MOST_STEPS = 5_000_000;

/** Reads expressions of CEL, with what Kubernetes adds to it, and patterns. */
export function createExpressionEngine(): ExpressionEngine {
  return { compile: createCompiler(), matches: createMatcher() };
}

function createCompiler(): CompileExpression {
  const environment = addFunctions(
    new Environment({
      enableOptionalTypes: true,
      homogeneousAggregateLiterals: false,
      limits: { maxAstNodes: 2000, maxDepth: 100, maxListElements: 1000, maxMapEntries: 1000 },
    }),
  );
  const withVariables = new Map<string, Environment>();
  const environmentFor = (variables: readonly string[]): Environment => {
    const key = variables.join(' ');
    const known = withVariables.get(key) ?? environment.clone();
    if (!withVariables.has(key)) for (const name of variables) known.registerVariable(name, 'dyn');
    withVariables.set(key, known);
    return known;
  };
  return (text, variables) => {
    if (text.length > LONGEST_EXPRESSION)
      return { fault: { start: 0, end: 1, isSyntax: true, message: 'the expression is too long' } };
    try {
      return compile(text, environmentFor(variables));
    } catch (error) {
      return { fault: faultOf(error, text) };
    }
  };
}

function compile(text: string, environment: Environment): ReturnType<CompileExpression> {
  const { matches, loops, nodes, refused } = shapeOf(environment.parse(text).ast, text);
  if (refused) {
    const { start, end, name } = refused;
    return { fault: { start, end, isSyntax: false, message: `${name} is not supported here` } };
  }
  let written = text;
  for (const at of matches) if (at >= 0) written = written.slice(0, at) + MATCHES + written.slice(at + MATCHES.length);
  const checked = environment.check(written);
  if (!checked.valid) return { fault: faultOf(checked.error, text) };
  const program = environment.parse(written);
  return {
    expression: {
      evaluate(values) {
        const given: Record<string, unknown> = {};
        let widest = 1;
        for (const [name, json] of Object.entries(values)) {
          const converted = toCel(json);
          if (!converted) return { error: `${name} is too large` };
          given[name] = converted.value;
          widest = Math.max(widest, converted.widest);
        }
        if (widest ** loops * nodes > MOST_STEPS) return { error: 'it would take too long' };
        return run(() => program(given) as unknown);
      },
    },
  };
}

function run(program: () => unknown): Answer {
  try {
    const value = program();
    return isSmall(value) ? { value } : { error: 'it makes too much' };
  } catch (error) {
    return { error: summaryOf(error) };
  }
}

function faultOf(error: unknown, text: string): ExpressionFault {
  const range = (error as { range?: { start?: number; end?: number } } | undefined)?.range;
  const start = Math.min(range?.start ?? 0, Math.max(text.length - 1, 0));
  const end = Math.min(Math.max(range?.end ?? text.length, start + 1), Math.max(text.length, start + 1));
  return {
    start,
    end,
    isSyntax: error instanceof ParseError,
    message: summaryOf(error).replaceAll(MATCHES, 'matches'),
  };
}

/** The library's sentence, without the picture of the place. */
function summaryOf(error: unknown): string {
  const { summary, message } = error as { summary?: string; message?: string };
  return (summary ?? message ?? String(error)).split('\n')[0]?.slice(0, 200) ?? '';
}
