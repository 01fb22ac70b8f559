import type { GoProject, Program } from '../go/project.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { type ContainerFacts, type ServiceFacts, workloadId } from './containers.ts';
import { type EffectiveListener, effectiveListener, type RunSettings } from './effective-listener.ts';
import { baseName, comparableName, imageBaseName } from './image-name.ts';
import { type ImageRun, imageRun } from './image-run.ts';

/** The three languages joined: which image and which container run which program, and where it listens there. */
export interface Contract {
  readonly go: GoProject;
  readonly images: readonly ContractImage[];
  readonly containers: readonly ContractContainer[];
  readonly services: readonly ContractService[];
}

export interface ContractImage {
  readonly file: string;
  readonly dockerfile: Dockerfile;
  readonly run: ImageRun;
  /** Null where the files do not say, or say two things. */
  readonly program: Program | null;
  /** With the image's own settings; empty without a program. */
  readonly listeners: readonly EffectiveListener[];
}

export interface ContractContainer {
  readonly facts: ContainerFacts;
  readonly program: Program | null;
  /** With everything that image and manifest set; empty without a program. */
  readonly listeners: readonly EffectiveListener[];
}

export interface ContractService {
  readonly facts: ServiceFacts;
  readonly containers: readonly ContractContainer[];
}

export function joinContract(
  go: GoProject,
  dockerfiles: ReadonlyMap<string, Dockerfile>,
  containers: readonly ContainerFacts[],
  services: readonly ServiceFacts[],
): Contract {
  const images = [...dockerfiles].flatMap(([file, dockerfile]) => {
    const run = imageRun(dockerfile);
    return run ? [joinImage(go, file, dockerfile, run)] : [];
  });
  const joined = containers.map((facts) => joinContainer(go, images, facts));
  return {
    go,
    images,
    containers: joined,
    services: services.map((facts) => ({
      facts,
      containers: joined.filter((container) => facts.selects.includes(workloadId(container.facts.workload))),
    })),
  };
}

function joinImage(go: GoProject, file: string, dockerfile: Dockerfile, run: ImageRun): ContractImage {
  const program = builtProgram(go, dockerfile) ?? (run.binary ? programNamed(go, baseName(run.binary.value)) : null);
  const settings: RunSettings = { env: (name) => run.env.get(name), hasArguments: run.hasArguments };
  return { file, dockerfile, run, program, listeners: listenersOf(program, settings) };
}

function joinContainer(go: GoProject, images: readonly ContractImage[], facts: ContainerFacts): ContractContainer {
  const program = containerProgram(go, images, facts);
  const built = images.filter((image) => image.program === program);
  const [image] = built;
  const imageEnv = (name: string) => {
    // An image that no Dockerfile here builds may set variables that we do not see.
    if (!image || built.length > 1) return images.length === 0 ? undefined : null;
    return image.run.env.get(name);
  };
  const settings: RunSettings = {
    env: (name) => {
      const own = facts.env(name);
      return own === undefined ? imageEnv(name) : own;
    },
    hasArguments:
      facts.command !== null || facts.hasArgs
        ? facts.hasArgs || (facts.command?.length ?? 0) > 1
        : built.length !== 1 || (image?.run.hasArguments ?? true),
  };
  return { facts, program, listeners: listenersOf(program, settings) };
}

/** By the command that the manifest gives, else by the image's name: the program's, or that of the binary that a Dockerfile here runs. */
function containerProgram(
  go: GoProject,
  images: readonly ContractImage[],
  { command, image }: ContainerFacts,
): Program | null {
  if (command !== null) return command[0] === undefined ? null : programNamed(go, baseName(command[0]));
  if (image === null) return null;
  const name = imageBaseName(image.value);
  const [built, second] = images.filter(({ run }) => run.binary !== null && baseName(run.binary.value) === name);
  return programNamed(go, name) ?? (built && !second ? built.program : null);
}

function programNamed(go: GoProject, name: string): Program | null {
  const wanted = comparableName(name);
  if (wanted === '') return null;
  const [found, second] = go.programs.filter((program) => comparableName(program.name) === wanted);
  return found && !second ? found : null;
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

function listenersOf(program: Program | null, settings: RunSettings): EffectiveListener[] {
  return program?.listens.map((listener) => effectiveListener(listener, settings)) ?? [];
}
