/** A value of JSON as CEL has it (whole numbers are `int`), and how large its largest list or map is. */
export interface CelValue {
  readonly value: unknown;
  readonly widest: number;
}

/** Undefined for what is too large or too deep to be worked with. */
export function toCel(json: unknown): CelValue | undefined {
  let left = 200_000;
  let widest = 0;
  const convert = (one: unknown, depth: number): unknown => {
    if (--left < 0 || depth > 100) throw new RangeError('too large');
    if (typeof one === 'number') return Number.isSafeInteger(one) ? BigInt(one) : one;
    if (typeof one !== 'object' || one === null) return one;
    if (Array.isArray(one)) {
      widest = Math.max(widest, one.length);
      return one.map((item) => convert(item, depth + 1));
    }
    // What an expression has made, a quantity or a time, is the library's own.
    if (!isPlainObject(one)) return one;
    const entries = Object.entries(one);
    widest = Math.max(widest, entries.length);
    return Object.fromEntries(entries.map(([key, value]) => [key, convert(value, depth + 1)]));
  };
  try {
    return { value: convert(json, 0), widest };
  } catch {
    return undefined;
  }
}

function isPlainObject(one: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(one);
  return prototype === Object.prototype || prototype === null;
}

/** Whether what an expression has made is small enough to go on with. */
export function isSmall(value: unknown): boolean {
  let left = 100_000;
  const visit = (one: unknown): boolean => {
    if (--left < 0) return false;
    if (typeof one === 'string') return one.length <= 100_000;
    if (typeof one !== 'object' || one === null) return true;
    if (Array.isArray(one)) return one.length <= 100_000 && one.every(visit);
    return Object.values(one).every(visit);
  };
  return visit(value);
}
