import type { Report } from '../../lint/rule.ts';
import { programName, type Command } from '../../shell/commands.ts';
import { shellNamed } from '../../shell/dialect.ts';
import type { RunCommand } from '../commands/run-commands.ts';
import type { DockerfileRule } from '../subject.ts';

export const downloadIntoShell: DockerfileRule = {
  id: 'download-into-shell',
  title: 'Check a script before running it',
  severity: 'info',
  aliases: [],
  why: 'Whatever the other side sends on the day of the build is run as it comes, and a connection that breaks off runs half of it. Download it, compare it with a known checksum (`ADD --checksum=sha256:…` does both), then run it; or install a package.',
  exampleOf: 'dockerfile',
  about: ['curl', 'wget'],
  examples: [
    {
      bad: 'FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN curl -fsSL https://example.com/install.sh | «sh -s -- --yes»\nUSER 65532',
      good: 'FROM debian:12\nADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/install.sh /tmp/\nRUN sh /tmp/install.sh --yes\nUSER 65532',
    },
    {
      bad: 'FROM debian:12\nRUN «sh -c "$(wget -qO- https://example.com/install.sh)"»\nUSER 65532',
      good: 'FROM debian:12\nRUN version=$(wget -qO- https://example.com/version) && echo "$version" > /version\nUSER 65532',
    },
  ],
  *check({ dockerfile: { commandsByName } }): Iterable<Report> {
    const reported = new Set<Command>();
    for (const tool of ['curl', 'wget']) {
      for (const at of commandsByName.get(tool) ?? []) {
        const reader = readerOf(at);
        if (!reader || reported.has(reader)) continue;
        reported.add(reader);
        yield {
          start: reader.start,
          end: reader.end,
          message: ['`{0}` runs what `{1}` downloads, unseen and unchecked', programName(reader), tool],
        };
      }
    }
  },
};

/** What runs the output of a download: at the end of its pipe, or around its substitution. */
function readerOf({ command, all, index }: RunCommand): Command | undefined {
  for (let step = 1; command.pipeline.index + step < command.pipeline.length; step++) {
    const next = all[index + step];
    if (next?.pipeline.index !== command.pipeline.index + step) break;
    if (readsScript(next)) return next;
  }
  if (!command.context.substitution) return undefined;
  return all
    .slice(index + 1, index + 1 + NEAR)
    .find((one) => one.start <= command.start && command.end <= one.end && runsArgument(one));
}

/** A substitution and the command that it is part of have not much between them. */
const NEAR = 20;

/** It takes its program from the standard input. */
function readsScript(command: Command): boolean {
  const name = programName(command);
  const values = command.words.slice(1).map(({ value }) => value);
  if (shellNamed(name)) {
    if (values.some((value) => /^-\w*s\w*$/.test(value))) return true;
    return !values.some((value) => !value.startsWith('-') || /^-\w*c/.test(value)) || values.includes('-');
  }
  if (!/^(?:python[\d.]*|perl|ruby|node|php)$/.test(name)) return false;
  return values.length === 0 || values[0] === '-';
}

/** `sh -c "$(…)"`, `eval "$(…)"`, `bash <(…)`, `source <(…)` */
function runsArgument(command: Command): boolean {
  const name = programName(command);
  return shellNamed(name) !== undefined || ['eval', 'source', '.'].includes(name);
}
