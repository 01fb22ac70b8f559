import type { Report } from '../../lint/rule.ts';
import { withoutLine } from './line-edits.ts';
import type { IgnoreRule } from './subject.ts';

export const ignorePatternOnce: IgnoreRule = {
  id: 'ignore-pattern-once',
  title: 'Write each pattern of .dockerignore once',
  severity: 'hint',
  aliases: [],
  why: 'The same pattern a second time changes nothing, but who removes one of them wonders why files are still left out. `bin`, `/bin` and `bin/` are the same pattern.',
  exampleOf: 'dockerignore',
  examples: [
    { bad: 'bin\n*.log\n«/bin/»\n', good: 'bin\n*.log\n', fixed: true },
    { bad: '*.md\n!README.md\n«!README.md»\ntmp\n', good: '*.md\n!README.md\ntmp\n', fixed: true },
    { bad: 'a\r\n«a»', good: 'a', fixed: true },
  ],
  *check({ text, lines }): Iterable<Report> {
    /** Patterns since the last one of the other kind: only those cannot mean anything else by now. */
    let seen = new Map<string, string>();
    let exceptions = false;
    for (const line of lines) {
      if (!line.pattern) continue;
      if (line.exception !== exceptions) seen = new Map();
      exceptions = line.exception;
      const first = seen.get(line.pattern.text);
      if (first === undefined) {
        seen.set(line.pattern.text, line.written);
        continue;
      }
      yield {
        start: line.start,
        end: line.end,
        message:
          first === line.written
            ? ['`{0}` is said above already', line.written]
            : ['`{0}` is said above already, as `{1}`', line.written, first],
        fixes: [{ title: ['Remove this line'], safe: true, edits: [withoutLine(text, line)] }],
      };
    }
  },
};
