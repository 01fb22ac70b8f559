import { binaryOf } from '../../go/program-name.ts';
import type { GoProject, Program } from '../../go/project.ts';
import { chosenProgram, type ChosenMatch } from './chosen-match.ts';
import { chosenByArguments } from '../builds/chosen-by-arguments.ts';
import type { ContainerFacts } from '../containers/containers.ts';
import { isForeign, isForeignToOwner } from '../images/foreign-image.ts';
import type { ImageBuild } from '../build-files/image-builds.ts';
import { baseName, comparableName, imageBaseName, imageFullName } from '../images/image-name.ts';
import { folderOf } from '../../kubernetes/paths.ts';
import { likeliest } from './likeliest.ts';
import { type MadeImage, programAt, variantOf } from '../builds/made-image.ts';
import type { MadeImages } from '../builds/made-images.ts';
import { imageKey } from '../builds/target-stage.ts';
import { commandLine, startedWords } from './started-program.ts';

/** Which program an image and a container run, and which Dockerfile makes a container's image. Null: the files do not say, or say two things. */
export interface Matcher {
  readonly programOfContainer: (container: ContainerFacts) => Program | null;
  /** All that it may run as far as names tell; more than one: somebody must say which. */
  readonly candidatesOf: (container: ContainerFacts) => readonly Program[];
  /** The path of the Dockerfile, or the key of a stage of it. */
  readonly imageOfContainer: (container: ContainerFacts) => string | null;
}

export interface MatchInputs {
  readonly go: GoProject;
  readonly made: MadeImages;
  readonly builds?: readonly ImageBuild[];
  /** Names that kustomizations give images instead of others. */
  readonly renamed?: ReadonlyMap<string, readonly string[]>;
  /** What people decided. */
  readonly chosen?: readonly ChosenMatch[];
}

