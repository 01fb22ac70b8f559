import { readsToken } from './facts/kubernetes-identity.ts';
import { type LinkedCode, withoutMajor } from './code/linked-code.ts';
import { callsIn } from './routes/handlers.ts';
import { GO_FLAGS_PATHS } from './libraries/library-paths.ts';
import { describesCommands } from './flags/described-commands.ts';
import { isInside, enteredBy, placesBehind } from './flags/command-reach.ts';
import type { CommandRun } from './flags/command-runs.ts';
import { loopsForEver, worksForEver } from './facts/endless-loops.ts';
import type { FoundListener } from './listeners/listeners.ts';
import type { FoundRoute } from './routes/routes.ts';
import { hasLibrary, runsActors, runsByTheClock, waitsFor, waitsForSignal } from './facts/long-running.ts';
import { KINGPINS } from './libraries/server-types.ts';
import type { Listener, Program } from './project.ts';
import type { Serving } from './flags/serve-command.ts';
import { servesSocket } from './listeners/socket-servers.ts';
import { calleeName } from './code/types.ts';

const COMMAND_LIBRARIES = [
  'github.com/spf13/cobra',
  'github.com/urfave/cli',
  'github.com/minio/cli',
  'github.com/alecthomas/kong',
  ...KINGPINS,
  ...GO_FLAGS_PATHS,
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
  // Whoever sets up a container's network runs it with words in variables.
  'github.com/containernetworking/cni/pkg/skel',
  'github.com/AlecAivazis/survey',
];

/** Its `Args` are what stands behind the flags. */
const CONF = 'github.com/ardanlabs/conf';

/** Names of folders and, at the ends of longer names, words of them. */
const EXAMPLE = folderPattern('examples? samples? demos? tutorials? quickstart');
const TEST = folderPattern(
  'tests? testing e2e integration loadtest integration-?tests? benchmarks? fuzz(?:ing)? acceptance conformance',
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
  'k8s.io/gengo/args',
  'k8s.io/gengo/generator',
  'github.com/99designs/gqlgen/api',
];

/** How programs are called that stay. */
const DAEMON =
  /d$|daemon|serve|worker|agent|bot$|watch|exporter|controller|operator|proxy|(?:monitor|gateway|scheduler|collector|consumer|relay|reloader)$/;

/** Commands that stay: `serve`, `start`, `worker`, `kubernetes-controller`. */
const SERVES =
  /serve|-(?:agent|worker|consumer|subscriber|receiver|dispatcher|processor|scheduler|gateway|proxy|controller|operator|exporter|collector|daemon)$|^(?:web|run|start|up|daemon|api|http|grpc|rest|rpc|app|all|all-in-one|standalone|listen|watch|agent|worker|workers|consume|consumer|subscriber|receiver|dispatcher|processor|queue|scheduler|gateway|proxy|controller|operator|manager|exporter|metrics|sidecar|node|bot|relay|collector|monitor|broker|main|backend|frontend|public|admin|hooks|webhooks?|hub|master|slave|leader|broker|sync)$/;

/** What such a command shows on this machine only is a page for whoever typed it. */
const PAGE = /^(?:web|ui|dashboard|admin|monitor)$/;

/** What a monitor or the kubelet asks. */
const ASKED_BY_MACHINES = /\/(?:metrics|health(?:z|y)?|live(?:z|ness)?|ready(?:z)?|readiness)$/;

/** Clients and controls of servers: what they link of those serves nobody. */
const CLIENT = /(?:ctl|cli|client)$/;

/** What kubectl finds by its name and runs as a command of its own. */
const PLUGIN = /^kubectl-/;

/** What a program is seen to serve. */
export interface Served {
  readonly found: readonly FoundListener[];
  readonly routes: readonly FoundRoute[];
  readonly serving: Serving;
}

type Role = NonNullable<Program['role']>;

/** What the program is for, by its folder first (examples, tests), and what it does. */
export function programKind(
  folder: string,
  name: string,
  code: LinkedCode,
  served: Served,
): Pick<Program, 'kind' | 'role'> {
  const words = folder.toLowerCase().split('/');
  const role = roleOf(words, name, code, served);
  if (words.some((word) => EXAMPLE.test(word))) return { kind: 'example', role };
  if (words.some((word) => TEST.test(word) || word === 'bench')) return { kind: 'test', role };
  return { kind: role };
}

