import { isSameList } from '../../go/incremental/kept-answers.ts';
import type { Program } from '../../go/project.ts';
import type { ContainerFacts } from '../containers/containers.ts';
import type { MadeImages } from '../builds/made-images.ts';
import type { MadeImage } from '../builds/made-image.ts';
import { createMatcher, type Matcher, type MatchInputs } from './match.ts';

/** What a container was found to run; programs by their place in the list of all. */
interface Match {
  programs?: readonly number[];
  image?: string | null;
}

interface Kept {
  readonly ground: readonly unknown[];
  readonly matches: WeakMap<ContainerFacts, Match>;
}

/** Makes the matcher of a workspace, which knows what the one before it found; `of`: the workspace. */
export type Matchers = (of: object, inputs: MatchInputs) => Matcher;

/**
 * What containers run hangs on names, and on what Dockerfiles make of programs: as long as those stay, an edit of Go source
 * or of another manifest leaves it as it was, with the facts that are known of the same programs now.
 */
export function createMatchers(): Matchers {
  const latest = new WeakMap<object, Kept>();
  const grounds = new WeakMap<MadeImages, string>();
  return (of, inputs) => {
    const ground = [groundOf(inputs), inputs.builds, inputs.chosen, JSON.stringify([...(inputs.renamed ?? [])])];
    const before = latest.get(of);
    const matches = before && isSameList(before.ground, ground) ? before.matches : new WeakMap<ContainerFacts, Match>();
    latest.set(of, { ground, matches });
    return matcherWith(matches, inputs);
  };

  function groundOf({ made, go }: MatchInputs): string {
    const text = grounds.get(made) ?? textOf(made, go.programs);
    grounds.set(made, text);
    return text;
  }
}

function matcherWith(matches: WeakMap<ContainerFacts, Match>, inputs: MatchInputs): Matcher {
  const { programs } = inputs.go;
  const matcher = createMatcher(inputs, (container) =>
    matches.get(container)?.programs?.flatMap((index) => programs[index] ?? []),
  );
  const of = (container: ContainerFacts): Match => {
    const match = matches.get(container) ?? {};
    matches.set(container, match);
    return match;
  };
  const candidatesOf: Matcher['candidatesOf'] = (container) => {
    const found = matcher.candidatesOf(container);
    of(container).programs ??= found.map((program) => programs.indexOf(program));
    return found;
  };
  return {
    candidatesOf,
    programOfContainer(container) {
      const [program, second] = candidatesOf(container);
      return program && !second ? program : null;
    },
    imageOfContainer(container) {
      const match = of(container);
      if (match.image === undefined) match.image = matcher.imageOfContainer(container);
      return match.image;
    },
  };
}

/** The same text exactly where all is the same that containers are matched by, beside what manifests and builds say. */
function textOf({ programs: { layout }, images, stopped }: MadeImages, programs: readonly Program[]): string {
  const places = new Map(programs.map((program, index) => [program, index] as const));
  const placeOf = (program: Program) => places.get(program) ?? -1;
  const told = ([key, { file, names, program, run, built }]: readonly [string, MadeImage]) => [
    ...[key, file, names, program && placeOf(program), built.chosenByCall],
    [...built.binaries].map(([path, made]) => [path, placeOf(made)]),
    built.choices.map(placeOf),
    ...[run.entrypoint, run.command].map((words) => words?.map(({ value }) => value)),
  ];
  return JSON.stringify([layout, [...images].map(told), [...stopped].map(told)]);
}
