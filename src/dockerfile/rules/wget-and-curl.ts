import type { Report, Rule } from '../../lint/rule.ts';
import { beginsStep, isPlainCall } from '../calls.ts';
import type { Dockerfile, Stage } from '../model.ts';
import type { RunCommand } from '../run-commands.ts';
import type { DockerfileSubject } from '../subject.ts';

export const wgetAndCurl: Rule<DockerfileSubject> = {
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
    /** By stage: the first call of each tool, of the stages it is based on, too. */
    const first = new Map<Stage | null, Map<string, RunCommand>>();
    let reported: RunCommand['run'] | undefined;
    for (const at of calls) {
      const seen = first.get(at.stage) ?? inherited(dockerfile, at.stage, first);
      first.set(at.stage, seen);
      const other = seen.get(at.name === 'curl' ? 'wget' : 'curl');
      if (!seen.has(at.name)) seen.set(at.name, at);
      const [program] = at.command.words;
      if (!other || !program || at.run === reported) continue;
      reported = at.run;
      yield {
        start: program.start,
        end: program.end,
        message: ['`{0}` beside `{1}`: two tools for one purpose', at.name, other.name],
        aliases: peersOf(dockerfile, at, other, calls),
        related: [{ file, ...rangeOf(other), message: ['`{0}` is used here', other.name] }],
      };
    }
  },
};

function inherited(
  { stages }: Dockerfile,
  stage: Stage | null,
  first: ReadonlyMap<Stage | null, Map<string, RunCommand>>,
): Map<string, RunCommand> {
  for (let at = stage?.base ?? null; at !== null; at = stages[at]?.base ?? null) {
    const seen = first.get(stages[at] ?? null);
    if (seen) return new Map(seen);
  }
  return new Map();
}

/** hadolint looks at the calls of one stage, trivy at those at the beginning of a step. */
function peersOf({ text }: Dockerfile, at: RunCommand, other: RunCommand, calls: readonly RunCommand[]): string[] {
  const plain = (one: RunCommand) => one.stage === at.stage && one.onbuild === at.onbuild && isPlainCall(text, one);
  const others = calls.filter((one) => one.name === other.name && one.command.start <= at.run.end);
  const steps = (name: string) =>
    calls.some((one) => one.command.words[0]?.value === name && beginsStep(text, one, one.command.start));
  return [
    ...(plain(at) && others.some(plain) ? ['hadolint:DL4001'] : []),
    ...(steps('curl') && steps('wget') ? ['trivy:DS-0014'] : []),
  ];
}

function rangeOf({ command }: RunCommand) {
  const { start, end } = command.words[0] ?? command;
  return { start, end };
}
