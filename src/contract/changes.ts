import type { FileChange, TextEdit } from '../lint/fix.ts';
import type { Message } from '../words/message.ts';
import type { Repair } from './fault.ts';

/** An edit in some file of the workspace. */
export interface EditIn {
  readonly file: string;
  readonly edit: TextEdit;
}

/** The edits by file, each file once; undefined where there is none, or one of them cannot be made. */
export function changesOf(edits: readonly (EditIn | undefined)[]): FileChange[] | undefined {
  const byFile = new Map<string, TextEdit[]>();
  for (const one of edits) {
    if (!one) return undefined;
    const own = byFile.get(one.file) ?? [];
    // Two ways may lead to one place.
    if (!own.some(({ start }) => start === one.edit.start)) own.push(one.edit);
    byFile.set(one.file, own);
  }
  return byFile.size === 0 ? undefined : [...byFile].map(([file, own]) => ({ file, edits: own }));
}

/** The edit with its file; undefined where there is none. */
export function editIn(file: string, edit: TextEdit | undefined): EditIn | undefined {
  return edit && { file, edit };
}

/** What makes the edits; nothing where `changesOf` has none. */
export function repairOf(title: Message, edits: readonly (EditIn | undefined)[]): Repair[] {
  const changes = changesOf(edits);
  return changes ? [{ title, changes }] : [];
}
