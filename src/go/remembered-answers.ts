import type { Context, Frame, Origins } from './context.ts';
import { type Setting, UNKNOWN } from './setting.ts';

/** Answers that do not depend on who asks, by what they are of. Code that goes in circles is walked once. */
export interface Remembered<Answer> {
  /** Where nothing binds parameters. */
  free: Answers<Answer>;
  /** Where a call, or symbols, bind the parameters of a function. */
  inFrames: WeakMap<Frame, Answers<Answer>>;
  /** Answers inside a circle: good while its first question is open, complete only for that one. */
  readonly partial: Partial<Answer>[];
  /** How many questions are being answered. */
  open: number;
  /** The lowest open question that the present one came back to. */
  lowest: number;
}

interface Answers<Answer> {
  readonly known: Map<object, Answer>;
  /** Answers that the depth of the walk cut short: good for who asks from as deep down, and after a while for all. */
  readonly cut: Map<object, { readonly answer: Answer; readonly depth: number; readonly times: number }>;
  readonly partial: Map<object, Partial<Answer>>;
  /** Questions that are being answered, by their place in the stack of all. */
  readonly open: Map<object, number>;
}

interface Partial<Answer> {
  readonly answer: Answer;
  readonly lowest: number;
  readonly key: object;
  readonly of: Answers<Answer>;
}

/**
 * How often a walk that was cut short is begun anew from higher up. In code where all leads to all, each place is come to from
 * every depth, and sixty walks say hardly more than two.
 */
const MOST_CUTS = 2;

/**
 * Steps that each remembered question may take at least, so that its answer does not depend on who asked first. None of them where the
 * program has used up its own: a command line of 400,000 lines took eight times its steps so, and learnt nothing.
 */
const OWN_STEPS = 3_000;

export function newRemembered<Answer>(): Remembered<Answer> {
  return { free: newAnswers(), inFrames: new WeakMap(), partial: [], open: 0, lowest: Infinity };
}

/** Forgets all answers; questions that are open stay so. */
export function forgetAnswers<Answer>(state: Remembered<Answer>): void {
  state.free = { ...newAnswers(), open: state.free.open };
  state.inFrames = new WeakMap();
  state.partial.length = 0;
}

/** The origins of what `key` stands for, worked out once where no loop element binds anything. */
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
  if (context.elements.length > 0) return find();
  const { frame, depth } = context;
  const { memory } = context.code;
  const answers = frame ? answersIn(state, frame) : state.free;
  const known = answers.known.get(key);
  if (known !== undefined) return known;
  const cut = answers.cut.get(key);
  if (cut && (cut.depth <= depth || cut.times >= MOST_CUTS)) {
    memory.cuts++;
    return cut.answer;
  }
  const partial = answers.partial.get(key);
  if (partial) {
    state.lowest = Math.min(state.lowest, partial.lowest);
    return partial.answer;
  }
  const isOpen = answers.open.get(key);
  if (isOpen !== undefined) {
    state.lowest = Math.min(state.lowest, isOpen);
    return circular;
  }
  const index = state.open++;
  const outerLowest = state.lowest;
  const { steps, cuts } = memory;
  answers.open.set(key, index);
  state.lowest = Infinity;
  if (!frame && memory.stepsLeft > 0) memory.steps = Math.max(steps, OWN_STEPS);
  const found = find();
  // In a frame the steps are those of who asks: used up, the answer is his alone.
  const isWhole = !frame || memory.steps > 0;
  memory.steps = Math.min(steps, memory.steps);
  answers.open.delete(key);
  state.open--;
  const { lowest } = state;
  state.lowest = Math.min(outerLowest, lowest < index ? lowest : Infinity);
  if (lowest < index) {
    const inCircle = { answer: found, lowest, key, of: answers };
    answers.partial.set(key, inCircle);
    state.partial.push(inCircle);
    return found;
  }
  // Those of the circles that end here; what lies below them in the list was there before.
  while ((state.partial.at(-1)?.lowest ?? -1) >= index) {
    const last = state.partial.pop();
    last?.of.partial.delete(last.key);
  }
  if (memory.cuts > cuts) answers.cut.set(key, { answer: found, depth, times: (cut?.times ?? 0) + 1 });
  else if (isWhole) answers.known.set(key, found);
  return found;
}

function answersIn<Answer>({ inFrames }: Remembered<Answer>, frame: Frame): Answers<Answer> {
  let answers = inFrames.get(frame);
  if (!answers) inFrames.set(frame, (answers = newAnswers()));
  return answers;
}

function newAnswers<Answer>(): Answers<Answer> {
  return { known: new Map(), cut: new Map(), partial: new Map(), open: new Map() };
}
