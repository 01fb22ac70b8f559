/** One measured figure, as `npm run bench --json` prints it. */
export interface Figure {
  /** `spine/activation`. */
  readonly id: string;
  /** The median, or the percentile that the id names. */
  readonly value: number;
  readonly unit: 'ms' | 'kB' | 'MB' | 's' | 'x';
  readonly runs: number;
  /** Least and greatest of the runs. */
  readonly spread?: readonly [number, number];
  /** `<=30`, or `<=0.5x` of the peer's value. */
  readonly goal?: string;
  /** Whether the goal is met; absent without a goal. */
  readonly ok?: boolean;
  /** The same work by another tool, in the same run. */
  readonly peer?: { readonly name: string; readonly version: string; readonly value: number; readonly ratio: number };
  /** Why there is no value. */
  readonly absent?: string;
}

export interface Peer {
  readonly name: string;
  readonly version: string;
  readonly samples: readonly number[];
}

interface Options {
  readonly percentile?: number;
  readonly atMost?: number;
  /** Greatest ratio to the peer's value. */
  readonly atMostOfPeer?: number;
  readonly peer?: Peer;
}

/** A figure from samples; `percentile` 50 is the median. */
export function figure(
  id: string,
  unit: Figure['unit'],
  samples: readonly number[],
  { percentile = 50, atMost, atMostOfPeer, peer }: Options = {},
): Figure {
  const value = round(at(samples, percentile));
  const theirs = peer ? round(at(peer.samples, percentile)) : undefined;
  const ratio = theirs === undefined ? undefined : round(value / theirs);
  return {
    id,
    value,
    unit,
    runs: samples.length,
    ...(samples.length > 1 ? { spread: [round(Math.min(...samples)), round(Math.max(...samples))] } : {}),
    ...(atMost === undefined ? {} : { goal: `<=${atMost}`, ok: value <= atMost }),
    ...(atMostOfPeer === undefined
      ? {}
      : { goal: `<=${atMostOfPeer}x`, ...(ratio === undefined ? {} : { ok: ratio <= atMostOfPeer }) }),
    ...(peer && theirs !== undefined && ratio !== undefined
      ? { peer: { name: peer.name, version: peer.version, value: theirs, ratio } }
      : {}),
  };
}

/** A figure that could not be measured here, and why. */
export function absent(id: string, unit: Figure['unit'], error: unknown): Figure {
  return { id, value: 0, unit, runs: 0, absent: error instanceof Error ? error.message : String(error) };
}

function at(samples: readonly number[], percentile: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const index = Math.min(sorted.length - 1, Math.ceil((percentile / 100) * sorted.length) - 1);
  return sorted[Math.max(index, 0)] ?? 0;
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
