import { outcomeOf } from '../../../prove/proof-json.ts';
import { PROOF_TITLES } from '../../../prove/titles.ts';
import type { ProofId, ProofPlace, ProofState, ProofStep } from '../../../prove/types.ts';
import type { Message } from '../../../words/message.ts';

/** A proof as far as it has come. */
export interface Proof {
  /** Name of the program. */
  readonly program: string;
  readonly steps: readonly ProofStep[];
  readonly running: boolean;
  /** The line responsible for a claim that names none. */
  readonly placeOf: (id: ProofId, workload?: string) => ProofPlace | undefined;
  /** Variables that were set to made-up values. */
  readonly madeUp: readonly string[];
  /** Why it broke off, where it did. */
  readonly problem?: string;
}

/** `waiting`, `running`: not looked at yet. `open`: the proof ended before. */
export type RowState = ProofState | 'waiting' | 'running' | 'open';

/** One claim of the checklist. */
export interface Row {
  readonly id: ProofId;
  /** Of a command that the image does not run by itself. */
  readonly workload?: string;
  readonly title: Message;
  readonly state: RowState;
  readonly detail?: Message;
  readonly place?: ProofPlace;
}

/** All claims, also those that are still to come; below them what is seen of other workloads of the image. */
export function rowsOf(proof: Proof): readonly Row[] {
  return [...rowsOfImage(proof), ...[...rowsBeside(proof).values()].flat()];
}

/** What has been seen of the other workloads of the image, by their names. */
export function rowsBeside({ steps, placeOf }: Proof): ReadonlyMap<string, readonly Row[]> {
  const beside = new Map<string, Row[]>();
  for (const { id, workload, title, state, detail, place: own } of steps) {
    if (workload === undefined) continue;
    const place = own ?? placeOf(id, workload);
    const row: Row = { id, workload, title, state, detail, ...(place && { place }) };
    beside.set(workload, [...(beside.get(workload) ?? []), row]);
  }
  return beside;
}

/** The state that says most of several claims. */
export function worstState(rows: readonly Row[]): RowState {
  const order: readonly RowState[] = ['failed', 'needs', 'passed'];
  return order.find((state) => rows.some((row) => row.state === state)) ?? 'skipped';
}

/** All claims of the workload that the image runs by itself. */
export function rowsOfImage({ steps, running, placeOf }: Proof): readonly Row[] {
  const next = PROOF_TITLES.find(([id]) => !steps.some((step) => step.id === id))?.[0];
  return PROOF_TITLES.map(([id, title]): Row => {
    const step = steps.find((one) => one.id === id && one.workload === undefined);
    const place = step?.place ?? placeOf(id);
    return {
      id,
      title,
      state: step?.state ?? (!running ? 'open' : id === next ? 'running' : 'waiting'),
      ...(step && { detail: step.detail }),
      ...(place && { place }),
    };
  });
}

/** What stands above the list. */
export function summaryOf(proof: Proof): readonly Message[] {
  const { steps, running, madeUp, program } = proof;
  return [
    ...(running ? [['Proving `{0}`', program] as const] : steps.length > 0 ? [outcomeWords(program, steps)] : []),
    ...(madeUp.length > 0
      ? [['Set to made-up values, because it requires them: {0}', madeUp.join(', ')] as const]
      : []),
  ];
}

/** How a proof ended, in one sentence. */
export function outcomeWords(program: string, steps: readonly Pick<ProofStep, 'state'>[]): Message {
  const failed = steps.filter(({ state }) => state === 'failed').length;
  switch (outcomeOf(steps)) {
    case 'passed':
      return ['`{0}`: everything that can be shown of it holds', program];
    case 'needs':
      return ['`{0}`: nothing failed, but something that is no part of the image is missing', program];
    case 'failed':
      return failed === 1
        ? ['`{0}`: one claim does not hold', program]
        : ['`{0}`: {1} claims do not hold', program, failed];
  }
}
