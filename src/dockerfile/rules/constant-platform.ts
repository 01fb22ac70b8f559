import { rangeOf } from '../../lint/range.ts';
import type { Report } from '../../lint/rule.ts';
import type { Stage } from '../model.ts';
import type { DockerfileRule } from '../subject.ts';

export const constantPlatform: DockerfileRule = {
  id: 'constant-platform',
  title: 'Leave the platform of FROM to the build',
  severity: 'info',
  aliases: ['hadolint:DL3029', 'buildkit:FromPlatformFlagConstDisallowed'],
  why: 'With a constant `--platform` the image is made for that platform whatever the build asks for, and runs emulated or not at all elsewhere. A stage that is meant for one platform says so in its name, such as `build-amd64`, and is left alone.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM «--platform=linux/amd64» alpine:3.23\nUSER 65532',
      good: 'FROM --platform=$BUILDPLATFORM alpine:3.23\nUSER 65532',
    },
    {
      bad: 'FROM «--platform=linux/arm64» golang:1.26 AS build\nUSER 65532',
      good: 'FROM --platform=linux/arm64 golang:1.26 AS build-arm64\nUSER 65532',
    },
  ],
  differs: {
    'hadolint:DL3029':
      'A platform made of variables, such as `linux/$TARGETARCH`, is no constant, and a stage whose name holds its operating system or processor is meant for that platform. hadolint reports both.',
  },
  *check({ dockerfile: { stages, text } }): Iterable<Report> {
    for (const stage of stages) {
      const { from, platform, image } = stage;
      const flag = from.flags.find(({ name }) => name === 'platform');
      if (!flag || !platform || platform.text.includes('$') || isNamedIn(platform.value, stage)) continue;
      const plain = image !== null && /^[ \t]+$/.test(text.slice(flag.end, image.start));
      yield {
        ...rangeOf(flag),
        aliases: [
          'hadolint:DL3029',
          ...(isPlatform(platform.value) ? ['buildkit:FromPlatformFlagConstDisallowed'] : []),
        ],
        message: ['The stage is always for `{0}`, whatever platform the build asks for', platform.value],
        fixes: [
          ...(plain
            ? [
                {
                  title: ['Remove `--platform`: build for the platform that is asked for'] as const,
                  safe: false,
                  edits: [{ start: flag.start, end: image.start, text: '' }],
                },
              ]
            : []),
          {
            title: ['Use `$BUILDPLATFORM`: run this stage on the building machine’s platform'],
            safe: false,
            edits: [{ ...rangeOf(platform), text: '$BUILDPLATFORM' }],
          },
        ],
      };
    }
  },
};

const SYSTEMS = new Set([
  'linux',
  'windows',
  'darwin',
  'freebsd',
  'openbsd',
  'netbsd',
  'solaris',
  'android',
  'plan9',
  'wasip1',
]);
const PROCESSORS: Readonly<Record<string, string>> = {
  ...{
    amd64: 'amd64',
    x86_64: 'amd64',
    'x86-64': 'amd64',
    '386': '386',
    i386: '386',
    arm64: 'arm64',
    aarch64: 'arm64',
  },
  ...{ arm: 'arm', armhf: 'arm', armel: 'arm', ppc64le: 'ppc64le', s390x: 's390x', riscv64: 'riscv64' },
  ...{ mips64le: 'mips64le', mips64: 'mips64', loong64: 'loong64', ppc64: 'ppc64', wasm: 'wasm' },
};

/** What the frontend can read as a platform; a word alone must be one that it knows. */
function isPlatform(value: string): boolean {
  const parts = value.split('/');
  const [first = ''] = parts;
  if (parts.length > 3 || !parts.every((part) => /^[\w.-]+$/.test(part))) return false;
  const lower = first.toLowerCase();
  return parts.length > 1 || SYSTEMS.has(lower) || Object.hasOwn(PROCESSORS, lower);
}

/** Whether the stage's name holds the platform's system or processor; where one is not given, it is the usual one. */
function isNamedIn(value: string, { name }: Stage): boolean {
  if (!name) return false;
  const parts = value.toLowerCase().split('/');
  const [first = '', second] = parts;
  const alone = second === undefined && !SYSTEMS.has(first);
  const system = alone ? 'linux' : first;
  const processor = alone ? first : (second ?? 'amd64');
  const lower = name.value.toLowerCase();
  return lower.includes(system) || lower.includes(PROCESSORS[processor] ?? processor);
}
