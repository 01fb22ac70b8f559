import type { Fix } from '../../lint/fix.ts';
import type { Range, Report } from '../../lint/rule.ts';
import { shellNamed } from '../../shell/dialect.ts';
import type { CommandNode, Pipeline } from '../../shell/model.ts';
import type { NodeIndex } from '../../shell/walk.ts';
import type { BaseFacts } from '../stages/base-images.ts';
import { isBehindHeredoc } from '../commands/calls.ts';
import { lineEndAt } from '../syntax/line-end.ts';
import type { Dockerfile, Instruction, Stage } from '../model.ts';
import type { RunScript } from '../commands/run-scripts.ts';
import { optionsSet } from '../commands/set-options.ts';
import { libcByStage } from '../stages/stage-libc.ts';
import type { DockerfileRule } from '../subject.ts';

export const pipefail: DockerfileRule = {
  id: 'pipefail',
  title: 'Let a RUN fail where a command before a pipe fails',
  severity: 'warning',
  aliases: ['hadolint:DL4006'],
  why: 'A shell looks at the last command of a pipe only: in `curl … | tar -x` a failed download may leave an image that was built “successfully”, without what should be in it. With `pipefail` any of them stops the build. bash, zsh, ksh and the shell of Alpine know it, that of Debian and Ubuntu does not: there SHELL has to name bash.',
  differs: {
    'hadolint:DL4006':
      'hadolint looks at SHELL of the same stage only. `set -o pipefail` in the RUN or heredoc counts as well, so does a SHELL of the stage below, a first line `#!/bin/bash -eo pipefail`, ksh, `/usr/bin/bash`, and `sh` on Alpine; heredocs of other languages are none of it, nor is what stands in the `$(…)` of an argument: no shell asks how that ends.',
  },
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM debian:12\nRUN curl -fsS https://example.com/a.tgz «|» tar -xz\nUSER 65532',
      good: 'FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN curl -fsS https://example.com/a.tgz | tar -xz\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM alpine:3.23\nRUN wget -qO- https://example.com/a.tgz «|» tar -xz\nUSER 65532',
      good: 'FROM alpine:3.23\nRUN set -o pipefail && wget -qO- https://example.com/a.tgz | tar -xz\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN a «|» b\nRUN c «|» d\nUSER 65532',
      good: 'FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN a | b\nRUN c | d\nUSER 65532',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    let systems: ReturnType<typeof systemsOf> | undefined;
    /** By stage: where the first RUN with a pipe stands, for all fixes of the stage are one. */
    const first = new Map<Stage, Instruction>();
    let reported: Instruction | undefined;
    for (const script of dockerfile.scripts) {
      const { kind, instruction, stage, onbuild } = script;
      if (kind !== 'run' || instruction === reported || !script.text.includes('|') || !stage) continue;
      systems ??= systemsOf(dockerfile);
      const system = systems.get(stage);
      const found = system ? gravest(script, system) : undefined;
      if (!found || !system) continue;
      reported = instruction;
      if (!first.has(stage)) first.set(stage, instruction);
      const fixable = !onbuild && found.fixable;
      const fix = fixable ? fixOf(dockerfile, script, system, first.get(stage) ?? instruction) : undefined;
      yield {
        start: found.at.start,
        end: found.at.end,
        ...(found.mild ? { severity: 'info' } : {}),
        message: found.mild
          ? ['The RUN goes on where a command before this pipe fails']
          : ['The RUN succeeds where `{0}` before this pipe fails', found.before],
        aliases: onbuild || isBehindHeredoc(instruction, found.at.start) ? [] : ['hadolint:DL4006'],
        ...(fix ? { fixes: [fix] } : {}),
      };
    }
  },
};

/** What matters of a stage. */
interface System {
  readonly libc: BaseFacts['libc'];
  /** By RUN the SHELL of the stage before it. */
  readonly shells: ReadonlyMap<Instruction, Instruction>;
}

function systemsOf(dockerfile: Dockerfile): ReadonlyMap<Stage, System> {
  const libc = libcByStage(dockerfile);
  const systems = new Map<Stage, System>();
  for (const stage of dockerfile.stages) {
    const shells = new Map<Instruction, Instruction>();
    let shell: Instruction | undefined;
    for (const instruction of stage.instructions) {
      if (instruction.keyword === 'SHELL') shell = instruction;
      else if (shell) shells.set(instruction, shell);
    }
    systems.set(stage, { libc: libc.get(stage) ?? null, shells });
  }
  return systems;
}

