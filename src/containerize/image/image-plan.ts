import type { ChildProcess, Program } from '../../go/project.ts';
import type { Message } from '../../words/message.ts';
import { decide } from '../decision.ts';
import type { GoImage } from './go-image.ts';
import { baseName } from './base-names.ts';
import type { Choices, Decision } from '../plan-types.ts';
import { neededLibraries, type NeededLibraries } from './system-libraries.ts';
import { neededTools, type NeededTools, toolsOfUsers } from './tools.ts';

export type Strategy = NonNullable<Choices['strategy']>;
export type Runtime = NonNullable<Choices['runtime']>;

/** How the binary is linked: `static` without C, `dynamic` with glibc, `static-c` with C inside. */
export type Linking = 'static' | 'dynamic' | 'static-c';

export interface ImagePlan {
  readonly strategy: Strategy;
  readonly runtime: Runtime;
  /** Of the final stage. */
  readonly base: string;
  readonly linking: Linking;
  readonly tags: readonly string[];
  /** The base has no CA certificates and the program may need them. */
  readonly copyCertificates: boolean;
  /** Packages of the base that bring the tools which the program starts, and the C libraries that it is linked with. */
  readonly packages: readonly string[];
  /** Packages of the stage that builds: headers of those libraries. */
  readonly buildPackages: readonly string[];
  /** Home and name of the user, for programs that ask for them where the base has no entry for it. */
  readonly userEnvironment: boolean;
  readonly testStage: boolean;
  readonly decisions: readonly Decision[];
}

const BASES: Readonly<Record<Runtime, string>> = {
  scratch: 'scratch',
  distroless: 'gcr.io/distroless/static-debian13:nonroot',
  'distroless-base': 'gcr.io/distroless/base-debian13:nonroot',
  alpine: 'alpine:3.23',
  debian: 'debian:13-slim',
};

const RUNTIMES = Object.keys(BASES) as readonly Runtime[];
const STRATEGIES: readonly Strategy[] = ['single', 'multi', 'cached'];

/**
 * The three strategies: *single* is one golang image that builds and runs (development: shell and tools at hand, large);
 * *multi* builds in one stage and ships only the binary, with cache mounts for quick rebuilds on one machine (production);
 * *cached* keeps the modules in a stage of its own, a layer that CI can export and import (`--cache-to`, `--cache-from`)
 * where cache mounts do not survive. Only *single* ignores the runtime.
 */
export function planImage(
  program: Program,
  goImage: GoImage,
  choices: Choices,
  { seeds }: { readonly seeds: boolean } = { seeds: false },
): ImagePlan {
  const strategy = choices.strategy ?? 'multi';
  const usesC = program.cgo.needed !== false;
  const tools = neededTools(program);
  const leftOut = toolsOfUsers(program);
  const libraries = usesC ? neededLibraries(program) : null;
  const runtime = choices.runtime ?? recommended(usesC, tools !== null || seeds, libraries);
  const hasGlibc = strategy === 'single' || runtime === 'distroless-base' || runtime === 'debian';
  const linking = !usesC ? 'static' : hasGlibc ? 'dynamic' : 'static-c';
  const hasZones = strategy === 'single' || runtime === 'distroless' || runtime === 'distroless-base';
  const embedsZones = program.timezones !== false && !hasZones && goImage.minor >= 15;
  return {
    strategy,
    runtime,
    base: strategy === 'single' ? goImage.image : baseImage(runtime, choices),
    linking,
    tags: [...(linking === 'static-c' ? ['netgo', 'osusergo'] : []), ...(embedsZones ? ['timetzdata'] : [])],
    copyCertificates:
      program.outboundTls !== false && strategy !== 'single' && (runtime === 'scratch' || runtime === 'debian'),
    packages: strategy === 'single' ? [] : packagesOf(runtime, tools, libraries),
    buildPackages: libraries?.build ?? [],
    userEnvironment: needsHome(program, strategy) && (strategy === 'single' || !runtime.startsWith('distroless')),
    testStage: choices.tests === true && strategy !== 'single',
    decisions: [
      strategyDecision(strategy, choices),
      cgoDecision(program, linking),
      ...(libraries ? [librariesDecision(program, libraries)] : []),
      runtimeDecision(strategy, runtime, { usesC, tools, libraries, seeds }, goImage, choices),
      ...(leftOut.length > 0 && strategy !== 'single' ? [leftOutDecision(leftOut)] : []),
    ],
  };
}

/** A user without an entry in /etc/passwd has `/` for a home, and no name. */
function needsHome({ userLookups, writes, home }: Program, strategy: Strategy): boolean {
  return (
    (userLookups === true && strategy !== 'single') ||
    home !== undefined ||
    writes.some(({ path }) => path.startsWith('~'))
  );
}

