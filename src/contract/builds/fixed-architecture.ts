import { instructionsOf } from '../../dockerfile/stages/stages.ts';
import type { GoProject } from '../../go/project.ts';
import type { Range } from '../../lint/rule.ts';
import type { ContractImage } from '../contract.ts';
import { buildsOf, type ProgramBuild } from './program-builds.ts';

/** An architecture that a Dockerfile fixes, and where. */
export interface FixedArchitecture extends Range {
  readonly architecture: string;
}

export const ARCHITECTURES = ['amd64', 'arm64', 'arm', '386', 'ppc64le', 's390x', 'riscv64'];

/** The architectures of platforms by their other names, as containerd and BuildKit take them. */
const NORMAL = new Map([
  ['x86_64', 'amd64'],
  ['aarch64', 'arm64'],
  ['i386', '386'],
  ['armhf', 'arm'],
  ['armel', 'arm'],
]);

/** Processors that run what is built for older ones, too: all of the first kind, most of the second. */
const OLDER = new Map([
  ['amd64', '386'],
  ['arm64', 'arm'],
]);

/** What is built for an architecture may start on a platform, as `linux/arm64/v8`. */
export function runsOn(platform: string, architecture: string): boolean {
  const named = platform.split('/')[1] ?? '';
  const normal = NORMAL.get(named) ?? named;
  return normal === architecture || OLDER.get(normal) === architecture;
}

/** GOARCH of the one build of an image's program; null: it is not fixed; undefined: it is set to what the file does not decide. */
export function goarchOf(image: ContractImage, go: GoProject): FixedArchitecture | null | undefined {
  const [only, second] = buildsOf(image, go);
  if (!only || second) return null;
  const word = only.build.command.assignments.findLast(({ value }) => value.startsWith('GOARCH='));
  if (!word) return ofEnvironment(image, only);
  const architecture = word.value.slice('GOARCH='.length);
  const isAlone = only.build.instruction.source.text.split('GOARCH=').length === 2;
  if (!isAlone || !ARCHITECTURES.includes(architecture)) return undefined;
  return { architecture, start: word.start, end: word.end };
}

/** Of `ENV` before the build, which sets nothing itself. */
function ofEnvironment({ dockerfile }: ContractImage, { build, stage }: ProgramBuild): FixedArchitecture | null {
  if (build.instruction.source.text.includes('GOARCH')) return null;
  const set = instructionsOf(dockerfile.stages, stage)
    .filter(({ keyword }) => keyword === 'ENV')
    .flatMap(({ pairs }) => pairs.filter(({ key }) => key.value === 'GOARCH'));
  const [pair, other] = set;
  if (!pair?.value || other || !ARCHITECTURES.includes(pair.value.value)) return null;
  return { architecture: pair.value.value, start: pair.key.start, end: pair.value.end };
}
