import type { Report } from '../../lint/rule.ts';
import { pathsBelow } from '../files/file-tree.ts';
import { isIgnored, parseIgnoreFile } from '../files/ignore-file.ts';
import { type IgnoreRule, isPlain } from './subject.ts';

/** So many files and folders are looked at, the nearest first, however large the workspace is. */
const MOST = 2000;
const MOST_PATTERNS = 300;

export const ignorePatternAnyDepth: IgnoreRule = {
  id: 'ignore-pattern-any-depth',
  title: 'Say `**/` in .dockerignore for files of every folder',
  severity: 'hint',
  aliases: [],
  why: 'Other than in .gitignore, a pattern without a slash is about the root of the build context only: `*.log` leaves the files of folders in. `**/*.log` is about all of them.',
  exampleOf: 'dockerignore',
  examples: [
    { bad: '«*.log»\nbin\n', good: '**/*.log\nbin\n', fixed: true, files: { 'logs/today.log': '' } },
    {
      bad: '.git\n«node_modules»\n',
      good: '.git\n**/node_modules\n',
      fixed: true,
      files: { 'web/node_modules/x/index.js': '' },
    },
  ],
  *check({ lines, text, context }): Iterable<Report> {
    if (!context) return;
    const asked = lines.filter(
      ({ pattern, exception, written }) => pattern && !exception && !written.startsWith('/') && isHabit(pattern.text),
    );
    const whole = parseIgnoreFile(text);
    if (asked.length === 0 || whole.patterns.length > MOST_PATTERNS || !whole.patterns.every(isPlain)) return;
    const paths = [...pathsBelow(context.list, context.folder, MOST)].filter((path) => path.includes('/'));
    for (const { pattern, start, end } of asked) {
      if (!pattern) continue;
      const name = pattern.text;
      const missed = paths.find(
        (path) => pattern.matches(path.slice(path.lastIndexOf('/') + 1)) && !isIgnored(whole, path),
      );
      if (missed === undefined) continue;
      yield {
        start,
        end,
        message: ['`{0}` is about the root only, and `{1}` is sent', name, missed],
        fixes: [
          {
            title: ['Write `{0}`, which leaves them out in every folder', `**/${name}`],
            safe: false,
            edits: [{ start, end, text: `**/${name}` }],
          },
        ],
      };
    }
  },
};

/** What people who know .gitignore mean of every folder; a plain name may well be meant of the root alone. */
function isHabit(pattern: string): boolean {
  return /^\*\.[\w.-]+$|^\*~$|^(?:node_modules|__pycache__|\.DS_Store|Thumbs\.db|\.env|\.venv|\.terraform)$/.test(
    pattern,
  );
}
