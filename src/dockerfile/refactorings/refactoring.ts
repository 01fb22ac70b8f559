import type { TextEdit } from '../../lint/fix.ts';
import type { Range } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import type { Dockerfile, Instruction } from '../model.ts';

/** A change that the user asks for where no rule speaks: the same build, unless the title says otherwise. */
export interface Refactored {
  /** An imperative sentence for the light bulb, no full stop. */
  readonly title: Message;
  readonly edits: readonly TextEdit[];
}

export interface Refactoring {
  readonly id: string;
  /** `extract`: a part becomes a thing of its own. */
  readonly kind: 'rewrite' | 'extract';
  /** Undefined where it does not apply to the place. */
  readonly apply: (dockerfile: Dockerfile, at: Range) => Refactored | undefined;
}

/** The instruction that the range begins in. */
export function instructionAt({ instructions }: Dockerfile, { start }: Range): Instruction | undefined {
  return instructions.find((one) => one.start <= start && start <= one.end);
}

/** True: comments stand between its lines, which a rewrite would lose. */
export function holdsComments({ comments }: Dockerfile, { start, end }: Range): boolean {
  return comments.some((comment) => comment.inside && start < comment.start && comment.start < end);
}
