import { expand } from './expand.ts';
import type { Dockerfile, Instruction, Pair, Stage } from '../model.ts';
import { lineage } from '../stages/stages.ts';

/** A variable in scope: where it was last set, and its value where the file decides it. */
export interface Variable {
  readonly name: string;
  readonly kind: 'ARG' | 'ENV';
  /** Undefined: only the build's call decides. */
  readonly value: string | undefined;
  readonly pair: Pair;
  /** The ARG before the first FROM that gives an ARG its default. */
  readonly global: Pair | null;
  /** True for an ARG without any default. */
  readonly open: boolean;
}

export interface Scope {
  readonly variables: ReadonlyMap<string, Variable>;
  /** True: names that are not here may be set by an image that we do not see. */
  readonly baseUnknown: boolean;
}

/** The ARGs before the first FROM, with their defaults: what FROM lines may use. */
export function globalScope({ globals }: Dockerfile): Scope {
  return globals;
}

export function globalScopeOf(instructions: readonly Instruction[], stages: readonly Stage[], escape: string): Scope {
  const variables = new Map<string, Variable>();
  const scope = { variables, baseUnknown: false };
  const firstFrom = stages[0]?.from.start ?? Infinity;
  for (const { keyword, pairs, start } of instructions) {
    if (start >= firstFrom) break;
    if (keyword !== 'ARG') continue;
    // Each sees those before it, also in the same instruction.
    for (const pair of pairs) variables.set(pair.key.value, argument(pair, scope, undefined, escape));
  }
  return scope;
}

/** Variables in a stage as they are before `offset`: its ENV and ARG, and those of the stages it is based on. */
export function scopeAt(dockerfile: Dockerfile, stage: Stage, offset = Infinity): Scope {
  let last: Scope | undefined;
  for (const { instruction, scope } of scopedInstructions(dockerfile, stage)) {
    last = scope;
    if (instruction === null || instruction.start >= offset) break;
  }
  return last ?? { variables: new Map(), baseUnknown: true };
}

/**
 * The instructions of a stage and of those it is based on, the eldest first, each with the variables before it; at the
 * end null with all of them. The scope is one that goes on changing: copy what is to be kept.
 */
export function* scopedInstructions(
  dockerfile: Dockerfile,
  stage: Stage,
): Generator<{ readonly instruction: Instruction | null; readonly scope: Scope }> {
  const { escape, stages } = dockerfile;
  const globals = globalScope(dockerfile);
  const stagesOldestFirst = lineage(stages, stage).reverse();
  const root = stagesOldestFirst[0]?.image;
  const variables = new Map<string, Variable>();
  const base = root ? expand(root.text, globals, escape) : undefined;
  const scope = { variables, baseUnknown: base?.toLowerCase() !== 'scratch' };
  for (const { instructions } of stagesOldestFirst) {
    for (const instruction of instructions) {
      yield { instruction, scope };
      for (const variable of setBy(instruction, scope, globals, escape)) {
        const hidden = variable.kind === 'ARG' && variables.get(variable.name)?.kind === 'ENV';
        // An ENV wins over an ARG of its name.
        if (!hidden) variables.set(variable.name, variable);
      }
    }
  }
  yield { instruction: null, scope };
}

/** Values of one instruction see the variables before it. */
export function setBy({ keyword, pairs }: Instruction, scope: Scope, globals: Scope, escape: string): Variable[] {
  if (keyword === 'ARG') return pairs.map((pair) => argument(pair, scope, globals, escape));
  if (keyword !== 'ENV') return [];
  return pairs.map((pair) => {
    const value = pair.value === null ? undefined : expand(pair.value.text, scope, escape);
    return { name: pair.key.value, kind: 'ENV', value, pair, global: null, open: false };
  });
}

function argument(pair: Pair, scope: Scope, globals: Scope | undefined, escape: string): Variable {
  const name = pair.key.value;
  if (pair.value !== null) {
    return { name, kind: 'ARG', value: expand(pair.value.text, scope, escape), pair, global: null, open: false };
  }
  const global = globals?.variables.get(name);
  return { name, kind: 'ARG', value: global?.value, pair, global: global?.pair ?? null, open: global?.open ?? true };
}

/** The variables that an instruction may use: the global ARGs in FROM, those of its stage elsewhere. */
export function scopeFor(
  dockerfile: Dockerfile,
  { keyword, start }: Pick<Instruction, 'keyword' | 'start'>,
): Scope & { readonly global: boolean } {
  const stage = dockerfile.stages.findLast(({ from }) => from.start <= start);
  if (!stage || keyword === 'FROM') return { ...globalScope(dockerfile), global: true };
  return { ...scopeAt(dockerfile, stage, start), global: false };
}