/** `keptOf`: what an earlier matcher found that still holds. */
export function createMatcher(
  { go, made, renamed, chosen = [] }: MatchInputs,
  keptOf: (container: ContainerFacts) => readonly Program[] | undefined = () => undefined,
): Matcher {
  const { programs, images, byName, stopped, buildsByName } = made;
  const modules = new Map(go.modules.map((module) => [module.dir, module]));
  const imageOf = (build: ImageBuild) => {
    const key = imageKey(build);
    return key === null ? undefined : build.target === undefined ? images.get(key) : stopped.get(key);
  };
  const known = new WeakMap<ContainerFacts, readonly Program[]>();
  const matcher: Matcher = {
    candidatesOf(container) {
      const found = known.get(container) ?? keptOf(container) ?? candidates(container);
      known.set(container, found);
      return found;
    },
    programOfContainer(container) {
      const [program, second] = matcher.candidatesOf(container);
      return program && !second ? program : null;
    },
    imageOfContainer(container) {
      const declared = declaredBuilds(container);
      const [key, second] = alike(new Set(declared.flatMap((build) => imageKey(build) ?? [])), container);
      if (key !== undefined && second === undefined && (images.has(key) || stopped.has(key))) return key;
      // One of its stages, and nobody knows which.
      if (declared.some(({ target }) => target !== undefined)) return null;
      // ko needs no Dockerfile.
      if (container.image?.value.startsWith('ko://') || declared.some((build) => build.goPackage !== null)) return null;
      return (imageFor(container) ?? imageLacking(container))?.file ?? null;
    },
  };
  return matcher;

  function candidates(container: ContainerFacts): readonly Program[] {
    const decided = chosenProgram(chosen, container, go.programs);
    if (decided !== undefined) return decided === null ? [] : [decided];
    const { command, args, image } = container;
    if (command !== null && command.length > 0) return unique(byCommand(container, [...command, ...(args ?? [])]));
    if (image === null) return [];
    const koPath = /^ko:\/\/(.+)$/.exec(image.value)?.[1];
    if (koPath !== undefined) return programs.ofImportPath(koPath);
    const byNames = [byImageName(container, 'named'), byDockerfileName(container), byImageName(container, 'prefixed')];
    for (const found of [byBuild(container), ...byNames, byOwnNames(container)]) {
      if (found.length > 0) return likeliest(unique(found), container);
    }
    return [];
  }

  /** What a command line starts: what lies there in the image, else what is called so. */
  function byCommand(container: ContainerFacts, line: readonly string[]): readonly Program[] {
    const words = startedWords(line);
    const own = imagesOf(container);
    const known = own.length > 0 ? own : madeInModule(container);
    for (const word of words) {
      const found = unique(known.flatMap(({ built }) => programAt(word, built) ?? []));
      if (found.length > 0) return found;
    }
    for (const word of words) {
      const name = baseName(word);
      for (const called of [programs.named(name), madeAs(name), programs.prefixed(name)]) {
        const found = called.filter((program) => isOwn(container, program));
        if (found.length > 0) return likeliest(found, container);
      }
    }
    return [];
  }

  function byBuild(container: ContainerFacts): readonly Program[] {
    return declaredBuilds(container).flatMap((build): readonly Program[] => {
      if (build.goPackage !== null) return programs.ofFolder(build.goPackage);
      const image = imageOf(build);
      if (!image) return [];
      const told = chosenByArguments(build, image.built);
      return told.length > 0 ? told : runBy(image, container);
    });
  }

  function byImageName(container: ContainerFacts, by: 'named' | 'prefixed'): readonly Program[] {
    return namesOf(container).flatMap((name) => {
      const named = programs[by](imageBaseName(name)).filter((program) => {
        const module = moduleOf(program);
        const isOfNamesake = by === 'prefixed' && module !== undefined && isForeignToOwner(name, module);
        return !isOfNamesake && !isForeign(name, module);
      });
      // What the image is called after need not be what it runs: its arguments may say so.
      if (container.args === null || container.args.length === 0) return named;
      return named.flatMap((program): readonly Program[] => {
        const image = plainest(program, [...images.values()]);
        return image && image.run.entrypoint === null ? runBy(image, container) : [program];
      });
    });
  }

  /** What the container or its workload is called, where its image is called so among other words; one word may be anybody’s. */
  function byOwnNames(container: ContainerFacts): readonly Program[] {
    const images = namesOf(container).map((name) => ({
      name,
      words: new Set(comparableName(imageBaseName(name)).split('-')),
    }));
    return [container.name, container.workload.name].flatMap((own) => {
      const words = comparableName(own).split('-');
      if (words.length < 2) return [];
      const meant = images.filter((image) => words.every((word) => image.words.has(word)));
      return programs.named(own).filter((program) => meant.some(({ name }) => !isForeign(name, moduleOf(program))));
    });
  }

  function byDockerfileName(container: ContainerFacts): readonly Program[] {
    return namesOf(container).flatMap((name) => {
      const base = imageBaseName(name);
      const named = byName.get(comparableName(base)) ?? [];
      const of = named.length > 0 ? named : ofModule(base);
      const found = of.flatMap((image) => runBy(image, container));
      return found.filter((program) => !isForeign(name, moduleOf(program)));
    });
  }

  /** The plain Dockerfile of a module is what an image with the module's name is made from. */
  function ofModule(name: string): readonly MadeImage[] {
    const own = programs.ofModuleNamed(name);
    const made = [...images.values()].filter(
      ({ file, program }) => variantOf(file) === null && program !== null && own.includes(program),
    );
    return made.length === 1 ? made : [];
  }

  /** What Dockerfiles call a program; one word may be anybody’s. */
  function madeAs(name: string): readonly Program[] {
    const wanted = comparableName(name);
    if (!wanted.includes('-')) return [];
    const isCalled = (path: string) => comparableName(baseName(path)) === wanted;
    return unique(
      [...images.values()].flatMap(({ built: { binaries } }) =>
        [...binaries].flatMap(([path, program]) => (isCalled(path) ? [program] : [])),
      ),
    );
  }

  /** All that is made in a module which an image is called after: one of its programs may be called by a path. */
  function madeInModule(container: ContainerFacts): readonly MadeImage[] {
    const own = namesOf(container).flatMap((name) =>
      programs.ofModuleNamed(imageBaseName(name)).filter((program) => !isForeign(name, moduleOf(program))),
    );
    return [...images.values()].filter(({ built }) => built.choices.some((program) => own.includes(program)));
  }

  function runBy(image: MadeImage, container: ContainerFacts): readonly Program[] {
    const { args } = container;
    // Without an entry point the arguments are the command.
    if (args === null || args.length === 0) return image.program ? [image.program] : [];
    const words = startedWords(commandLine(container, image.run) ?? []);
    const found = unique(words.flatMap((word) => programAt(word, image.built) ?? []));
    return found.length > 0 || image.run.entrypoint === null ? found : image.program ? [image.program] : [];
  }

  /** Where builds of one name stop at several stages, those that run the container's program. */
  function alike(keys: ReadonlySet<string>, container: ContainerFacts): readonly string[] {
    const program = keys.size > 1 ? matcher.programOfContainer(container) : null;
    return program ? [...keys].filter((key) => made.programOf(key) === program) : [...keys];
  }

  function imagesOf(container: ContainerFacts): readonly MadeImage[] {
    const declared = declaredBuilds(container).flatMap((build) => imageOf(build) ?? []);
    if (declared.length > 0) return declared;
    return namesOf(container).flatMap((name) => {
      const base = imageBaseName(name);
      const named = byName.get(comparableName(base)) ?? [];
      return named.length > 0 ? named : ofModule(base);
    });
  }

  function imageFor(container: ContainerFacts): MadeImage | null {
    const program = matcher.programOfContainer(container);
    if (!program) return null;
    const own = imagesOf(container).filter((image) => holds(image, program));
    return plainest(program, own) ?? plainest(program, [...images.values()]);
  }

  /** The one image of that name where a command names a path at which none of its programs lies, but beside one or by its name. */
  function imageLacking(container: ContainerFacts): MadeImage | null {
    const { command, args, image } = container;
    if (image === null) return null;
    const [own, other] = unique(imagesOf(container));
    if (!own || other) return null;
    const line =
      command !== null && command.length > 0 ? [...command, ...(args ?? [])] : commandLine(container, own.run);
    const isMeant = startedWords(line ?? []).some((word) => isMisnamed(word, own));
    const isOurs = own.built.choices.every((program) => {
      const module = moduleOf(program);
      return !isForeign(image.value, module) && !(module && isForeignToOwner(image.value, module));
    });
    return isMeant && isOurs ? own : null;
  }

  function declaredBuilds({ image }: ContainerFacts): readonly ImageBuild[] {
    if (image === null) return [];
    const of = (name: string) => buildsByName.get(comparableName(imageBaseName(name))) ?? [];
    const isExact = (one: ImageBuild) => one.images.some((name) => imageFullName(name) === imageFullName(image.value));
    const found = of(image.value);
    const exact = found.filter(isExact);
    if (exact.length > 0) return exact;
    // A build that names no more than `controller` is not what makes somebody else's.
    const isOthers = go.modules.length > 0 && go.modules.every((module) => isForeign(image.value, module));
    return isOthers ? [] : found;
  }

  function namesOf({ image }: ContainerFacts): readonly string[] {
    return image === null ? [] : [image.value, ...(renamed?.get(imageFullName(image.value)) ?? [])];
  }

  function isOwn(container: ContainerFacts, program: Program): boolean {
    const { image } = container;
    if (image === null || !isNamedLike(program, imageBaseName(image.value))) return true;
    return !isForeign(image.value, moduleOf(program));
  }

  function moduleOf({ moduleDir }: Program) {
    return modules.get(moduleDir);
  }
}

