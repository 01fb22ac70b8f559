import type { Dockerfile } from '../dockerfile/model.ts';
import type { GoProject, Program } from '../go/project.ts';
import type { ContainerFacts } from './containers.ts';
import { baseName, comparableName, imageBaseName } from './image-name.ts';
import { imageRun } from './image-run.ts';

/** Which program an image and a container run, and which Dockerfile makes a container's image. Null: the files do not say, or say two things. */
export interface Matcher {
  readonly programOfImage: (dockerfile: string) => Program | null;
  readonly programOfContainer: (container: ContainerFacts) => Program | null;
  /** The path of the Dockerfile. */
  readonly dockerfileOfContainer: (container: ContainerFacts) => string | null;
}

export function createMatcher(go: GoProject, dockerfiles: ReadonlyMap<string, Dockerfile>): Matcher {
  const named = new Map<string, Program | null>();
  for (const program of go.programs) {
    const name = comparableName(program.name);
    named.set(name, named.has(name) ? null : program);
  }
  const programOf = new Map<string, Program | null>();
  /** By the last part of what an image runs: the Dockerfiles. */
  const byBinary = new Map<string, string[]>();
  const byProgram = new Map<Program, string[]>();
  for (const [file, dockerfile] of dockerfiles) {
    const run = imageRun(dockerfile);
    if (!run) continue;
    const binary = run.binary ? baseName(run.binary.value) : null;
    const program = builtProgram(go, dockerfile) ?? (binary === null ? null : programNamed(binary));
    programOf.set(file, program);
    if (binary !== null) byBinary.set(binary, [...(byBinary.get(binary) ?? []), file]);
    if (program) byProgram.set(program, [...(byProgram.get(program) ?? []), file]);
  }
  const matcher: Matcher = {
    programOfImage: (file) => programOf.get(file) ?? null,
    programOfContainer({ command, image }) {
      if (command !== null) return command[0] === undefined ? null : programNamed(baseName(command[0]));
      if (image === null) return null;
      const name = imageBaseName(image.value);
      const [built, second] = byBinary.get(name) ?? [];
      return (
        programNamed(name) ?? (built !== undefined && second === undefined ? (programOf.get(built) ?? null) : null)
      );
    },
    dockerfileOfContainer(container) {
      const program = matcher.programOfContainer(container);
      const [file, second] = (program && byProgram.get(program)) ?? [];
      return file !== undefined && second === undefined ? file : null;
    },
  };
  return matcher;

  function programNamed(name: string): Program | null {
    const wanted = comparableName(name);
    return wanted === '' ? null : (named.get(wanted) ?? null);
  }
}

/** The one program whose package a `go build` of the Dockerfile names. */
function builtProgram({ programs }: GoProject, { instructions }: Dockerfile): Program | null {
  const words = new Set(
    instructions
      .filter(({ keyword, rest }) => keyword === 'RUN' && /\bgo (?:build|install)\b/.test(rest.text))
      .flatMap((instruction) => instruction.words.map(({ value }) => value.replace(/\/(?:main\.go)?$/, ''))),
  );
  const [built, second] = programs.filter((program) => program.package !== '.' && words.has(program.package));
  return built && !second ? built : null;
}
