import type { Completion } from '../../lint/editing.ts';
import type { Range } from '../../lint/rule.ts';
import { INSTRUCTIONS } from '../syntax/instructions.ts';
import type { Dockerfile } from '../model.ts';
import type { Message } from '../../words/message.ts';
import { PLATFORM_ARGUMENTS } from './builtin-variables.ts';
import type { Caret } from './caret.ts';
import { completeMount } from './complete-mount.ts';
import { stageItems } from './complete-stage.ts';
import { userItems } from './complete-user.ts';
import { valueItem } from './complete-value.ts';
import type { Surroundings } from './surroundings.ts';

const SWITCHES = new Set(['link', 'parents', 'unpack', 'keep-git-dir']);
const REPEATABLE = new Set(['mount', 'exclude', 'device']);

const VALUES: Readonly<Record<string, readonly (readonly [value: string, about?: Message])[]>> = {
  network: [
    ['default', ['The network of the build.']],
    ['none', ['No network: proves that the step needs none.']],
    ['host', ['The network of the machine that builds; the build has to allow it.']],
  ],
  security: [
    ['sandbox', ['As every container.']],
    ['insecure', ['With all privileges; the build has to allow it.']],
  ],
  link: [['true'], ['false']],
  parents: [['true'], ['false']],
  unpack: [['true'], ['false']],
  'keep-git-dir': [['true'], ['false']],
  chmod: [['0755'], ['0644'], ['0555'], ['0444'], ['u=rwX,go=rX']],
  interval: [['30s'], ['10s'], ['1m'], ['5m']],
  timeout: [['3s'], ['5s'], ['10s'], ['30s']],
  'start-period': [['0s'], ['5s'], ['30s'], ['1m']],
  'start-interval': [['1s'], ['2s'], ['5s']],
  retries: [['3'], ['1'], ['5']],
  checksum: [['sha256:', ['The digest of the file, in 64 hexadecimal digits.']]],
  exclude: [['*.md'], ['**/*_test.go'], ['**/testdata'], ['.git']],
  device: [['vendor.com/class=name', ['Name of a CDI device.']]],
};

const PLATFORMS = [
  'linux/amd64',
  'linux/arm64',
  'linux/arm/v7',
  'linux/ppc64le',
  'linux/s390x',
  'linux/riscv64',
  'windows/amd64',
];

/** Flags of an instruction that are not there yet, or behind `=` their values. */
export function completeFlag(dockerfile: Dockerfile, caret: Caret, surroundings: Surroundings): readonly Completion[] {
  const { instruction, typed, replace } = caret;
  const flags = INSTRUCTIONS[instruction.keyword]?.flags ?? {};
  const [, name, value] = /^--([\w-]+)=(.*)$/s.exec(typed) ?? [];
  if (name !== undefined && value !== undefined) {
    return Object.hasOwn(flags, name)
      ? flagValues(dockerfile, caret, name, { start: replace.end - value.length, end: replace.end }, surroundings)
      : [];
  }
  const present = new Set(instruction.flags.filter(({ start }) => start !== replace.start).map((flag) => flag.name));
  return Object.entries(flags)
    .filter(([flag]) => REPEATABLE.has(flag) || !present.has(flag))
    .map(([flag, about]): Completion => {
      const isSwitch = SWITCHES.has(flag);
      const shared = { label: `--${flag}`, kind: 'property', markdown: [about], replace } as const;
      return isSwitch ? { ...shared, insert: `--${flag}` } : { ...shared, insert: `--${flag}=`, more: true };
    });
}

function flagValues(
  dockerfile: Dockerfile,
  caret: Caret,
  name: string,
  replace: Range,
  surroundings: Surroundings,
): readonly Completion[] {
  switch (name) {
    case 'mount':
      return completeMount(dockerfile, caret, replace, surroundings);
    case 'from':
      return stageItems(dockerfile, caret.instruction, replace);
    case 'chown':
      return userItems(dockerfile, caret.instruction, replace);
    case 'platform':
      return [
        ...['BUILDPLATFORM', 'TARGETPLATFORM'].map((variable): Completion => {
          const about = PLATFORM_ARGUMENTS[variable];
          return { ...valueItem(`$${variable}`, replace), ...(about ? { markdown: [about] } : {}) };
        }),
        ...PLATFORMS.map((platform) => valueItem(platform, replace)),
      ];
    default:
      return (VALUES[name] ?? []).map(([value, about]) => valueItem(value, replace, about));
  }
}
