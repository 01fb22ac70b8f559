import type { Report } from '../../lint/rule.ts';
import { beginsStep, isPlainCall } from '../commands/calls.ts';
import type { Dockerfile, Stage } from '../model.ts';
import type { RunCommand } from '../commands/run-commands.ts';
import type { DockerfileRule } from '../subject.ts';

export const wgetAndCurl: DockerfileRule = {
  id: 'wget-and-curl',
  title: 'Download with one tool: wget or curl',
  severity: 'info',
  aliases: ['hadolint:DL4001', 'trivy:DS-0014'],
  why: 'They do the same: a second one makes the image larger, has holes of its own to be patched, and its own options, proxies and certificates to be set.',
  differs: {
    'trivy:DS-0014':
      'trivy counts the whole file: a stage that uses `wget` and another, unrelated one that uses `curl` put no second tool into any image.',
  },
  exampleOf: 'dockerfile',
  about: ['wget'],
  examples: [
    {
      bad: 'FROM debian:12\nRUN wget -q https://example.com/a\nRUN «curl» -fsSO https://example.com/b\nUSER 65532',
      good: 'FROM debian:12\nRUN curl -fsSO https://example.com/a\nRUN curl -fsSO https://example.com/b\nUSER 65532',
    },
    {
      bad: 'FROM debian:12 AS base\nRUN curl -fsSO https://example.com/a\n\nFROM base\nRUN «wget» -q https://example.com/b\nUSER 65532',
      good: 'FROM debian:12 AS a\nRUN curl -fsSO https://example.com/a\n\nFROM alpine:3.23\nRUN wget -q https://example.com/b\nUSER 65532',
    },
  ],
  *check({ dockerfile, file }): Iterable<Report> {
    const curls = dockerfile.commandsByName.get('curl') ?? [];
    const wgets = dockerfile.commandsByName.get('wget') ?? [];
    if (curls.length === 0 || wgets.length === 0) return;
    const calls = [...curls, ...wgets].sort((a, b) => a.command.start - b.command.start);
    const steps = [curls, wgets].every((tool) => tool.some((at) => isStep(dockerfile, at)));
    const seen = new Map<Stage | null, Seen>();
    let reported: RunCommand['run'] | undefined;
    for (const at of calls) {
      const own = seen.get(at.stage) ?? inherited(dockerfile, at.stage, seen);
      seen.set(at.stage, own);
      const tool = at.name === 'curl' ? 'wget' : 'curl';
      const other = own.first.get(tool);
      const plain = isPlainCall(at);
      if (!own.first.has(at.name)) own.first.set(at.name, at);
      if (plain) own.plain.add(keyOf(at, at.name));
      const [program] = at.command.words;
      if (!other || !program || at.run === reported) continue;
      reported = at.run;
      yield {
        start: program.start,
        end: program.end,
        message: ['`{0}` beside `{1}`: two tools for one purpose', at.name, other.name],
        aliases: [
          ...(plain && own.plain.has(keyOf(at, tool)) ? ['hadolint:DL4001'] : []),
          ...(steps ? ['trivy:DS-0014'] : []),
        ],
        related: [{ file, ...rangeOf(other), message: ['`{0}` is used here', other.name] }],
      };
    }
  },
};

interface Seen {
  /** The first call of each tool, in the stages that the stage is based on, too. */
  readonly first: Map<string, RunCommand>;
  /** Tools that hadolint sees: called by their names, in the stage itself. */
  readonly plain: Set<string>;
}

/** hadolint does not mix what ONBUILD holds with the rest. */
function keyOf({ onbuild }: RunCommand, tool: string): string {
  return onbuild ? `ONBUILD ${tool}` : tool;
}

function inherited({ stages }: Dockerfile, stage: Stage | null, seen: ReadonlyMap<Stage | null, Seen>): Seen {
  for (let at = stage?.base ?? null; at !== null; at = stages[at]?.base ?? null) {
    const below = seen.get(stages[at] ?? null);
    if (below) return { first: new Map(below.first), plain: new Set() };
  }
  return { first: new Map(), plain: new Set() };
}

/** trivy looks at the beginning of a step. */
function isStep({ text }: Dockerfile, at: RunCommand): boolean {
  return at.command.words[0]?.value === at.name && beginsStep(text, at, at.command.start);
}

function rangeOf({ command }: RunCommand) {
  const { start, end } = command.words[0] ?? command;
  return { start, end };
}
