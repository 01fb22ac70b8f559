import type { Context, Frame, Origins } from '../code/context.ts';
import { type Setting, UNKNOWN } from '../values/setting.ts';

/** Answers that do not depend on who asks, by what they are of. Code that goes in circles is walked once. */
export interface Remembered<Answer> {
  /** Where nothing binds parameters. */
  free: Answers<Answer>;
  /** Where something does, and the answer hangs on nothing that is bound: the same in every frame. */
  anywhere: Map<object, Answer>;
  /** Where a call, or symbols, bind the parameters of a function. */
  inFrames: WeakMap<Frame, Answers<Answer>>;
  /** Answers inside a circle: good while its first question is open, complete only for that one. */
  readonly partial: Partial<Answer>[];
  /** Questions that are being answered, the innermost last. */
  readonly open: { readonly key: object; readonly frame: Frame | null }[];
  /** The lowest open question that the present one came back to. */
  lowest: number;
}

/** There is one for each call of each call: what few of them have is made when they get it. */
interface Answers<Answer> {
  readonly known: Map<object, Found<Answer>>;
  /** Answers that the depth of the walk cut short: good for who asks from as deep down, and after a while for all. */
  cut: Map<object, Found<Answer> & { readonly depth: number; readonly times: number }> | null;
  partial: Map<object, Partial<Answer>> | null;
}

interface Found<Answer> {
  readonly answer: Answer;
  /** As in Memory. */
  readonly hangsOn: number;
}

interface Partial<Answer> extends Found<Answer> {
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
  return { free: newAnswers(), anywhere: new Map(), inFrames: new WeakMap(), partial: [], open: [], lowest: Infinity };
}

/** Forgets all answers; questions that are open stay so. */
export function forgetAnswers<Answer>(state: Remembered<Answer>): void {
  state.free = newAnswers();
  state.anywhere = new Map();
  state.inFrames = new WeakMap();
  state.partial.length = 0;
}

/** The origins of what `key` stands for, worked out once where no loop element binds anything. */
export function rememberOrigins(key: object, context: Context, find: () => Origins): Origins {
  const { depth } = context;
  // The same origins, as deep in the walk as the question that asks for them now.
  return remember(context.code.memory.origins, key, context, [], find, isFree).map((origin) => {
    return origin && origin.context.depth !== depth ? { ...origin, context: { ...origin.context, depth } } : origin;
  });
}

/** What was made in a call is another thing in each. */
function isFree(origins: Origins): boolean {
  return origins.every((origin) => !origin?.context.frame);
}

/** The value of an expression, likewise. */
export function rememberValue(key: object, context: Context, find: () => Setting): Setting {
  return remember(context.code.memory.settings, key, context, UNKNOWN, find, isSameAnywhere);
}

/** Whether an expression is nil, likewise. */
export function rememberNilness(key: object, context: Context, find: () => boolean | null): boolean | null {
  return remember(context.code.memory.nilness, key, context, null, find, isSameAnywhere);
}

function isSameAnywhere(): boolean {
  return true;
}

function remember<Answer>(
  state: Remembered<Answer>,
  key: object,
  context: Context,
  circular: Answer,
  find: () => Answer,
  mayBeShared: (answer: Answer) => boolean,
): Answer {
  if (context.elements.length > 0) return find();
  const { frame, depth } = context;
  const { memory } = context.code;
  const shared = frame ? state.anywhere.get(key) : undefined;
  if (shared !== undefined) return shared;
  const answers = frame ? answersIn(state, frame) : state.free;
  const known = answers.known.get(key);
  if (known !== undefined) return told(known);
  const cut = answers.cut?.get(key);
  if (cut && (cut.depth <= depth || cut.times >= MOST_CUTS)) {
    memory.cuts++;
    return told(cut);
  }
  const partial = answers.partial?.get(key);
  if (partial) {
    state.lowest = Math.min(state.lowest, partial.lowest);
    return told(partial);
  }
  const again = openAt(state, key, frame);
  if (again >= 0) {
    state.lowest = Math.min(state.lowest, again);
    // What it will hang on, nobody knows yet.
    return told({ answer: circular, hangsOn: frame ? 0 : Infinity });
  }
  const index = state.open.length;
  const outerLowest = state.lowest;
  const { steps, cuts, hangsOn: outerHangsOn } = memory;
  state.open.push({ key, frame });
  state.lowest = Infinity;
  memory.hangsOn = Infinity;
  if (!frame && memory.stepsLeft > 0) memory.steps = Math.max(steps, OWN_STEPS);
  const answer = find();
  // In a frame the steps are those of who asks: used up, the answer is his alone.
  const isWhole = !frame || memory.steps > 0;
  memory.steps = Math.min(steps, memory.steps);
  // Frames of calls that were followed on the way are nobody else's matter.
  const hangsOn = frame && memory.hangsOn <= frame.level ? memory.hangsOn : Infinity;
  const found = { answer, hangsOn };
  memory.hangsOn = outerHangsOn;
  state.open.pop();
  const { lowest } = state;
  state.lowest = Math.min(outerLowest, lowest < index ? lowest : Infinity);
  if (lowest < index) {
    const inCircle = { ...found, lowest, key, of: answers };
    (answers.partial ??= new Map()).set(key, inCircle);
    state.partial.push(inCircle);
    return told(found);
  }
  // Those of the circles that end here; what lies below them in the list was there before.
  while ((state.partial.at(-1)?.lowest ?? -1) >= index) {
    const last = state.partial.pop();
    last?.of.partial?.delete(last.key);
  }
  if (memory.cuts > cuts) (answers.cut ??= new Map()).set(key, { ...found, depth, times: (cut?.times ?? 0) + 1 });
  else if (isWhole && frame && hangsOn === Infinity && mayBeShared(answer)) state.anywhere.set(key, answer);
  else if (isWhole) answers.known.set(key, found);
  return told(found);

  function told({ answer: one, hangsOn: on }: Found<Answer>): Answer {
    memory.hangsOn = Math.min(memory.hangsOn, on);
    return one;
  }
}

/** The place among the open questions; written out, as there are many and each looks. */
function openAt({ open }: Remembered<unknown>, key: object, frame: Frame | null): number {
  for (let index = open.length - 1; index >= 0; index--) {
    const one = open[index];
    if (one?.key === key && one.frame === frame) return index;
  }
  return -1;
}

function answersIn<Answer>({ inFrames }: Remembered<Answer>, frame: Frame): Answers<Answer> {
  let answers = inFrames.get(frame);
  if (!answers) inFrames.set(frame, (answers = newAnswers()));
  return answers;
}

function newAnswers<Answer>(): Answers<Answer> {
  return { known: new Map(), cut: null, partial: null };
}
