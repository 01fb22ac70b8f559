import type { Report } from '../../lint/rule.ts';
import type { Command } from '../../shell/commands.ts';
import type { ListItem, Statement } from '../../shell/model.ts';
import type { RunScript } from '../commands/run-scripts.ts';
import { optionsSet } from '../commands/set-options.ts';
import type { DockerfileRule } from '../subject.ts';

export const heredocStopsAtErrors: DockerfileRule = {
  id: 'heredoc-stops-at-errors',
  title: 'Begin a heredoc of several commands with set -e',
  severity: 'warning',
  aliases: [],
  why: 'A shell goes on after a command that fails, and only the last one decides whether RUN has failed: the build goes on with half of what it should have made. Where commands are joined by `&&` the first failure stops it; in the lines of a heredoc `set -e` does the same.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM debian:12\nRUN «<<EOF»\napt-get update\napt-get install -y --no-install-recommends curl\nrm -rf /var/lib/apt/lists/*\nEOF\nUSER 65532',
      good: 'FROM debian:12\nRUN <<EOF\nset -e\napt-get update\napt-get install -y --no-install-recommends curl\nrm -rf /var/lib/apt/lists/*\nEOF\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM debian:12\nRUN «<<"EOT"»\n#!/bin/bash\nmake\nmake install\nEOT\nUSER 65532',
      good: 'FROM debian:12\nRUN <<"EOT"\n#!/bin/bash\nset -e\nmake\nmake install\nEOT\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM debian:12\nRUN bash «<<-EOF»\n\tmake\n\tmake install\n\tEOF\nUSER 65532',
      good: 'FROM debian:12\nRUN bash -e <<-EOF\n\tmake\n\tmake install\n\tEOF\nSHELL ["/bin/bash", "-ec"]\nRUN <<EOF\nmake\nmake install\nEOF\nUSER 65532',
    },
  ],
  *check({ dockerfile: { scripts, text } }): Iterable<Report> {
    for (const script of scripts) {
      const { kind, form, options, instruction } = script;
      if (kind !== 'run' || (form !== 'heredoc' && form !== 'input') || options.has('errexit')) continue;
      const heredoc = instruction.heredocs.find(
        ({ content }) => content.start <= script.script.start && script.script.start <= content.end,
      );
      const lost = heredoc ? firstLost(script) : undefined;
      if (!heredoc || lost === undefined) continue;
      const [opening = ''] = /^\d*<<-?[ \t]*\S+/.exec(text.slice(heredoc.start, heredoc.start + 200)) ?? [];
      const { content } = heredoc;
      const [shebang = ''] = /^#![^\n]*\n/.exec(text.slice(content.start, content.end)) ?? [];
      const [indent = ''] = /^[ \t]*/.exec(text.slice(content.start + shebang.length, content.end)) ?? [];
      const lineEnd = text.slice(content.start, content.end).includes('\r\n') ? '\r\n' : '\n';
      const at = content.start + shebang.length;
      yield {
        start: heredoc.start,
        end: heredoc.start + opening.length,
        message: ['Lines go on where `{0}` fails: only the last command decides', lost],
        fixes: [
          {
            title: ['Begin with `set -e` (the build stops at the first command that fails)'],
            safe: false,
            edits: [{ start: at, end: at, text: `${indent}set -e${lineEnd}` }],
          },
        ],
      };
    }
  },
};

/** The first command that may fail without consequence: before `set -e`, and not the last. */
function firstLost({ script, commands }: RunScript): string | undefined {
  const items = script.body.items;
  let next = 0;
  for (const item of items.slice(0, -1)) {
    const own: Command[] = [];
    // Commands stand in the order of the lines that they are part of.
    for (let one = commands[next]; one && one.start < item.statement.end; one = commands[++next]) own.push(one);
    if (own.some((command) => optionsSet(command).includes('errexit'))) return undefined;
    if (!mayFail(item)) continue;
    const named = own.filter(({ words }) => words.length > 0);
    return (named.find(({ context }) => !context.substitution) ?? named[0])?.words[0]?.value;
  }
  return undefined;
}

const HARMLESS = new Set([
  ...['echo', 'printf', 'export', 'set', 'shopt', 'trap', 'umask', 'alias', 'unset', ':', 'true', 'readonly'],
  ...['declare', 'local', 'typeset', 'ulimit', 'exit', 'return', 'exec'],
]);

/** Not what deals with its failure itself, nor what hardly can. */
function mayFail({ statement, terminator }: ListItem): boolean {
  if (terminator === '&' || statement.kind === 'function') return false;
  if (statement.kind === 'and-or' && statement.operators.at(-1)?.text === '||') return false;
  return !isHarmless(statement);
}

function isHarmless(statement: Statement): boolean {
  if (statement.kind === 'and-or') return statement.statements.every(isHarmless);
  if (statement.kind === 'pipeline') return statement.commands.every(isHarmless);
  if (statement.kind !== 'simple') return false;
  const name = statement.words[0]?.value;
  return name === undefined
    ? !/\$\(|`/.test(statement.assignments.map(({ text }) => text).join(''))
    : HARMLESS.has(name);
}
