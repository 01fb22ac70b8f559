import type { Report } from '../../lint/rule.ts';
import { entryAt, joinNames, pathsBelow } from '../files/file-tree.ts';
import { withoutLine } from './line-edits.ts';
import { type IgnoreRule, isPlain } from './subject.ts';

/** With more files and folders than these, patterns with wildcards are not judged. */
const MOST = 2000;

/** What comes and goes: made by builds, tools, editors and desktops, or kept by one person only. */
const PASSING =
  /(?:^|\/)\.\w|(?:^|\/|\*)(?:node_modules|bower_components|vendor|dist|build|bin|obj|out|output|target|release|coverage.*|tmp|temp|logs?|cache|venv|env|__pycache__|.*\.(?:log|tmp|swp|swo|bak|orig|rej|out|test|exe|dll|so|dylib|o|a|py[cod]|class|jar|war|prof|pid|local|cover|tgz|tar|gz|zip|key|pem|crt)|[Dd]ockerfile.*|.*[Cc]ompose.*|Thumbs\.db|~)\*?(?:\/|$)/;

export const ignorePatternMatches: IgnoreRule = {
  id: 'ignore-pattern-matches',
  title: 'Remove patterns of .dockerignore that match nothing',
  severity: 'hint',
  off: true,
  aliases: [],
  why: 'A pattern that matches nothing is a misspelt one, or left from files that are gone. Nothing is said of what builds, tools and editors make, as that comes and goes.',
  exampleOf: 'dockerignore',
  examples: [
    { bad: 'bin\n«dcos»\n', good: 'bin\n', fixed: true, files: { 'docs/index.md': '' } },
    { bad: '«*.rst»\ndocs/*.md\n', good: 'docs/*.md\n', fixed: true, files: { 'docs/index.md': '' } },
  ],
  *check({ text, lines, context }): Iterable<Report> {
    if (!context) return;
    let paths: readonly string[] | undefined;
    for (const line of lines) {
      const { pattern } = line;
      if (!pattern || !isPlain(pattern) || PASSING.test(pattern.text) || pattern.text === '.') continue;
      if (/[*?[\\]/.test(pattern.text)) {
        paths ??= [...pathsBelow(context.list, context.folder, MOST)];
        if (paths.length >= MOST || paths.some(pattern.matches)) continue;
      } else if (entryAt(context.list, joinNames(context.folder, pattern.text)) !== undefined) continue;
      yield {
        start: line.start,
        end: line.end,
        message: ['`{0}` matches nothing here', line.written],
        fixes: [{ title: ['Remove this line'], safe: false, edits: [withoutLine(text, line)] }],
      };
    }
  },
};
