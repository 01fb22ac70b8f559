import { mayInstall } from '../commands/hidden-installs.ts';
import { leftCacheRule } from '../commands/left-cache.ts';
import type { Dockerfile } from '../model.ts';
import { callsOf, type PackageCall } from '../commands/package-calls.ts';
import { apt } from '../commands/package-managers.ts';
import type { RunCommand } from '../commands/run-commands.ts';

export const cleanAptLists = leftCacheRule(
  {
    id: 'clean-apt-lists',
    title: 'Remove apt’s package lists in the RUN that fetched them',
    severity: 'info',
    why: '`apt-get update` writes tens of megabytes of package lists into `/var/lib/apt/lists`. A later RUN cannot take them out of the layer again, and they are old the next day. Only stages that come into an image matter, and a cache or tmpfs mount over the folder keeps the lists out as well.',
    differs: {
      'hadolint:DL3009':
        'Only what removes the lists counts: `rm -rf /tmp/x`, or removing them before the update, leaves them; `find /var/lib/apt/lists -delete`, `rm -r /var/lib/apt/lists` and a mount over `/var/lib/apt` do not.',
    },
    examples: [
      {
        bad: 'FROM debian:13\nRUN apt-get «update» && apt-get install -y --no-install-recommends curl',
        good: 'FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*',
        fixed: true,
      },
      {
        bad: 'FROM debian:13\nRUN apt-get «update» \\\n  && apt-get install -y --no-install-recommends curl \\\n  && apt-get clean',
        good: 'FROM debian:13\nRUN apt-get update \\\n  && apt-get install -y --no-install-recommends curl \\\n  && apt-get clean \\\n  && rm -rf /var/lib/apt/lists/*',
        fixed: true,
      },
      {
        bad: 'FROM debian:13\nRUN <<EOF\nset -e\napt-get «update»\napt-get install -y --no-install-recommends curl\nEOF',
        good: 'FROM debian:13\nRUN <<EOF\nset -e\napt-get update\napt-get install -y --no-install-recommends curl\nrm -rf /var/lib/apt/lists/*\nEOF',
        fixed: true,
      },
    ],
  },
  {
    manager: apt,
    peers: { 'hadolint:DL3009': ['apt-get update', 'apt update'] },
    shippedOnly: true,
    cleans: ({ words }) => removesUnknownLists(words.map(({ value }) => value)),
    message: (name) => ['The lists that `{0}` fetches stay in the layer', name],
    clean: () => 'rm -rf /var/lib/apt/lists/*',
    needed: ({ dockerfile }) => {
      const facts = installFacts(dockerfile);
      return (call) =>
        facts.installing.has(call.at.run) ? (facts.relying > call.at.run.start ? 'unsafe' : 'safe') : 'none';
    },
  },
);

/** `cd /var/lib/apt/lists`, or `rm -rf $LISTS`: it may well be them. */
function removesUnknownLists([name = '', ...operands]: readonly string[]): boolean {
  if (name === 'cd') return /^\/var\/lib\/apt(?:\/|$)/.test(operands[0] ?? '');
  return /(?:^|\/)rm$/.test(name) && operands.some((value) => /^\$\{?\w*(?:LIST|APT)/i.test(value));
}

/** The RUNs that install, and the last that does so, or may, from lists it did not fetch itself (-1: none). */
function installFacts(dockerfile: Dockerfile) {
  const installing = new Set<RunCommand['run']>();
  const updated = new Map<RunCommand['run'], number>();
  const first = (call: PackageCall) => updated.get(call.at.run) ?? Infinity;
  for (const call of callsOf(dockerfile, apt, apt.updates)) {
    updated.set(call.at.run, Math.min(first(call), call.at.index));
  }
  let relying = -1;
  for (const call of callsOf(dockerfile, apt, apt.installs)) {
    installing.add(call.at.run);
    if (first(call) > call.at.index) relying = Math.max(relying, call.at.run.start);
  }
  for (const { command, run } of dockerfile.commands) {
    if (run.start > relying && mayInstall(command)) relying = run.start;
  }
  return { installing, relying };
}
