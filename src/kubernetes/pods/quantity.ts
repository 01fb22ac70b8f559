/** What the suffixes of a quantity multiply by. */
const FACTORS: Readonly<Record<string, number>> = {
  '': 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

export interface Quantity {
  /** In cores, bytes or pieces. */
  readonly value: number;
  readonly suffix: string;
}

/** A quantity as the API server reads it (`500m`, `1.5Gi`, `1e3`), blanks around it; undefined for what is none, placeholders among it. */
export function parseQuantity(text: string): Quantity | undefined {
  const [, digits, suffix = ''] =
    /^([+-]?(?:\d+\.?\d*|\.\d+))([numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/.exec(text.trim()) ?? [];
  if (digits === undefined) return undefined;
  if (/^[eE][+-]?\d/.test(suffix)) return { value: Number(digits + suffix), suffix };
  return { value: round(Number(digits) * (FACTORS[suffix] ?? 1)), suffix };
}

/** Whether two quantities are the same amount, however they are written. */
export function sameAmount(one: Quantity | undefined, other: Quantity | undefined): boolean {
  return (one?.value ?? 0) === (other?.value ?? 0);
}

/** Without what binary fractions add: `0.1` cores are `100m`. */
function round(value: number): number {
  return Number(value.toPrecision(15));
}
