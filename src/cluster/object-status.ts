import type { Message } from '../words/message.ts';

/** How an object does, for an icon, a label and a tooltip. */
export interface ObjectStatus {
  readonly state: 'ok' | 'progressing' | 'warning' | 'error' | 'unknown';
  /** Short, behind the name: `2/2 ready`. */
  readonly text: Message;
  /** Why it is not ok, in the cluster's own words. */
  readonly reason?: string;
}

/** A status with the cluster's own words where there are any. */
export function statusWith(state: ObjectStatus['state'], text: Message, reason?: string): ObjectStatus {
  return { state, text, ...(reason ? { reason } : {}) };
}
