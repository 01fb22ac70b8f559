import type { Program, RequiredFlag } from '../../go/project.ts';
import { decide } from '../decision.ts';
import type { Decision } from '../plan-types.ts';
import { type DemandedPlace, demandedPlaces, isOf } from './demanded-places.ts';

export interface RequiredArguments {
  readonly args: readonly string[];
  /** Variables that hold their values. */
  readonly names: readonly string[];
  readonly decisions: readonly Decision[];
}

/** What a value names that must be there: a variable alone would not bring it. */
const FILE = /(?:^|[-_.])(?:config|conf|cfg|file|path|cert|crt|pem|kubeconfig)$/i;

/**
 * Flags and words that the program demands and that none of the arguments in `given` is. What names a place that it makes is
 * given one in a volume; all else only who deploys it knows: the values come from the Secret that they are asked for anyway.
 */
export function requiredArguments(program: Program, given: readonly string[]): RequiredArguments {
  const missing = (program.requiredFlags ?? []).filter(({ name }) => !given.some((one) => isOf(one, name)));
  const places = demandedPlaces(program, given);
  const placeBy = (by: string) => places.find(({ named: { by: own } }) => own === by);
  const open = missing.filter(({ name }) => !placeBy(`flag:${name}`));
  const placed = missing.flatMap(({ name }) => {
    const place = placeBy(`flag:${name}`);
    return place ? [{ place, argument: `--${name}=${place.path}` }] : [];
  });
  const files = open.filter(({ name }) => FILE.test(name));
  const named = open
    .filter((flag) => !files.includes(flag))
    .map((flag) => ({ flag, name: variableFor(flag, program) }));
  const flags = [
    ...placed.map(({ argument }) => argument),
    ...named.map(({ flag, name }) => `--${flag.name}=$(${name})`),
  ];
  const namedFiles = namedFile(program, given);
  const missed = namedFiles.length > 0 ? [] : missingWords(program, [...given, ...flags]);
  const words = missed.filter(({ position }) => !placeBy(`arg:${position}`));
  return {
    // What begins with a dash is no flag any more behind the first word.
    args: [...flags, ...missed.map(({ name, position }) => placeBy(`arg:${position}`)?.path ?? `$(${name})`)],
    names: [...named, ...words].map(({ name }) => name),
    decisions: [
      ...placed.map(({ place, argument }) => inVolume(place, argument)),
      ...missed.flatMap(({ position }) => {
        const place = placeBy(`arg:${position}`);
        return place ? [inVolume(place, place.path)] : [];
      }),
      ...named.map(({ flag, name }) =>
        decide(
          ['argument'],
          `--${flag.name}`,
          ['The program ends at once without it: `{0}` of the Secret that you create is its value', name],
          { evidence: flag },
        ),
      ),
      ...files.map((flag) =>
        decide(
          ['argument'],
          'none',
          [
            'The program ends at once without `{0}`: mount the file that it names, and give it as an argument',
            `--${flag.name}`,
          ],
          { evidence: flag },
        ),
      ),
      ...words.map(({ name, position }) =>
        decide(
          ['argument'],
          `$(${name})`,
          [
            'The program ends at once without argument {0}: `{1}` of the Secret that you create is its value',
            position,
            name,
          ],
          { evidence: program.requiredWords },
        ),
      ),
      ...namedFiles,
    ],
  };
}

function inVolume({ named }: DemandedPlace, argument: string): Decision {
  return decide(
    ['argument'],
    argument,
    ['The program ends at once without it, and makes what it names: there is a volume for it'],
    { evidence: named },
  );
}

interface MissingWord {
  /** Of the variable that holds it. */
  readonly name: string;
  /** Behind the program's name, flags apart. */
  readonly position: number;
}

function missingWords(program: Program, given: readonly string[]): MissingWord[] {
  const { least = 0, orFlags } = program.requiredWords ?? {};
  const words = given.filter((one) => !one.startsWith('-')).length;
  const missing = Math.max(0, least - (orFlags ? given.length : words));
  return Array.from({ length: missing }, (_, index) => {
    const position = words + index + 1;
    return { name: variableFor({ name: `argument-${position}` }, program), position };
  });
}

/** The configuration file that only a word behind the program's name tells of: which one that is, nobody knows here. */
function namedFile({ configuration }: Program, given: readonly string[]): Decision[] {
  const words = given.filter((one) => !one.startsWith('-')).length;
  const [by, another] = configuration?.configuredBy ?? [];
  if (configuration?.path !== null || another !== undefined || by !== `arg:${words + 1}`) return [];
  return [
    decide(
      ['argument'],
      ['none'],
      [
        'Only argument {0} names the configuration file that the program reads: mount one, and give its path',
        words + 1,
      ],
      { evidence: configuration },
    ),
  ];
}

/** `UPSTREAM_URL` for `--upstream-url`, unless the program reads that for something else. */
function variableFor({ name }: Pick<RequiredFlag, 'name'>, { env, name: program }: Program): string {
  const upper = (text: string) => text.toUpperCase().replace(/[^A-Z\d]+/g, '_');
  const own = upper(name).replace(/^(?=\d)/, '_');
  return env.some((one) => one.name === own) ? `${upper(program)}_${own}` : own;
}
