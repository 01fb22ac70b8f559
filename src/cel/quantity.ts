/** A quantity of Kubernetes: exact, in billionths. */
export class Quantity {
  readonly nanos: bigint;
  constructor(nanos: bigint) {
    this.nanos = nanos;
  }
}

const FACTORS: Readonly<Record<string, bigint>> = {
  n: 1n,
  u: 1000n,
  m: 1_000_000n,
  '': 1_000_000_000n,
  k: 10n ** 12n,
  M: 10n ** 15n,
  G: 10n ** 18n,
  T: 10n ** 21n,
  P: 10n ** 24n,
  E: 10n ** 27n,
  Ki: 1024n * 10n ** 9n,
  Mi: 1024n ** 2n * 10n ** 9n,
  Gi: 1024n ** 3n * 10n ** 9n,
  Ti: 1024n ** 4n * 10n ** 9n,
  Pi: 1024n ** 5n * 10n ** 9n,
  Ei: 1024n ** 6n * 10n ** 9n,
};

/** Undefined where a text is no quantity. */
export function readQuantity(text: string): Quantity | undefined {
  const match = /^([+-]?)(\d{1,30})?(?:\.(\d{0,30}))?(?:[eE]([+-]?\d{1,2})|([numkMGTPE]|[KMGTPE]i)?)$/.exec(
    text.trim(),
  );
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', exponent, suffix = ''] = match;
  if (whole === '' && fraction === '') return undefined;
  const factor = exponent === undefined ? FACTORS[suffix] : power(Number(exponent));
  if (factor === undefined) return undefined;
  const nanos = (BigInt(`${whole}${fraction}` || '0') * factor) / 10n ** BigInt(fraction.length);
  return new Quantity(sign === '-' ? -nanos : nanos);
}

function power(exponent: number): bigint {
  return exponent >= -9 ? 10n ** BigInt(exponent + 9) : 0n;
}
