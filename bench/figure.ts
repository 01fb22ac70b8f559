/** One measured figure, as `npm run bench --json` prints it. */
export interface Figure {
  /** `spine/activation`. */
  readonly id: string;
  /** The median, or the percentile that the id names. */
  readonly value: number;
  readonly unit: 'ms' | 'kB' | 'MB' | 's';
  readonly runs: number;
  /** Least and greatest of the runs. */
  readonly spread?: readonly [number, number];
  /** `<=30`. */
  readonly goal?: string;
  /** Whether the goal is met; absent without a goal. */
  readonly ok?: boolean;
  /** Why there is no value. */
  readonly absent?: string;
}

/** A figure from samples; `percentile` 50 is the median. */
export function figure(
  id: string,
  unit: Figure['unit'],
  samples: readonly number[],
  options: { readonly percentile?: number; readonly atMost?: number } = {},
): Figure {
  const sorted = [...samples].sort((a, b) => a - b);
  const index = Math.min(sorted.length - 1, Math.ceil(((options.percentile ?? 50) / 100) * sorted.length) - 1);
  const value = round(sorted[Math.max(index, 0)] ?? 0);
  return {
    id,
    value,
    unit,
    runs: samples.length,
    ...(samples.length > 1 ? { spread: [round(sorted[0] ?? 0), round(sorted.at(-1) ?? 0)] } : {}),
    ...(options.atMost === undefined ? {} : { goal: `<=${options.atMost}`, ok: value <= options.atMost }),
  };
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
