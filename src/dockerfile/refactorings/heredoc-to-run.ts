import type { Range } from '../../lint/rule.ts';
import type { Dockerfile } from '../model.ts';
import { instructionAt, type Refactored, type Refactoring } from './refactoring.ts';
import { stepsOf } from './script-steps.ts';
import { shellBefore } from './shell-before.ts';

/** A heredoc that stops at the first failure → `RUN a && b`, which builds with any frontend. */
export const heredocToRun: Refactoring = {
  id: 'heredoc-to-run',
  kind: 'rewrite',
  apply(dockerfile: Dockerfile, at: Range): Refactored | undefined {
    const { text } = dockerfile;
    const run = instructionAt(dockerfile, at);
    const [heredoc, second] = run?.heredocs ?? [];
    if (run?.keyword !== 'RUN' || !heredoc || second || !/^<<-?\s*["']?\w+["']?$/.test(run.rest.text)) return undefined;
    if (text.includes('\r') || shellBefore(dockerfile, run) === undefined) return undefined;
    const { start, end } = heredoc.content;
    const content = text.slice(start, end);
    // The file ends before the heredoc does.
    if (end >= run.end || /<<|^[ \t]*#/m.test(content)) return undefined;
    const script = heredoc.strip ? content.replace(/^\t+/gm, '') : content;
    const lines = script
      .split(/(?<!\\)\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '');
    if (!/^set\s+-[a-z]*e[a-z]*$/.test(lines[0] ?? '')) return undefined;
    // In `a && b` a failure of `a` would not stop the script.
    if (!lines.every((line) => stepsOf(line.replace(/\\\n/g, ' '))?.length === 1)) return undefined;
    const steps = lines[0] === 'set -e' ? lines.slice(1) : lines;
    if (steps.length === 0) return undefined;
    return {
      title: ['Convert the heredoc to `RUN … && …`'],
      edits: [{ start: run.rest.at(0), end: run.end, text: steps.join(' \\\n    && ') }],
    };
  },
};
