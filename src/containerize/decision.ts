import type { Place } from '../go/project.ts';
import { type Message, say } from '../words/message.ts';
import type { Decision, DecisionOption } from './plan-types.ts';

export interface DecisionDetails {
  /** Words where the user has to change something by hand, options where a choice does it. */
  readonly alternatives?: readonly (string | DecisionOption)[];
  readonly evidence?: Place | undefined;
}

/** A decision in English, with the messages that the doors translate. */
export function decide(what: Message, chosen: string, because: Message, details: DecisionDetails = {}): Decision {
  const { alternatives = [], evidence } = details;
  const options = alternatives.filter((one) => typeof one !== 'string');
  return {
    what: say(what),
    chosen,
    because: say(because),
    alternatives: alternatives.map((one) => (typeof one === 'string' ? one : one.label)),
    ...(options.length > 0 && { options }),
    ...(evidence && { evidence: { file: evidence.file, line: evidence.line } }),
    words: { what, because },
  };
}