function isNamedLike(program: Program, name: string): boolean {
  return [program.name, binaryOf(program)].some((one) => comparableName(one) === comparableName(name));
}

/** The one Dockerfile for a program: what runs it by itself before what only holds it, a plain one before `Dockerfile.dev`. */
function plainest(program: Program, images: readonly MadeImage[]): MadeImage | null {
  const running = images.filter((image) => image.program === program);
  const all = running.length > 0 ? running : images.filter((image) => holds(image, program));
  const [only, second] = all;
  if (only && !second) return only;
  const isPlain = ({ file }: MadeImage) => {
    const variant = variantOf(file);
    return variant === null || isNamedLike(program, variant);
  };
  const [plain, other] = all.filter(isPlain);
  return plain && !other ? plain : null;
}

function holds({ program, built }: MadeImage, wanted: Program): boolean {
  return program === wanted || built.choices.includes(wanted);
}

/** A path of no program, in a folder that one lies in, or with the name of one. */
function isMisnamed(word: string, { built: { binaries } }: MadeImage): boolean {
  if (!word.startsWith('/') || binaries.has(word)) return false;
  return [...binaries.keys()].some((path) => folderOf(path) === folderOf(word) || baseName(path) === baseName(word));
}

function unique<Item>(items: readonly Item[]): readonly Item[] {
  return [...new Set(items)];
}
