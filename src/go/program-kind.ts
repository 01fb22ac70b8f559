import type { LinkedCode } from './linked-code.ts';
import type { Listener, Program, Route } from './project.ts';
import { calleeName } from './types.ts';

const COMMAND_LIBRARIES = [
  'github.com/spf13/cobra',
  'github.com/urfave/cli',
  'github.com/alecthomas/kong',
  'github.com/alecthomas/kingpin',
  'gopkg.in/alecthomas/kingpin',
  'github.com/jessevdk/go-flags',
  'github.com/alexflint/go-arg',
  'github.com/charmbracelet/bubbletea',
];

/** What the program is for: by its folder first (examples, tests), then by what it does. */
export function programKind(
  folder: string,
  code: LinkedCode,
  listens: readonly Listener[],
  routes: readonly Route[],
): Program['kind'] {
  const words = folder.toLowerCase().split('/');
  const has = (...names: readonly string[]) => words.some((word) => names.includes(word));
  if (has('example', 'examples', 'sample', 'demo', 'demos')) return 'example';
  if (has('test', 'tests', 'e2e', 'integration', 'loadtest')) return 'test';
  if (startsLambda(code)) return 'lambda';
  if (listens.length > 0 || routes.length > 0) return 'server';
  if (has('tool', 'tools', 'hack', 'scripts', 'script', 'gen', 'generate', 'codegen', 'build', 'ci')) return 'tool';
  if (COMMAND_LIBRARIES.some((library) => code.externals.has(library)) || readsArguments(code)) return 'cli';
  return 'job';
}

function startsLambda(code: LinkedCode): boolean {
  return ['Start', 'StartWithOptions', 'StartHandler', 'StartHandlerFunc'].some((name) =>
    code.calls(name).some(({ expression, site }) => {
      return calleeName(code, expression.callee, site) === `github.com/aws/aws-lambda-go/lambda.${name}`;
    }),
  );
}

/** Positional arguments or standard input make it a program that somebody types. */
function readsArguments(code: LinkedCode): boolean {
  const uses = (name: string, wanted: readonly string[]) =>
    [...code.methodValues(name), ...code.calls(name)].some(({ expression, site }) => {
      const named = expression.kind === 'call' ? expression.callee : expression;
      return wanted.includes(calleeName(code, named, site) ?? '');
    });
  return uses('Args', ['os.Args', 'flag.Args']) || uses('Arg', ['flag.Arg']) || uses('Stdin', ['os.Stdin']);
}
