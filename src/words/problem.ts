import { labelled, type Message, paragraph, say, type Translations } from './message.ts';

/** What a problem is about, so that a door can offer the fitting action without reading the sentence. */
export type ProblemKind =
  | 'no-engine'
  | 'no-cluster'
  | 'no-kubeconfig'
  | 'unreachable'
  | 'credentials'
  | 'forbidden'
  | 'not-found'
  | 'build-failed'
  | 'push-refused'
  | 'apply-rejected'
  | 'rollout-failed'
  | 'invalid-input'
  | 'cancelled'
  | 'unexpected';

export interface ProblemDetails {
  readonly kind: ProblemKind;
  /** What happened, with the user's own names. */
  readonly what: Message;
  /** Why it happened, as far as it is known. */
  readonly why?: Message;
  /** What the reason comes to, where that names only what is concerned: `go.mod could not be read`, and its line. */
  readonly detail?: Message;
  /** What the user can do next. */
  readonly next?: Message;
  readonly cause?: unknown;
}

/**
 * The one error that adapters throw: what happened, why, and what to do. Never holds a secret.
 * `message` is the English text; doors call {@link explain} for the user's language.
 */
export class Problem extends Error {
  readonly details: ProblemDetails;
  constructor(details: ProblemDetails) {
    super(explainDetails(details, {}), { cause: details.cause });
    this.name = 'Problem';
    this.details = details;
  }
}

/** One paragraph: what, why and next step, in the language of `translations`. */
export function explain(problem: Problem, translations: Translations = {}): string {
  return explainDetails(problem.details, translations);
}

function explainDetails({ what, why, detail, next }: ProblemDetails, translations: Translations): string {
  const reason: Message | undefined =
    why && detail ? ['{0}', labelled(say(why, translations), say(detail, translations))] : why;
  const messages = [what, reason, next].filter((message) => message !== undefined);
  return paragraph(messages.map((message) => say(message, translations)));
}
