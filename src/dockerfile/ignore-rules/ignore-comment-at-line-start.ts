import type { Report } from '../../lint/rule.ts';
import type { IgnoreLine } from '../files/ignore-file.ts';
import { lineEndOf } from './line-edits.ts';
import type { IgnoreRule } from './subject.ts';

export const ignoreCommentAtLineStart: IgnoreRule = {
  id: 'ignore-comment-at-line-start',
  title: 'Begin comments of .dockerignore at the start of a line',
  severity: 'warning',
  aliases: [],
  why: 'Only a `#` that is the very first character of a line begins a comment. Behind a pattern it is part of the pattern, which then names no file, so that what it should leave out is sent. Behind blanks it is a pattern of its own.',
  exampleOf: 'dockerignore',
  examples: [
    { bad: 'bin «# what make builds»\n*.log\n', good: '# what make builds\nbin\n*.log\n', fixed: true },
    { bad: 'docs:old\n  «# local settings»\n.env\n', good: 'docs:old\n# local settings\n.env\n', fixed: true },
    { bad: '!go.mod\t«#needed»\n', good: '#needed\n!go.mod\nC#\n#backup#\n' },
  ],
  *check({ text, lines }): Iterable<Report> {
    for (const line of lines) {
      const at = commentIn(line.written);
      if (at === undefined) continue;
      const start = line.start + at;
      const comment = line.written.slice(at);
      const pattern = line.written.slice(0, at).trimEnd();
      yield pattern === ''
        ? {
            start,
            end: line.end,
            message: ['Behind blanks `{0}` is a pattern, not a comment', '#'],
            fixes: [
              {
                title: ['Begin the comment at the line start'],
                safe: true,
                edits: [{ start: line.line.start, end: start, text: '' }],
              },
            ],
          }
        : {
            start,
            end: line.end,
            message: ['`{0}` is part of the pattern here, so that `{1}` is not matched', '#', pattern],
            fixes: [
              {
                title: ['Move the comment above `{0}`, which then counts', pattern],
                safe: false,
                edits: [{ ...line.line, text: `${comment}${lineEndOf(text)}${pattern}` }],
              },
            ],
          };
    }
  },
};

/** Where a comment was meant to begin; names such as `#backup#` and `C#` are none. */
function commentIn(written: IgnoreLine['written']): number | undefined {
  if (/^#(?![^\s]*[#*?[\]])/.test(written)) return 0;
  const behind = /\s#(?=\s|[\p{L}\d])/u.exec(written);
  return behind ? behind.index + 1 : undefined;
}
