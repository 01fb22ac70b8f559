import type { Fix } from '../../lint/fix.ts';
import type { Report } from '../../lint/rule.ts';
import type { IgnoreLine } from '../files/ignore-file.ts';
import { withoutLine } from './line-edits.ts';
import type { IgnoreRule } from './subject.ts';

export const ignorePatternSyntax: IgnoreRule = {
  id: 'ignore-pattern-syntax',
  title: 'Write patterns in .dockerignore that Docker can read',
  severity: 'error',
  fails: 'parse',
  aliases: [],
  why: 'Patterns of .dockerignore follow Go’s filepath.Match. One that it cannot read, such as a `[` that nothing closes or a `!` alone, stops the build before its first step.',
  exampleOf: 'dockerignore',
  examples: [
    { bad: 'bin\n«!»\n*.log\n', good: 'bin\n*.log\n', fixed: true },
    { bad: '«docs/[draft»\n', good: 'docs/\\[draft\n', fixed: true },
    { bad: '«[z-a].txt»\n«tmp\\»\n', good: '[a-z].txt\ntmp\n' },
  ],
  *check({ text, lines }): Iterable<Report> {
    for (const line of lines) {
      if (line.pattern) continue;
      const { start, end, written } = line;
      const fix = mend(text, line);
      yield {
        start,
        end,
        message:
          written === '!'
            ? ['`{0}` alone takes nothing back in, and the build refuses it', written]
            : ['Docker cannot read the pattern `{0}`, so the build fails', written],
        ...(fix ? { fixes: [fix] } : {}),
      };
    }
  },
};

function mend(text: string, line: IgnoreLine): Fix | undefined {
  const { start, written } = line;
  if (written === '!') return { title: ['Remove this line'], safe: true, edits: [withoutLine(text, line)] };
  // One bracket that nothing closes is most likely part of a name.
  if (!/^[^[\]\\]*\[[^[\]\\]*$/.test(written)) return undefined;
  const at = start + written.indexOf('[');
  return { title: ['Take `{0}` as part of the name', '['], safe: false, edits: [{ start: at, end: at, text: '\\' }] };
}
