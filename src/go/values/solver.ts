import type { Site } from '../code/code-index.ts';
import { type Context, type Frame, newContext, type Solver } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { makersOf } from './origins.ts';
import { valueOf } from './values.ts';

const solver: Solver = { value: valueOf, origins: makersOf };

/** Lets code answer questions that the evaluator itself asks of it. */
export function attachSolver(code: LinkedCode): void {
  code.memory.solver = solver;
}

/** A fresh question about code at a place; `frame` binds its function's parameters. */
export function contextAt(code: LinkedCode, site: Site, frame: Frame | null = null): Context {
  return newContext(solver, code, site, frame);
}

/** A fresh question about code at a place, the parameters of its function kept as symbols. */
export function symbolsAt(code: LinkedCode, site: Site): Context {
  const { fn } = site;
  if (!fn) return contextAt(code, site);
  const { symbols } = code.memory;
  let frame = symbols.get(fn);
  if (!frame) symbols.set(fn, (frame = { kind: 'symbols', fn, level: 1 }));
  return contextAt(code, site, frame);
}
