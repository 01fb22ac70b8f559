interface Kept<Value> {
  readonly from: readonly unknown[];
  readonly value: Value;
  round: number;
}

/** Answers by a name, each as long as what it was made from is the same, and as somebody asks for it. */
export interface KeptAnswers<Value> {
  /** The answer that is there, whatever it was made from. */
  readonly last: (name: string) => Omit<Kept<Value>, 'round'> | undefined;
  /** That of the very same. */
  readonly known: (name: string, from: readonly unknown[]) => Value | undefined;
  readonly keep: (name: string, from: readonly unknown[], make: () => Value) => Value;
  /** Says that the answer that is there still counts. */
  readonly touch: (name: string) => void;
  readonly values: () => Iterable<Value>;
  /** Lets go of what nobody asked for since the last time; false: of nothing. */
  readonly sweep: () => boolean;
}

export function newAnswers<Value>(): KeptAnswers<Value> {
  const all = new Map<string, Kept<Value>>();
  let round = 0;

  return {
    last: (name) => all.get(name),
    known: (name, from) => same(name, from)?.value,
    keep(name, from, make) {
      const before = same(name, from);
      if (before) return before.value;
      const value = make();
      all.set(name, { from, value, round });
      return value;
    },
    touch(name) {
      const kept = all.get(name);
      if (kept) kept.round = round;
    },
    *values() {
      for (const { value } of all.values()) yield value;
    },
    sweep() {
      const { size } = all;
      for (const [name, { round: used }] of all) if (used < round) all.delete(name);
      round++;
      return all.size < size;
    },
  };

  function same(name: string, from: readonly unknown[]): Kept<Value> | undefined {
    const before = all.get(name);
    if (!before || !isSameList(before.from, from)) return undefined;
    before.round = round;
    return before;
  }
}

/** Keeps `most` of what was asked for last: it stands at the end, and the oldest goes. */
export function keepLast<Value>(known: Map<string, Value>, name: string, value: Value, most: number): void {
  known.delete(name);
  known.set(name, value);
  const [oldest] = known.keys();
  if (known.size > most && oldest !== undefined) known.delete(oldest);
}

/** By index: lists are long, and nearly all of them are the same. */
export function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false;
  return true;
}
