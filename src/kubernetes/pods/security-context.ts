import type { Evidence, Fix, TextEdit } from '../../lint/fix.ts';
import type { Message } from '../../words/message.ts';
import { at } from '../fields.ts';
import type { Field } from '../model.ts';
import { given } from '../pod-security/check.ts';
import type { ContainerView, PodSpecView } from './workloads.ts';

/** A setting of the container's own security context; one that is `null` says nothing. */
export function ownSetting({ field }: ContainerView, key: string): Field | undefined {
  return given(at(field, 'securityContext', key));
}

/** A setting of the pod's security context, which counts for containers that have none of their own. */
export function sharedSetting({ spec }: PodSpecView, key: string): Field | undefined {
  return given(at(spec, 'securityContext', key));
}

/**
 * A fix that takes a right from the program: it cannot start, or fails later, where it needs it. As long as nothing is known
 * of the program, the fix is a suggestion, and its title says what must be true; `safeWith` names what would show that it is.
 */
export function hardening(title: Message, edit: TextEdit | undefined, safeWith?: Evidence): readonly Fix[] {
  return edit ? [{ title, safe: false, ...(safeWith ? { safeWith } : {}), edits: [edit] }] : [];
}
