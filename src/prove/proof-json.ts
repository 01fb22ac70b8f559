import { say } from '../words/message.ts';
import type { ImageSize } from './size.ts';
import type { ProofRequest, ProofState, ProofStep } from './types.ts';

export interface ProofJson {
  readonly program: string;
  readonly image: string;
  /** `needs`: nothing failed, but something that is no part of the image is missing to show all. */
  readonly outcome: 'passed' | 'needs' | 'failed';
  /** Bytes. */
  readonly size: ImageSize | null;
  /** Variables that were set to made-up values. */
  readonly madeUp: readonly string[];
  readonly steps: readonly {
    readonly id: string;
    /** Of a command that the image does not run by itself; absent: of the one that it does. */
    readonly workload?: string;
    readonly title: string;
    readonly state: ProofState;
    readonly detail: string;
    readonly file: string | null;
    readonly line: number | null;
  }[];
}

/** The proof as `gantry prove --format json` prints it; a stable interface. */
export function toProofJson(
  program: string,
  image: string,
  request: Pick<ProofRequest, 'madeUp'> | undefined,
  steps: readonly ProofStep[],
  size: ImageSize | undefined,
): ProofJson {
  return {
    program,
    image,
    outcome: outcomeOf(steps),
    size: size ?? null,
    madeUp: request?.madeUp ?? [],
    steps: steps.map(({ id, workload, title, state, detail, place }) => ({
      id,
      ...(workload !== undefined && { workload }),
      title: say(title),
      state,
      detail: say(detail),
      file: place?.file ?? null,
      line: place?.line ?? null,
    })),
  };
}

export function outcomeOf(steps: readonly Pick<ProofStep, 'state'>[]): ProofJson['outcome'] {
  if (steps.some(({ state }) => state === 'failed')) return 'failed';
  return steps.some(({ state }) => state === 'needs') ? 'needs' : 'passed';
}
