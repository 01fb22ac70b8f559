import type { LinkedCode } from './linked-code.ts';
import { hasLibrary, runsByTheClock, waitsForWork } from './long-running.ts';
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
  'github.com/docopt/docopt-go',
  'github.com/mitchellh/cli',
  'github.com/hashicorp/cli',
  'github.com/google/subcommands',
  'github.com/peterbourgon/ff',
  'github.com/charmbracelet/bubbletea',
  'github.com/charmbracelet/fang',
  'github.com/rivo/tview',
  'github.com/jroimartin/gocui',
  'github.com/c-bata/go-prompt',
  'github.com/manifoldco/promptui',
  'github.com/AlecAivazis/survey',
];

/** Names of folders and, at the ends of longer names, words of them. */
const EXAMPLE = folderPattern('examples? samples? demos? tutorials? quickstart');
const TEST = folderPattern(
  'tests? e2e integration loadtest integration-?tests? benchmarks? fuzz(?:ing)? acceptance conformance',
);
const TOOL = folderPattern(
  'tools? hack scripts? gen generate generators? codegen docgen gendocs? build ci release magefiles? internal-tools dev devtools',
);

/** Frameworks of generators and checkers that other programs run. */
const TOOL_LIBRARIES = [
  'google.golang.org/protobuf/compiler/protogen',
  'golang.org/x/tools/go/analysis/singlechecker',
  'golang.org/x/tools/go/analysis/multichecker',
  'golang.org/x/tools/go/analysis/unitchecker',
  'entgo.io/ent/entc',
  'gorm.io/gen',
  'k8s.io/gengo',
  'github.com/99designs/gqlgen/api',
];

/** How programs are called that stay. */
const DAEMON = /d$|daemon|serve|worker|agent|bot$|watch|exporter|controller|operator|proxy/;

/** What the program is for: by its folder first (examples, tests), then by what it does. */
export function programKind(
  folder: string,
  name: string,
  code: LinkedCode,
  listens: readonly Listener[],
  routes: readonly Route[],
): Program['kind'] {
  const words = folder.toLowerCase().split('/');
  if (words.some((word) => EXAMPLE.test(word))) return 'example';
  if (words.some((word) => TEST.test(word))) return 'test';
  if (startsLambda(code)) return 'lambda';
  const isCommand = COMMAND_LIBRARIES.some((library) => hasLibrary(code, library)) || readsArguments(code);
  const isDaemon = DAEMON.test(name);
  const serves = listens.some(
    (listener) => servesOthers(listener) && (!isCommand || isDaemon || routes.length > 0 || !isOptional(listener)),
  );
  if (serves || (routes.length > 0 && listens.length === 0) || waitsForWork(code)) return 'server';
  if (isToolFolder(words) || isGenerator(name, code)) return 'tool';
  if (runsByTheClock(code) && (!isCommand || isDaemon)) return 'server';
  return isCommand ? 'cli' : 'job';
}

/** A port of this machine that nobody is told in advance is for the program itself: a login that comes back, a test. */
function servesOthers({ bind, port, configuredBy }: Listener): boolean {
  return !(bind === 'loopback' && (port === null || port === 0) && configuredBy.length === 0);
}

/** A command that listens only where a flag without a default asks it to is a command still. */
function isOptional({ port, configuredBy }: Listener): boolean {
  return port === null && configuredBy.some((by) => by.startsWith('flag:'));
}

/** `tools/x`, and `internal/cmd/x`, which nobody outside the repository is meant to build. */
function isToolFolder(words: readonly string[]): boolean {
  return words.some((word, index) => TOOL.test(word) || (word === 'internal' && words[index + 1] === 'cmd'));
}

/** What reads or writes Go and has no commands of its own makes code. */
function isGenerator(name: string, code: LinkedCode): boolean {
  const hasCommands = COMMAND_LIBRARIES.some((library) => hasLibrary(code, library));
  if (!hasCommands && ['go/parser', 'go/format', 'go/printer'].some((path) => code.standardImports.has(path)))
    return true;
  return (
    /^protoc-gen-|(?:^|-)gen(?:erator)?$/.test(name) || TOOL_LIBRARIES.some((library) => hasLibrary(code, library))
  );
}

/** `examples`, `grpc-example`, `example_server`: a word alone, or first or last of several. */
function folderPattern(words: string): RegExp {
  const word = `(?:${words.split(' ').join('|')})`;
  return new RegExp(`^${word}$|^${word}[-_]|[-_]${word}$`);
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
