import type { Rule } from '../../lint/rule.ts';
import type { ListFolder } from '../files/file-tree.ts';
import type { IgnoreLine, IgnorePattern } from '../files/ignore-file.ts';

/** What a rule about .dockerignore looks at. */
export interface IgnoreSubject {
  readonly text: string;
  readonly lines: readonly IgnoreLine[];
  /** What is on disk; absent: not all of it is known, or not which folder is the build context. */
  readonly context?: { readonly list: ListFolder; readonly folder: string };
}

/** False: it could take long to compare with many paths, and nobody means it. */
export function isPlain({ text }: IgnorePattern): boolean {
  return text.length <= 300 && (text.match(/\*+/g)?.length ?? 0) <= 5;
}

export type IgnoreRule = Rule<IgnoreSubject>;
