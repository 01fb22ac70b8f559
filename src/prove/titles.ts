import type { Message } from '../words/message.ts';
import type { ProofId, ProofStep, Verdict } from './types.ts';

const TITLES: Readonly<Record<ProofId, Message>> = {
  build: ['Builds'],
  user: ['Runs as a user other than root'],
  content: ['Holds no source, tools, secrets'],
  size: ['Holds little but the program'],
  start: ['Starts read-only, unprivileged'],
  listen: ['Listens on its ports'],
  health: ['Says that it is well'],
  writes: ['Writes only where it may'],
  stop: ['Ends on SIGTERM'],
};

export function proofStep(id: ProofId, verdict: Verdict): ProofStep {
  return { id, title: TITLES[id], ...verdict };
}

/** All claims, in the order in which they are looked at. */
export const PROOF_TITLES = Object.entries(TITLES) as unknown as readonly (readonly [ProofId, Message])[];