interface Found {
  /** The operator. */
  readonly at: Range;
  /** What stands before it. */
  readonly before: string;
  /** Hardly anything can fail there, or it is asked on purpose. */
  readonly mild: boolean;
  /** With pipefail the RUN can still succeed. */
  readonly fixable: boolean;
}

/** The first pipe that may hide a failure, else the first at all. */
function gravest(script: RunScript, system: System): Found | undefined {
  if (script.options.has('pipefail') && knowsPipefail(script, system)) return undefined;
  const pipes = (script.nodes.byKind.get('pipeline') ?? []) as readonly Pipeline[];
  // `||` makes none.
  if (pipes.length === 0) return undefined;
  const set = script.commands.find((command) => !command.context.inner && optionsSet(command).includes('pipefail'));
  const open = pipes.filter(
    (pipe) => pipe.operators.length > 0 && !(set && set.start < pipe.start) && isHeard(pipe, script.nodes),
  );
  const asked = new Set<CommandNode | null>(
    script.commands.filter(({ context }) => context.condition).map(({ node }) => node),
  );
  const found = open.map((pipe) => describe(pipe, asked));
  const fixable = found.every((one) => one.fixable);
  const best = found.find(({ mild }) => !mild) ?? found[0];
  return best && { ...best, fixable };
}

/** Whether a shell looks at how it ends: what a `$(…)` of an argument ends with is lost with `pipefail`, too. */
function isHeard(pipe: Pipeline, { parents }: NodeIndex): boolean {
  let isValue = false;
  for (let around = parents().get(pipe); around; around = parents().get(around)) {
    if (around.kind === 'command-substitution') isValue = true;
    else if (isValue && around.kind === 'assignment') return true;
    else if (isValue && around.kind === 'simple') return around.words.length === 0;
  }
  return true;
}

function describe({ commands, operators, start, end }: Pipeline, asked: ReadonlySet<CommandNode | null>): Found {
  const before = commands.slice(0, -1);
  const names = before.map(nameOf);
  const risky = before.findIndex((node, index) => !HARMLESS.has(names[index] ?? '') && !readsHere(node));
  const at = operators[Math.max(risky, 0)] ?? { start, end };
  return {
    at: { start: at.start, end: at.end },
    before: names[Math.max(risky, 0)] ?? '',
    mild: risky < 0 || commands.some((node) => asked.has(node)),
    // `yes` ends by the pipe that closes, and that is a failure.
    fixable: !names.includes('yes'),
  };
}

const HARMLESS = new Set(['echo', 'printf', 'yes', 'true', ':']);

/** `cat <<EOF` */
function readsHere({ kind, redirections }: CommandNode): boolean {
  return kind === 'simple' && redirections.some(({ operator }) => operator.text.startsWith('<<'));
}

function nameOf(node: CommandNode): string {
  return node.kind === 'simple' ? (node.words[0]?.value ?? '') : '…';
}

/** `sh` knows it where it is that of Alpine. */
function knowsPipefail({ dialect, form }: RunScript, { libc }: System): boolean {
  if (dialect === 'dash') return false;
  return dialect !== 'sh' || form === 'input' || libc === 'musl';
}

function fixOf({ text }: Dockerfile, script: RunScript, { libc, shells }: System, first: Instruction): Fix | undefined {
  const { instruction, form, dialect } = script;
  const shell = shells.get(instruction);
  const [program] = shell?.json ?? [];
  if (form === 'shell' && !shell && libc === 'musl' && instruction.heredocs.length === 0) {
    const at = instruction.rest.at(0);
    return inRun({ start: at, end: at, text: 'set -o pipefail && ' });
  }
  if ((form !== 'shell' && form !== 'heredoc') || script.text.startsWith('#!')) return undefined;
  if (program) {
    if (dialect === 'sh' || dialect === 'dash' || !shellNamed(program.value)) return undefined;
    return bySHELL([{ start: program.end, end: program.end, text: ', "-o", "pipefail"' }]);
  }
  if (shell || dialect !== 'sh') return undefined;
  const line = libc === 'musl' ? '["/bin/ash", "-eo", "pipefail", "-c"]' : '["/bin/bash", "-o", "pipefail", "-c"]';
  return bySHELL([{ start: first.start, end: first.start, text: `SHELL ${line}${lineEndAt(text, first)}` }]);
}

function inRun(edit: Fix['edits'][number]): Fix {
  return { title: ['Add `set -o pipefail` (the build stops where a command fails)'], safe: false, edits: [edit] };
}

function bySHELL(edits: Fix['edits']): Fix {
  return {
    title: [
      'Set `pipefail` by `SHELL` (all later instructions of the stage run in that shell, which the image must have)',
    ],
    safe: false,
    edits,
  };
}
