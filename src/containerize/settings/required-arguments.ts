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
 * Flags that the program demands and that none of the arguments in `given` is: only who deploys it knows their values, which
 * come from the Secret that they are asked for anyway.
 */
export function requiredArguments(program: Program, given: readonly string[]): RequiredArguments {
  const missing = (program.requiredFlags ?? []).filter(({ name }) => !given.some((one) => isOf(one, name)));
  const files = missing.filter(({ name }) => FILE.test(name));
  const named = missing
    .filter((flag) => !files.includes(flag))
    .map((flag) => ({ flag, name: variableFor(flag, program) }));
  return {
    args: named.map(({ flag, name }) => `--${flag.name}=$(${name})`),
    names: named.map(({ name }) => name),
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
      ...namedFile(program, given),
    ],
  };
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
function variableFor({ name }: RequiredFlag, { env, name: program }: Program): string {
  const upper = (text: string) => text.toUpperCase().replace(/[^A-Z\d]+/g, '_');
  const own = upper(name).replace(/^(?=\d)/, '_');
  return env.some((one) => one.name === own) ? `${upper(program)}_${own}` : own;
}
