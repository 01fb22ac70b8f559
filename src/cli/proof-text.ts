import type { ProofRequest, ProofState, ProofStep } from '../prove/types.ts';
import { outcomeOf } from '../prove/proof-json.ts';
import { labelled, type Message, say } from '../words/message.ts';
import type { Common } from './door.ts';

const MARKS: Readonly<Record<ProofState, string>> = { passed: '✔', failed: '✘', needs: '?', skipped: '–' };
const COLORS: Readonly<Record<ProofState, number>> = { passed: 32, failed: 31, needs: 33, skipped: 90 };

/** One claim of the checklist, with the line to look at where it does not hold. */
export function proofLine(
  { workload, title, state, detail, place }: ProofStep,
  { translations, color }: Common,
): string {
  const mark = color ? `\u001b[${COLORS[state]}m${MARKS[state]}\u001b[0m` : MARKS[state];
  const where = place === undefined ? '' : ` (${place.file}:${place.line})`;
  const of = workload === undefined ? '' : `${workload} · `;
  return `${mark} ${of}${labelled(say(title, translations), say(detail, translations))}${where}\n`;
}

const OUTCOMES: Readonly<Record<ReturnType<typeof outcomeOf>, Message>> = {
  passed: ['Everything that can be shown of it holds'],
  needs: ['Nothing failed; what is marked with ? needs something that is no part of the image'],
  failed: ['What is marked with ✘ does not hold'],
};

export function proofSummary(
  steps: readonly ProofStep[],
  { madeUp }: Pick<ProofRequest, 'madeUp'>,
  { translations }: Common,
): string {
  const filled: Message = ['Set to made-up values, because it requires them: {0}', madeUp.join(', ')];
  return [...(madeUp.length > 0 ? [filled] : []), OUTCOMES[outcomeOf(steps)]]
    .map((message) => `${say(message, translations)}\n`)
    .join('');
}
