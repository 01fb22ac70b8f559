import type { Question } from '../containerize/plan-types.ts';
import { say } from '../words/message.ts';
import type { Common } from './door.ts';

/** What answers a question that is open. */
const ANSWERS: Readonly<Partial<Record<Question['id'], string>>> = {
  program: '--program',
  port: '--port NUMBER',
  gateway: '--gateway NAMESPACE/NAME',
  host: '--host NAME',
};

/** A question of a plan with the options that answer it, a line each where there are several. */
export function openQuestion({ id, ask, options }: Question, { translations }: Common): string {
  const asked = `gantry: ${say(ask, translations)}`;
  const answer = ANSWERS[id];
  if (options.length === 0) return answer === undefined ? `${asked}\n` : `${asked} (${answer})\n`;
  return [asked, ...options.map((option) => `  ${answer === undefined ? '' : `${answer} `}${option}`), ''].join('\n');
}
