import type { Fix } from '../../lint/fix.ts';
import type { Report } from '../../lint/rule.ts';
import { isMounted } from '../commands/cleaning.ts';
import { mayInstall } from '../commands/hidden-installs.ts';
import type { Dockerfile, Instruction } from '../model.ts';
import { called, lastCallsOf, type PackageCall } from '../commands/package-calls.ts';
import { apk, apt, dnf, yum, zypper } from '../commands/package-managers.ts';
import { withoutQuotes } from '../commands/run-edits.ts';
import type { DockerfileRule } from '../subject.ts';

const TRIVY = /^(?:apt-get|apt|yum|dnf|apk|zypper) (?:update|up)$/;

export const updateWithInstall: DockerfileRule = {
  id: 'update-with-install',
  title: 'Update and install in one RUN',
  severity: 'warning',
  aliases: ['trivy:DS-0017', 'checkov:CKV_DOCKER_5'],
  why: 'The build cache keeps the layer of an update that stands alone, for weeks. A RUN after it that installs something else then uses lists of that day: packages have gone from the mirror (404) or lack their security fixes. In one RUN both are done again together.',
  differs: {
    'trivy:DS-0017':
      'Updating named packages (`yum update openssl`), a script behind the update that may install, and a cache mount over the lists are no update alone.',
    'checkov:CKV_DOCKER_5':
      'checkov counts updates against installs over the whole file; here every RUN is looked at, and the id is given where checkov’s count speaks, too.',
  },
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM debian:13\nRUN apt-get «update»\nRUN apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*',
      good: 'FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*',
      fixed: true,
    },
    {
      bad: 'FROM alpine:3.23\nRUN apk «update»\nRUN apk add curl',
      good: 'FROM alpine:3.23\nRUN apk add --no-cache curl',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    let alone: boolean | undefined;
    let following: ReadonlyMap<Instruction, Instruction> | undefined;
    for (const manager of [apt, apk, dnf, yum, zypper]) {
      const updates = lastCallsOf(dockerfile, manager, manager.updates);
      if (updates.length === 0) continue;
      const installs = new Map(lastCallsOf(dockerfile, manager, manager.installs).map((call) => [call.at.run, call]));
      for (const call of updates) {
        const { run, index, all } = call.at;
        if ((installs.get(run)?.at.index ?? -1) > index || isMounted(run, manager.folders)) continue;
        if (manager !== apt && manager !== apk && call.operands.length > 0) continue;
        if (all.some((command, at) => at > index && mayInstall(command))) continue;
        const name = called(call);
        alone ??= updatesOutnumberInstalls(dockerfile);
        following ??= runsBehind(dockerfile);
        const next = following.get(run);
        const fix = next && installs.has(next) ? mergeFix(dockerfile, call, next) : undefined;
        yield {
          start: call.word.start,
          end: call.word.end,
          message: ['`{0}` stands in a `RUN` without an install, and the build cache keeps its result', name],
          aliases: [
            ...(TRIVY.test(name) ? ['trivy:DS-0017'] : []),
            ...(alone && call.subcommand === 'update' ? ['checkov:CKV_DOCKER_5'] : []),
          ],
          ...(fix ? { fixes: [fix] } : {}),
        };
      }
    }
  },
};

/** As checkov counts, over all RUN instructions of the file. */
function updatesOutnumberInstalls({ instructions }: Dockerfile): boolean {
  let count = 0;
  for (const { keyword, rest } of instructions) {
    if (keyword !== 'RUN') continue;
    if (/(?:^|\s)(?:--)?update(?!\S)/.test(rest.text)) count++;
    if (/install|add|upgrade/.test(rest.text)) count--;
  }
  return count > 0;
}

/** Every RUN with the RUN right behind it in the same stage. */
function runsBehind({ stages }: Dockerfile): Map<Instruction, Instruction> {
  const behind = new Map<Instruction, Instruction>();
  for (const { instructions } of stages) {
    for (const [index, one] of instructions.entries()) {
      const next = instructions[index + 1];
      if (one.keyword === 'RUN' && next?.keyword === 'RUN') behind.set(one, next);
    }
  }
  return behind;
}

/** The update at the beginning of the next RUN, which installs. */
function mergeFix(dockerfile: Dockerfile, { at: { run, all } }: PackageCall, next: Instruction): Fix | undefined {
  if (all.length > 1 || ![run, next].every(isPlain)) return undefined;
  const { text } = dockerfile;
  const between = text.slice(run.end, next.start);
  const lineEnd = /^[ \t]*\r?\n/.exec(between)?.[0].length ?? 0;
  const end = between.trim() === '' ? next.start : run.end + lineEnd;
  const start = next.rest.at(0);
  return {
    title: ['Move `{0}` into the next `RUN`', run.rest.text],
    safe: true,
    edits: [
      { start: run.start, end, text: '' },
      { start, end: start, text: `${run.rest.text} && ` },
    ],
  };
}

/** Only commands that are joined by `&&`, without mounts: a failing update still fails the build. */
function isPlain({ json, heredocs, flags, rest }: Instruction): boolean {
  if (json || heredocs.length > 0 || flags.length > 0) return false;
  return !/\|\||;|\n|#|(?:^|[^&])&(?:[^&]|$)/.test(withoutQuotes(rest.text) ?? ';');
}