/** Whether a command of a server listens for others, or works until somebody ends it, whatever it is called. */
export function commandStays(
  code: LinkedCode,
  { command }: CommandRun,
  { found }: Served,
  whole: Pick<Serving, 'serves'>,
): boolean {
  if (command === null) return false;
  if (whole.serves(command) && found.some(({ listener }) => isForOthers(listener))) return true;
  if (worksForEver(code, enteredBy(code, command))) return true;
  const places = placesBehind(code, command);
  return waitsFor(code).some(({ expression: { start, end }, site }) => {
    return places.some((place) => isInside({ file: site.file.path, start, end }, place));
  });
}

/** Not for this machine alone, and not where only a flag asks for it. */
function isForOthers(listener: Listener): boolean {
  return (listener.bind !== 'loopback' || listener.configuredBy.length > 0) && !isOptional(listener);
}

function roleOf(words: readonly string[], name: string, code: LinkedCode, served: Served): Role {
  const { found, routes, serving } = served;
  const { command } = serving;
  if (startsLambda(code)) return 'lambda';
  if (PLUGIN.test(name)) return 'cli';
  const hasCommands = COMMAND_LIBRARIES.some((library) => hasLibrary(code, library));
  if (hasCommands && describesCommands(name, code)) return 'tool';
  const isCommand = hasCommands || readsArguments(code) || answersByFlags(code);
  const isDaemon = DAEMON.test(name);
  // `ctl server check exporter` is one of many things that a control of servers does.
  const stays =
    command !== null &&
    command.args.length < 3 &&
    (SERVES.test(command.args.at(-1) ?? '') || isForMachines(served)) &&
    !isForWhoTyped(served);
  const isAside =
    (hasCommands || command !== null) && !isDaemon && (command === null ? listenInPassing(serving) : !stays);
  const isOpen = !isCommand || isDaemon || routes.length > 0 || (stays && command.args.length === 1);
  const isForUsers = isCommand && !isDaemon && !stays ? besideCommands(code, routes) : () => true;
  const serves = found.some((one) => {
    return servesOthers(one.listener) && (isOpen || !isOptional(one.listener)) && isForUsers(one);
  });
  const answers = routes.length > 0 && found.length === 0 && !(hasCommands && CLIENT.test(name));
  if (!isAside && (serves || answers || serving.waits)) return 'server';
  if (isToolFolder(words, hasCommands)) return 'tool';
  // What a repository is about is for its users, whatever it reads.
  const isMain = words[0] === '.';
  if (isGenerator(name, code, hasCommands || isMain)) return 'tool';
  const isMeantToRun = !isCommand || isDaemon;
  if (isMeantToRun && runsOn(code)) return 'server';
  // Flags alone make no command of what others come to by a socket.
  if (!hasCommands && !isAside && servesSocket(code)) return 'server';
  // Whatever it is told, it never ends by itself.
  if ((isMeantToRun || found.length > 0) && (loopsForEver(code) || mainWaitsForSignal(code))) return 'server';
  return (isCommand || handlesGo(code)) && !runsInClusterOnly(code) ? 'cli' : 'job';
}

function runsOn(code: LinkedCode): boolean {
  return runsByTheClock(code) || waitsForSignal(code) || runsActors(code) || servesSocket(code);
}

/** What `main` itself waits for, no command does. */
function mainWaitsForSignal(code: LinkedCode): boolean {
  return waitsForSignal(code, ({ pkg, fn }) => pkg === code.packages[0] && fn?.name === 'main');
}

/** `ctl web` for the browser beside it; `run FILE`, which listens where what it runs asks it to. */
function isForWhoTyped({ found, routes, serving: { command, listens } }: Served): boolean {
  const word = command?.args.at(-1) ?? '';
  if (PAGE.test(word)) return listens.every(({ bind }) => bind === 'loopback');
  const isSaid = ({ listener: { port, configuredBy } }: FoundListener) => port !== null || configuredBy.length > 0;
  return word === 'run' && routes.length === 0 && !found.some(isSaid);
}

