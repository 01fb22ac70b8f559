import type { Context, Origins } from './context.ts';
import { type Setting, UNKNOWN } from './setting.ts';

/** Answers that do not depend on who asks, by what they are of. Code that goes in circles is walked once. */
export interface Remembered<Answer> {
  readonly known: Map<object, Answer>;
  /** Answers inside a circle: good while its first question is open, complete only for that one. */
  readonly partial: Map<object, { readonly answer: Answer; readonly lowest: number }>;
  /** Questions that are being answered, by their place in the stack. */
  readonly open: Map<object, number>;
  /** The lowest open question that the present one came back to. */
  lowest: number;
}

/** Steps that each remembered question may take at least, so that its answer does not depend on who asked first. */
const OWN_STEPS = 3_000;
/** An answer from deeper down may have been cut short. */
const DEEPEST = 30;

export function newRemembered<Answer>(): Remembered<Answer> {
  return { known: new Map(), partial: new Map(), open: new Map(), lowest: Infinity };
}

/** The origins of what `key` stands for, worked out once where no frame and no loop element binds anything. */
export function rememberOrigins(key: object, context: Context, find: () => Origins): Origins {
  const { depth } = context;
  // The same origins, as deep in the walk as the question that asks for them now.
  return remember(context.code.memory.origins, key, context, [], find).map((origin) => {
    return origin && origin.context.depth !== depth ? { ...origin, context: { ...origin.context, depth } } : origin;
  });
}

/** The value of an expression, likewise. */
export function rememberValue(key: object, context: Context, find: () => Setting): Setting {
  return remember(context.code.memory.settings, key, context, UNKNOWN, find);
}

function remember<Answer>(
  state: Remembered<Answer>,
  key: object,
  context: Context,
  circular: Answer,
  find: () => Answer,
): Answer {
  const { memory } = context.code;
  if (context.frame || context.elements.length > 0) return find();
  const known = state.known.get(key);
  if (known !== undefined) return known;
  const partial = state.partial.get(key);
  if (partial) {
    state.lowest = Math.min(state.lowest, partial.lowest);
    return partial.answer;
  }
  const isOpen = state.open.get(key);
  if (isOpen !== undefined) {
    state.lowest = Math.min(state.lowest, isOpen);
    return circular;
  }
  const index = state.open.size;
  const outerLowest = state.lowest;
  const steps = memory.steps;
  state.open.set(key, index);
  state.lowest = Infinity;
  memory.steps = Math.max(steps, OWN_STEPS);
  const found = find();
  memory.steps = Math.min(steps, memory.steps);
  state.open.delete(key);
  const { lowest } = state;
  if (lowest < index) {
    state.partial.set(key, { answer: found, lowest });
    state.lowest = Math.min(outerLowest, lowest);
    return found;
  }
  for (const [inner, { lowest: reached }] of state.partial) if (reached >= index) state.partial.delete(inner);
  state.lowest = outerLowest;
  if (context.depth <= DEEPEST) state.known.set(key, found);
  return found;
}
