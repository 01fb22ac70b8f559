import type { Range } from '../../lint/rule.ts';

/**
 * `.dockerignore` as the engine's own tools read it (moby/patternmatcher): Go's filepath.Match plus `**` and `!`,
 * always anchored at the context's root. This is not gitignore's language: `*.log` names files of the root only.
 */
export interface IgnoreFile {
  readonly patterns: readonly IgnorePattern[];
  /** Patterns that Docker refuses, as written; a build with one of them fails. */
  readonly invalid: readonly string[];
}

export interface IgnorePattern {
  /** Cleaned, without `!` and leading slash. */
  readonly text: string;
  /** `!pattern`: takes files back in. */
  readonly exception: boolean;
  readonly matches: (path: string) => boolean;
}

/** A line with a pattern; the range is that of what is written, without the blanks around. */
export interface IgnoreLine extends Range {
  readonly written: string;
  readonly exception: boolean;
  /** Null: Docker refuses it. */
  readonly pattern: IgnorePattern | null;
  /** The whole line, without its line end. */
  readonly line: Range;
}

/** Reads the text of an ignore file; never throws. */
export function parseIgnoreFile(text: string): IgnoreFile {
  const lines = ignoreLines(text);
  return {
    patterns: lines.flatMap(({ pattern }) => pattern ?? []),
    invalid: lines.filter(({ pattern }) => !pattern).map(({ written }) => written),
  };
}

/** The lines of an ignore file that are neither empty nor comments. */
export function ignoreLines(text: string): IgnoreLine[] {
  const lines: IgnoreLine[] = [];
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (const content of text.slice(start).split('\n')) {
    const line = { start, end: start + content.length - (content.endsWith('\r') ? 1 : 0) };
    start += content.length + 1;
    const written = content.trim();
    if (content.startsWith('#') || written === '') continue;
    const exception = written.startsWith('!');
    const at = line.start + content.length - content.trimStart().length;
    const pattern = patternOf(exception ? written.slice(1).trim() : written, exception);
    lines.push({ start: at, end: at + written.length, written, exception, pattern, line });
  }
  return lines;
}

function patternOf(written: string, exception: boolean): IgnorePattern | null {
  const text = clean(written);
  const matches = text === '' || !isValid(text) ? undefined : matcher(text);
  return matches ? { text, exception, matches } : null;
}

/** Whether the file leaves `path` (relative to the context, with `/`) out; the last pattern that matches it or a parent decides. */
export function isIgnored({ patterns }: IgnoreFile, path: string): boolean {
  const ancestry = withParents(path);
  let ignored = false;
  for (const { exception, matches } of patterns) {
    if (exception === ignored && ancestry.some(matches)) ignored = !exception;
  }
  return ignored;
}

/** The last line that leaves a path, or a folder around it, out. */
export function lineLeavingOut(text: string, path: string): IgnoreLine | undefined {
  const ancestry = withParents(path);
  return ignoreLines(text).findLast(
    ({ pattern }) => pattern !== null && !pattern.exception && ancestry.some(pattern.matches),
  );
}

/** Whether something below the ignored folder `path` may be taken back by an exception, so that it must be walked. */
export function mayHoldExceptions({ patterns }: IgnoreFile, path: string): boolean {
  return patterns.some(({ exception, text }) => {
    if (!exception) return false;
    const fixed = text.slice(0, (/[*?[\\]/.exec(text) ?? { index: text.length }).index);
    return fixed === text ? `${text}/`.startsWith(`${path}/`) : comparable(fixed, `${path}/`);
  });
}

function comparable(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a);
}

function withParents(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/')).reverse();
}

/** Go's filepath.Clean, then one leading slash taken off. */
function clean(pattern: string): string {
  if (pattern === '') return '';
  const parts: string[] = [];
  for (const part of pattern.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || !pattern.startsWith('/')) parts.push(part);
  }
  return parts.length > 0 ? parts.join('/') : pattern.startsWith('/') ? '/' : '.';
}

/** The syntax check of Go's filepath.Match: closed, non-empty classes with whole ranges; nothing after a last backslash. */
function isValid(pattern: string): boolean {
  return /^(?:\\[^]|\[(?:\^(?!\])|(?!\^))(?:(?:\\[^]|[^\\\]-])(?:-(?:\\[^]|[^\\\]-]))?)+\]|[^\\[])*$/u.test(pattern);
}

/** Undefined where a range runs backwards (`[z-a]`). */
function matcher(pattern: string): ((path: string) => boolean) | undefined {
  // Docker compares the end of the path as text when `**` is the only magic and comes first: `**foo` ignores `barfoo`, too.
  if (pattern.startsWith('**') && !/[*?[\]\\]/.test(pattern.slice(2))) {
    const suffix = pattern.slice(2);
    return (path) => path.endsWith(suffix) || `/${path}` === suffix;
  }
  try {
    const expression = new RegExp(`^${source(pattern)}$`, 'su');
    return (path) => expression.test(path);
  } catch {
    return undefined;
  }
}

const TOKEN = /\*\*\/?|\*|\?|\\(?<escaped>[^])|\[(?<negated>\^?)(?<members>(?:\\[^]|[^\\\]])+)\]|[^]/gu;

function source(pattern: string): string {
  return pattern.replace(TOKEN, (token: string, ...rest) => {
    const offset = rest.at(-3) as number;
    const { escaped, negated, members } = rest.at(-1) as Record<string, string | undefined>;
    if (token.startsWith('**')) return offset + token.length === pattern.length ? '.*' : '(?:.*/)?';
    if (token === '*') return '[^/]*';
    if (token === '?') return '[^/]';
    if (members !== undefined) return `[${negated ?? ''}${classMembers(members)}]`;
    return literal(escaped ?? token);
  });
}

function classMembers(members: string): string {
  return members.replace(/\\([^])|([^\\-])/gu, (_, escaped: string | undefined, plain: string | undefined) =>
    (escaped ?? plain ?? '').replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&'),
  );
}

function literal(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
}