/** What a runtime is, by the settings where they say, under the name that it is pulled by. */
function baseImage(runtime: Runtime, choices: Choices): string {
  const named = runtime === 'scratch' ? undefined : choices.images?.runtimes?.[runtime];
  return baseName(named ?? BASES[runtime], choices);
}

function packagesOf(runtime: Runtime, tools: NeededTools | null, libraries: NeededLibraries | null): readonly string[] {
  if (runtime === 'alpine') return tools?.alpine ?? [];
  if (runtime !== 'debian') return [];
  return [...new Set([...(tools?.debian ?? []), ...(libraries?.run ?? [])])].sort();
}

/** The smallest base that has what the program needs. */
function recommended(usesC: boolean, needsTools: boolean, libraries: NeededLibraries | null): Runtime {
  if (libraries) return 'debian';
  if (needsTools) return usesC ? 'debian' : 'alpine';
  return usesC ? 'distroless-base' : 'distroless';
}

function strategyDecision(strategy: Strategy, choices: Choices): Decision {
  const reasons: Readonly<Record<Strategy, Message>> = {
    single: ['Builds and runs in one golang image: for development, not for production'],
    multi: ['Builds in one stage and ships only the binary'],
    cached: ['Keeps the modules in a stage of their own that CI can export and import as cache'],
  };
  return decide(['strategy'], strategy, choices.strategy === undefined ? reasons.multi : reasons[strategy], {
    alternatives: STRATEGIES.filter((other) => other !== strategy).map((other) => ({
      label: other,
      set: { strategy: other },
    })),
  });
}

function cgoDecision({ cgo, resolvedBy }: Program, linking: Linking): Decision {
  const value = linking === 'static' ? 'CGO_ENABLED=0' : 'CGO_ENABLED=1';
  if (cgo.needed === null) {
    const because: Message =
      resolvedBy === 'syntax'
        ? ['Read without the Go toolchain, the source does not decide whether C is needed; with it, both cases build']
        : ['The source does not decide whether C is needed; with it, both cases build'];
    return decide(['cgo'], value, because, { alternatives: ['CGO_ENABLED=0'] });
  }
  if (!cgo.needed) {
    return resolvedBy === 'syntax' && cgo.certainty !== 'known'
      ? decide(['cgo'], value, [
          'No package of the program is known to need C, read without the Go toolchain; the binary is static',
        ])
      : decide(['cgo'], value, ['No package of the program needs C, so the binary is static']);
  }
  return cgo.because === null
    ? decide(['cgo'], value, ['The program needs C'])
    : decide(['cgo'], value, ['The program needs C: {0}', cgo.because]);
}

function librariesDecision({ cgo }: Program, { names, unknown, build, run }: NeededLibraries): Decision {
  const because: Message =
    unknown.length === 0
      ? ['The program is linked with them']
      : ['Install what brings {0} in the stages of the Dockerfile: no package is known here', quoted(unknown)];
  const packages = [...new Set([...build, ...run])];
  return decide(['C libraries'], (packages.length > 0 ? packages : names).join(' '), because, { evidence: cgo.place });
}

interface Needs {
  readonly usesC: boolean;
  readonly tools: NeededTools | null;
  readonly libraries: NeededLibraries | null;
  /** A volume begins with files of the image, which takes `cp` in it. */
  readonly seeds: boolean;
}

function runtimeDecision(
  strategy: Strategy,
  runtime: Runtime,
  { usesC, tools, libraries, seeds }: Needs,
  { image }: GoImage,
  choices: Choices,
): Decision {
  if (strategy === 'single') {
    return decide(['runtime'], image, ['A single stage runs where it was built']);
  }
  const alternatives = RUNTIMES.filter((other) => other !== runtime).map((other) => ({
    label: other,
    set: { runtime: other },
  }));
  const because: Message =
    choices.runtime !== undefined
      ? ['You chose it']
      : tools
        ? ['It starts {0}, which an empty image does not have', commands(tools)]
        : libraries
          ? ['It has packages of the C libraries that the program is linked with']
          : seeds
            ? ['It has `cp`: a volume begins with files of the image that the program changes']
            : usesC
              ? ['The smallest base with glibc, CA certificates and time zones']
              : ['A static binary needs no libc; CA certificates, time zones and a non-root user are there'];
  return decide(['runtime'], baseImage(runtime, choices), because, {
    alternatives,
    evidence: choices.runtime === undefined ? tools?.processes[0] : undefined,
  });
}

function leftOutDecision(processes: readonly ChildProcess[]): Decision {
  const because: Message = ['The tool starts what its user has: mount it, or take a base that brings it'];
  return decide(['not in the image'], commands({ processes }), because, { evidence: processes[0] });
}

function commands({ processes }: Pick<NeededTools, 'processes'>): string {
  return quoted([...new Set(processes.map(({ command }) => command ?? ''))].sort());
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
