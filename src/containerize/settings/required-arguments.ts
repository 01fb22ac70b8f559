import type { Program, RequiredFlag } from '../../go/project.ts';
import { decide } from '../decision.ts';
import type { Decision } from '../plan-types.ts';

export interface RequiredArguments {
  readonly args: readonly string[];
  /** Variables that hold their values. */
  readonly names: readonly string[];
  readonly decisions: readonly Decision[];
}

/** What a value names that must be there: a variable alone would not bring it. */
const FILE = /(?:^|[-_.])(?:config|conf|cfg|file|path|cert|crt|pem|kubeconfig)$/i;

/**
 * Flags and words that the program demands and that none of the arguments in `given` is: only who deploys it knows their
 * values, which come from the Secret that they are asked for anyway.
 */
export function requiredArguments(program: Program, given: readonly string[]): RequiredArguments {
  const missing = (program.requiredFlags ?? []).filter(({ name }) => !given.some((one) => isOf(one, name)));
  const files = missing.filter(({ name }) => FILE.test(name));
  const named = missing
    .filter((flag) => !files.includes(flag))
    .map((flag) => ({ flag, name: variableFor(flag, program) }));
  const flags = named.map(({ flag, name }) => `--${flag.name}=$(${name})`);
  const namedFiles = namedFile(program, given);
  const words = namedFiles.length > 0 ? [] : missingWords(program, [...given, ...flags]);
  return {
    // What begins with a dash is no flag any more behind the first word.
    args: [...flags, ...words.map(({ name }) => `$(${name})`)],
    names: [...named, ...words].map(({ name }) => name),
    decisions: [
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

function isOf(argument: string, name: string): boolean {
  return argument.replace(/^--?/, '').replace(/=.*$/s, '') === name;
}

/** `UPSTREAM_URL` for `--upstream-url`, unless the program reads that for something else. */
function variableFor({ name }: Pick<RequiredFlag, 'name'>, { env, name: program }: Program): string {
  const upper = (text: string) => text.toUpperCase().replace(/[^A-Z\d]+/g, '_');
  const own = upper(name).replace(/^(?=\d)/, '_');
  return env.some((one) => one.name === own) ? `${upper(program)}_${own}` : own;
}
