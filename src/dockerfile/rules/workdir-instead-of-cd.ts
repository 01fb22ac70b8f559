import type { Fix } from '../../lint/fix.ts';
import { beginsStep, isPlainCall, scriptBefore } from '../commands/calls.ts';
import { commandRule } from '../commands/command-rule.ts';
import { lineEndAt } from '../syntax/line-end.ts';
import type { RunCommand } from '../commands/run-commands.ts';

export const workdirInsteadOfCd = commandRule(
  {
    id: 'workdir-instead-of-cd',
    title: 'Change the folder with WORKDIR',
    severity: 'hint',
    aliases: ['hadolint:DL3003', 'trivy:DS-0013'],
    why: 'A `cd` ends with its RUN: the next instruction is in the old folder again. WORKDIR says where the commands run, makes the folder and fails where it cannot. A `cd` for a part of one RUN is fine, so it is only a hint; one that nothing follows is a mistake.',
    differs: {
      'trivy:DS-0013': 'trivy looks at the beginning of a RUN and behind `&&` only.',
    },
    exampleOf: 'dockerfile',
    examples: [
      {
        bad: 'FROM golang:1.26\nRUN «cd /src» && make\nUSER 65532',
        good: 'FROM golang:1.26\nWORKDIR /src\nRUN make\nUSER 65532',
        fixed: true,
      },
      {
        bad: 'FROM golang:1.26\nRUN «cd /src»\nUSER 65532',
        good: 'FROM golang:1.26\nWORKDIR /src\nUSER 65532',
        fixed: true,
      },
      {
        bad: 'FROM golang:1.26\nRUN (make && «cd tools» && make install)\nUSER 65532',
        good: 'FROM golang:1.26\nRUN make && make -C tools install\nUSER 65532',
      },
    ],
    programs: ['cd'],
  },
  function* (at, { dockerfile: { text } }) {
    if (at.onbuild || !isPlainCall(at)) return;
    const { start, end, words } = at.command;
    const folder = words.at(-1)?.text ?? '';
    const lost = isLast(at);
    const fix = workdir(text, at);
    yield {
      start: words[0]?.start ?? start,
      end,
      ...(lost ? { severity: 'warning' } : {}),
      message: lost
        ? ['`cd` has no effect: it ends with this RUN']
        : ['`cd {0}` holds for the rest of this RUN only', words.length > 1 ? folder : '~'],
      aliases: ['hadolint:DL3003', ...(words.length > 1 && beginsStep(text, at, start) ? ['trivy:DS-0013'] : [])],
      ...(fix ? { fixes: [fix] } : {}),
    };
  },
);

/** Nothing follows in the shell whose folder it changes. */
function isLast({ command, all, index }: RunCommand): boolean {
  const { subshell, substitution, loop, branch, function: name } = command.context;
  return index === all.length - 1 && !(subshell || substitution || loop || branch || name);
}

/** For a RUN that begins with it. A folder that only the shell knows is none for WORKDIR. */
function workdir(text: string, { command, run, index, all }: RunCommand): Fix | undefined {
  const [program, folder, more] = command.words;
  if (!program || !folder || more || index > 0 || run.json || run.heredocs.length > 0 || run.flags.length > 0) return;
  if (/^[-~]|[`*?[\]{}'"\\]|\$\(/.test(folder.text) || command.start !== program.start) return;
  if (scriptBefore(text, run, program.start) !== '') return;
  const title = ['Use `WORKDIR {0}` (it holds for the instructions after it, too)', folder.text] as const;
  if (all.length === 1) {
    if (text.slice(folder.end, run.end).trim() !== '') return;
    return { title, safe: false, edits: [{ start: run.start, end: run.end, text: `WORKDIR ${folder.text}` }] };
  }
  const [joint = ''] = /^(?:[ \t]|\\\r?\n)*(?:&&|;)(?:[ \t]|\\\r?\n)*/.exec(text.slice(folder.end, run.end)) ?? [];
  if (joint === '') return;
  return {
    title,
    safe: false,
    edits: [
      {
        start: run.start,
        end: folder.end + joint.length,
        text: `WORKDIR ${folder.text}${lineEndAt(text, run)}${text.slice(run.start, run.keywordRange.end)} `,
      },
    ],
  };
}
