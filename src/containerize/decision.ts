import type { Place } from '../go/project.ts';
import { type Message, say } from '../words/message.ts';
import type { Decision } from './plan-types.ts';

export interface DecisionDetails {
  readonly alternatives?: readonly string[];
  readonly evidence?: Place | undefined;
}

/** A decision in English, with the messages that the doors translate. */
export function decide(what: Message, chosen: string, because: Message, details: DecisionDetails = {}): Decision {
  const { alternatives = [], evidence } = details;
  return {
    what: say(what),
    chosen,
    because: say(because),
    alternatives,
    ...(evidence && { evidence: { file: evidence.file, line: evidence.line } }),
    words: { what, because },
  };
}
