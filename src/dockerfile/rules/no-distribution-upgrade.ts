import { commandRule } from '../commands/command-rule.ts';
import { called, readCall } from '../commands/package-calls.ts';
import { apt, zypper } from '../commands/package-managers.ts';

export const noDistributionUpgrade = commandRule(
  {
    id: 'no-distribution-upgrade',
    title: 'Take a newer base image instead of upgrading the distribution',
    severity: 'warning',
    aliases: ['hadolint:DL3035', 'trivy:DS-0024'],
    why: 'An upgrade of the whole distribution replaces much of the base image in a layer on top of it, removes packages where it must, and gives another result every day. A newer tag of the base image brings the same in a form that can be tested and pinned. Plain `upgrade` for security fixes is not meant.',
    differs: {
      'hadolint:DL3035': 'A package that is called `dup` is installed, not an upgrade: `zypper install dup` is fine.',
    },
    exampleOf: 'dockerfile',
    programs: ['zypper', 'apt-get', 'apt'],
    examples: [
      {
        bad: 'FROM opensuse/leap:15.6\nRUN zypper -n «dup» && zypper clean --all',
        good: 'FROM opensuse/leap:15.6\nRUN zypper -n patch && zypper clean --all',
      },
      {
        bad: 'FROM debian:13\nRUN apt-get update && apt-get -y «dist-upgrade» && rm -rf /var/lib/apt/lists/*',
        good: 'FROM debian:13\nRUN apt-get update && apt-get -y upgrade && rm -rf /var/lib/apt/lists/*',
      },
    ],
  },
  function* (at) {
    const call = readCall(at, at.name === 'zypper' ? zypper : apt);
    if (!call || !/^(?:dist-upgrade|full-upgrade|dup)$/.test(call.subcommand)) return;
    const name = called(call);
    // What zypper and apt-get call alike differs: apt has no dup, zypper no full-upgrade.
    if (/^(?:zypper full-upgrade|apt(?:-get)? dup)$/.test(name)) return;
    yield {
      start: call.word.start,
      end: call.word.end,
      message: ['`{0}` upgrades the whole distribution inside the build', name],
      aliases: at.name === 'zypper' ? ['hadolint:DL3035'] : name === 'apt-get dist-upgrade' ? ['trivy:DS-0024'] : [],
      ...(at.name === 'zypper' ? {} : { severity: 'info' }),
    };
  },
);
