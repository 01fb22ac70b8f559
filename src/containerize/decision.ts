import type { Place } from '../go/project.ts';
import { type Message, say, type Translations } from '../words/message.ts';
import type { Decision, DecisionOption, Label } from './plan-types.ts';

export interface DecisionDetails {
  /** Words where the user has to change something by hand, options where a choice does it. */
  readonly alternatives?: readonly (string | DecisionOption)[];
  readonly evidence?: Place | undefined;
}

/** A decision in English, with the messages that the doors translate. */
export function decide(what: Message, chosen: Label, because: Message, details: DecisionDetails = {}): Decision {
  const { alternatives = [], evidence } = details;
  const options = alternatives.filter((one) => typeof one !== 'string');
  return {
    what: say(what),
    chosen: shown(chosen),
    because: say(because),
    alternatives: alternatives.map((one) => (typeof one === 'string' ? one : shown(one.label))),
    ...(options.length > 0 && { options }),
    ...(evidence && { evidence: { file: evidence.file, line: evidence.line } }),
    words: { what, chosen, because },
  };
}

/** A label in the language of `translations`. */
export function shown(label: Label, translations?: Translations): string {
  return typeof label === 'string' ? label : say(label, translations);
}
