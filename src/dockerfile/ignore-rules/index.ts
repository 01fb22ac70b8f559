import { ignoreCommentAtLineStart } from './ignore-comment-at-line-start.ts';
import { ignoreExceptionWithoutEffect } from './ignore-exception-without-effect.ts';
import { ignorePatternAnyDepth } from './ignore-pattern-any-depth.ts';
import { ignorePatternMatches } from './ignore-pattern-matches.ts';
import { ignorePatternOnce } from './ignore-pattern-once.ts';
import { ignorePatternSyntax } from './ignore-pattern-syntax.ts';
import type { IgnoreRule } from './subject.ts';

/** Rules about .dockerignore itself, in the order of their pages. */
export const ignoreRules: readonly IgnoreRule[] = [
  ignorePatternSyntax,
  ignoreCommentAtLineStart,
  ignoreExceptionWithoutEffect,
  ignorePatternAnyDepth,
  ignorePatternOnce,
  ignorePatternMatches,
];
