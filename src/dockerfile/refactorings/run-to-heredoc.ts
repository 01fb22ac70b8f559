import { rangeIn } from '../../shell/source-text.ts';
import type { Dockerfile } from '../model.ts';
import type { Range } from '../../lint/rule.ts';
import { holdsComments, instructionAt, type Refactored, type Refactoring } from './refactoring.ts';
import { stepsOf } from './script-steps.ts';
import { shellBefore } from './shell-before.ts';

/** `RUN a && b` → a script of lines that stops at the first that fails. */
export const runToHeredoc: Refactoring = {
  id: 'run-to-heredoc',
  kind: 'rewrite',
  apply(dockerfile: Dockerfile, at: Range): Refactored | undefined {
    const { text } = dockerfile;
    const run = instructionAt(dockerfile, at);
    if (run?.keyword !== 'RUN' || run.json !== null || run.heredocs.length > 0) return undefined;
    // The shell would see the carriage returns.
    if (text.includes('\r') || holdsComments(dockerfile, run) || shellBefore(dockerfile, run) === undefined)
      return undefined;
    const steps = stepsOf(run.rest.text);
    if (!steps || steps.length < 2) return undefined;
    const lines = steps.map((step) => {
      const { start, end } = rangeIn(run.rest, step.start, step.end);
      return text.slice(start, end).replace(/\\[ \t]+\n/g, '\\\n');
    });
    const script = lines.join('\n');
    // Docker passes over empty lines between continued ones, a shell does not.
    if (/\\\n\s*\n/.test(script) || /^[ \t]*EOF[ \t]*$/m.test(script) || script.includes('<<')) return undefined;
    const stops = /^set\s+-[a-z]*e[a-z]*(?:\s|$)/.test(script) ? '' : 'set -e\n';
    return {
      title: ['Convert `RUN` to a heredoc (needs BuildKit)'],
      edits: [{ start: run.rest.at(0), end: run.end, text: `<<EOF\n${stops}${script}\nEOF` }],
    };
  },
};
