import type { Message } from '../words/message.ts';
import type { Range } from './rule.ts';

/** Replaces the characters from `start` to `end` by `text`. */
export interface TextEdit extends Range {
  readonly text: string;
}

/**
 * What the files of a workspace may show of a program: its image sets a numeric user that is not root; such a user has no
 * capability to lose; it writes no file; nothing in its pod asks the API server of Kubernetes.
 */
export type Evidence = 'non-root-image' | 'no-capabilities' | 'no-writes' | 'no-kubernetes-client';

/** A change that removes a finding. Edits of one fix do not overlap. */
export interface Fix {
  /** An imperative sentence for the light bulb, no full stop. */
  readonly title: Message;
  /** Cannot change what is built or how it runs; only such fixes are part of *fix all* and `--fix`. */
  readonly safe: boolean;
  /** What would make it safe after all, for those who can show it about the program and its image: `no-writes`. */
  readonly safeWith?: Evidence;
  /** Edits of the file that the finding is in. */
  readonly edits: readonly TextEdit[];
  /** Edits of other files, and files to create; paths relative to the workspace, with `/`. */
  readonly others?: readonly FileChange[];
}

export type FileChange =
  { readonly file: string; readonly edits: readonly TextEdit[] } | { readonly file: string; readonly create: string };

/** `text` with the edits applied; an edit that overlaps an earlier one (by start) is left out. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let position = 0;
  for (const edit of sorted) {
    if (edit.start < position) continue;
    result += text.slice(position, edit.start) + edit.text;
    position = edit.end;
  }
  return result + text.slice(position);
}
