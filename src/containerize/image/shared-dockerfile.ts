import type { GoProject, Program } from '../../go/project.ts';
import { someOf } from '../../words/names.ts';
import { decide } from '../decision.ts';
import type { Choices, Decision, DecisionOption } from '../plan-types.ts';

/** The build argument that says which program a Dockerfile builds, as the go command names it. */
export const PROGRAM_ARGUMENT = 'PROGRAM';

export interface SharedDockerfile {
  /** All that one Dockerfile builds, in a fixed order; the program alone where it has one of its own. */
  readonly programs: readonly Program[];
  /** The facts that hold of each: what any of them needs. */
  readonly facts: Program;
  readonly decisions: readonly Decision[];
}

/** Which programs share a Dockerfile: on request those of one module that are worth an image, else each has its own. */
export function chooseShared({ programs }: GoProject, program: Program, { oneDockerfile }: Choices): SharedDockerfile {
  const all = programs
    .filter(({ moduleDir, kind }) => moduleDir === program.moduleDir && ['server', 'job'].includes(kind))
    .sort((a, b) => (a.package < b.package ? -1 : 1));
  const own = { programs: [program], facts: program, decisions: [] };
  if (all.length < 2 || !all.includes(program)) return own;
  const names = someOf(all.map((one) => `\`${one.package}\``));
  if (oneDockerfile !== true) {
    const alternatives: DecisionOption[] = [{ label: ['one for all'], set: { oneDockerfile: true } }];
    const decision = decide(['Dockerfile'], ['one each'], ['The module has {0}', names], { alternatives });
    return { ...own, decisions: [decision] };
  }
  const alternatives: DecisionOption[] = [{ label: ['one each'], set: { oneDockerfile: false } }];
  const because = ['The build argument PROGRAM says which of {0}', names] as const;
  return {
    programs: all,
    facts: joined(program, all),
    decisions: [decide(['Dockerfile'], ['one for all'], because, { alternatives })],
  };
}

/** What an image needs that may hold any of the programs. */
function joined(program: Program, all: readonly Program[]): Program {
  const any = (values: readonly (boolean | null)[]): boolean | null =>
    values.includes(true) ? true : values.includes(null) ? null : false;
  const libraries = distinct(
    all.flatMap(({ cgo }) => cgo.libraries ?? []),
    (name) => name,
  );
  const needing = all.find(({ cgo }) => cgo.needed === true) ?? all.find(({ cgo }) => cgo.needed === null);
  return {
    ...program,
    cgo: { ...(needing?.cgo ?? program.cgo), ...(libraries.length > 0 && { libraries }) },
    runtimeFiles: distinct(
      all.flatMap(({ runtimeFiles }) => runtimeFiles),
      ({ path }) => path,
    ),
    frontEnds: distinct(
      all.flatMap(({ frontEnds }) => frontEnds),
      ({ folder, output }) => `${folder} ${output}`,
    ),
    versionVariables: distinct(
      all.flatMap(({ versionVariables }) => versionVariables),
      ({ name }) => name,
    ),
    processes: all.flatMap(({ processes }) => processes),
    outboundTls: any(all.map(({ outboundTls }) => outboundTls)),
    timezones: any(all.map(({ timezones }) => timezones)),
    userLookups: any(all.map(({ userLookups }) => userLookups)),
  };
}

function distinct<Fact>(facts: readonly Fact[], key: (fact: Fact) => string): Fact[] {
  return [...new Map(facts.map((fact) => [key(fact), fact])).values()];
}

/** The build arguments by which a Dockerfile that several programs share makes the image of this one; none where it has its own. */
export function programArguments(
  dockerfile: string,
  program: Pick<Program, 'package'>,
): Readonly<Record<string, string>> {
  return isShared(dockerfile) ? { [PROGRAM_ARGUMENT]: program.package } : {};
}

export function isShared(dockerfile: string): boolean {
  return new RegExp(`^ARG ${PROGRAM_ARGUMENT}(?:=|\\s*$)`, 'm').test(dockerfile);
}