/** What it answers on all addresses, monitors and balancers ask for. */
function isForMachines({ routes, serving: { listens } }: Served): boolean {
  return listens.some(isForOthers) && routes.some(({ route }) => ASKED_BY_MACHINES.test(route.path));
}

/** Several commands listen, and none of them at hand is called like one that stays: `ping`, `crawl`. */
function listenInPassing({ several }: Serving): boolean {
  return (
    several.length > 0 && !several.some((path) => path === null || (path.length === 1 && SERVES.test(path[0] ?? '')))
  );
}

/** A port of this machine that nobody is told in advance is for the program itself: a login that comes back, a test. */
function servesOthers({ bind, port, configuredBy }: Listener): boolean {
  return !(bind === 'loopback' && (port === null || port === 0) && configuredBy.length === 0);
}

/** Whether somebody runs a command for what it listens on: not for what only a setting opens, nor for a look at its memory. */
function besideCommands(code: LinkedCode, routes: readonly FoundRoute[]): (found: FoundListener) => boolean {
  const isProfiled = code.standardImports.has('net/http/pprof');
  const shows = routes.some(({ route, root, handlers, context }) => {
    return (
      root === null && !route.path.startsWith('/debug') && !handlers.some((one) => callsIn(one, context, isZpages))
    );
  });
  return ({ listener, handler, off }) => {
    // What opens the same port by default goes before.
    const isSwitched = off?.every((by) => by.startsWith('flag:')) || off?.some((by) => /enabled?$/i.test(by));
    const isOff = isSwitched === true && listener.port === null;
    return !isOff && !(isProfiled && handler?.expression === null && !shows);
  };
}

function isZpages(name: string): boolean {
  return /\/zpages\.\w+$/.test(name);
}

/** A command that listens only where a flag without a default asks it to is a command still. */
function isOptional({ port, configuredBy }: Listener): boolean {
  return port === null && configuredBy.some((by) => by.startsWith('flag:'));
}

/** `tools/x`, and `internal/cmd/x`, which nobody outside the repository is meant to build; `x-tool` may be for its users. */
function isToolFolder(words: readonly string[], hasCommands: boolean): boolean {
  return words.some((word, index) => {
    const isForUsers = hasCommands && index === words.length - 1 && /[-_]tools?$/.test(word);
    return (TOOL.test(word) && !isForUsers) || (word === 'internal' && words[index + 1] === 'cmd');
  });
}

/** Flags and words for whoever typed them: no batch of work. */
function answersByFlags(code: LinkedCode): boolean {
  const isCalled = (method: string, names: readonly string[]) =>
    code.calls(method).some(({ expression, site }) => {
      return site.pkg === code.packages[0] && names.includes(calleeName(code, expression.callee, site) ?? '');
    });
  return (
    isCalled('Parse', ['flag.Parse', 'github.com/spf13/pflag.Parse']) &&
    ['Print', 'Println', 'Printf'].some((method) => isCalled(method, [`fmt.${method}`]))
  );
}

/** Without a way to name a cluster, nobody can run it by hand. */
function runsInClusterOnly(code: LinkedCode): boolean {
  return !hasLibrary(code, 'k8s.io/client-go/tools/clientcmd') && readsToken(code) !== null;
}

/** What reads or writes Go makes code, unless it is for users. */
function isGenerator(name: string, code: LinkedCode, isForUsers: boolean): boolean {
  // What writes Go for a database's migrations does more than that.
  const migrates = code.standardImports.has('database/sql');
  if (!isForUsers && !migrates && handlesGo(code)) return true;
  return (
    /^protoc-gen-|(?:^|-)gen(?:erator)?$|^generate(?!d\b)[-_]?\w/.test(name) ||
    TOOL_LIBRARIES.some((library) => hasLibrary(code, library))
  );
}

/** Whoever writes Go runs what reads or writes it. */
function handlesGo(code: LinkedCode): boolean {
  return ['go/parser', 'go/format', 'go/printer'].some((path) => code.standardImports.has(path));
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
  // Its struct may have no name.
  const asked = code.calls('Num').some(({ site }) => site.file.imports.some(({ path }) => withoutMajor(path) === CONF));
  return asked || uses('Args', ['os.Args', 'flag.Args']) || uses('Arg', ['flag.Arg']) || uses('Stdin', ['os.Stdin']);
}
