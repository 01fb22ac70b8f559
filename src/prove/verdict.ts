import type { Message } from '../words/message.ts';
import type { ProofPlace, Verdict } from './types.ts';

export function passed(detail: Message): Verdict {
  return { state: 'passed', detail };
}

export function failed(detail: Message, place?: ProofPlace): Verdict {
  return { state: 'failed', detail, ...(place && { place }) };
}

export function needs(detail: Message, place?: ProofPlace): Verdict {
  return { state: 'needs', detail, ...(place && { place }) };
}

export function skipped(detail: Message): Verdict {
  return { state: 'skipped', detail };
}
