import type { GrpcService, HealthRoute, MetricsRoute, ProfileRoute, Route } from './answers.ts';
import type { Configuration } from './configuration-file.ts';
import type { AbsentEmbed, FrontEnd, GeneratedCode } from './made-first.ts';
import type { MemoryState } from './memory-state.ts';
import type { Message } from '../words/message.ts';
import type { ResolvedBy } from './settled.ts';

/**
 * What is known of a Go project. Every fact has the place it was read from and how certain it is:
 * `known` (the source decides), `default` (used unless configured otherwise) or `unknown` (the value is null: the source does not decide).
 */
export interface GoProject {
  readonly modules: readonly GoModule[];
  readonly programs: readonly Program[];
  /** Files that could not be read or parsed; the rest of the project is still analysed. */
  readonly errors: readonly AnalysisError[];
  /** The Go toolchain that was asked beside the syntax, `go1.26.8`; null: none was. `because`: why it does not say more. */
  readonly toolchain: { readonly version: string | null; readonly because: Message | null };
}

/** Where a fact was read: a file (relative to the analysed folder, with `/`), character offsets, and the 1-based line for reports. */
export interface Place {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/** A user that a program looks up, and where. */
export interface NamedUser extends Place {
  readonly name: string;
}

export type Certainty = 'known' | 'default' | 'unknown';

export interface GoModule {
  /** Folder of go.mod, `.` for the analysed folder itself. */
  readonly dir: string;
  readonly module: string;
  /** The `go` directive, as written; null where there is none. */
  readonly go: string | null;
  readonly toolchain: string | null;
  /** Where these two stand; absent where there is no go.mod. */
  readonly places?: { readonly go: Place | null; readonly toolchain: Place | null };
  /** True: vendor/modules.txt is there and the go command would use it. */
  readonly vendor: boolean;
  readonly requires: readonly { readonly path: string; readonly version: string; readonly indirect: boolean }[];
  readonly hasGoSum: boolean;
  /** Modules that folders replace: `dir` as GoModule.dir, null for a folder outside the analysed one, which `written` names. */
  readonly replaces: readonly { readonly path: string; readonly dir: string | null; readonly written: string }[];
  /** Folder of the go.work that uses the module; null where there is none. */
  readonly workspace: string | null;
  /** The `go` directive of that go.work; absent where it has none. */
  readonly workspaceGo?: { readonly version: string; readonly place: Place };
  /** Import paths of the tools that it builds by itself. */
  readonly tools: readonly string[];
  /** Versions of itself that it takes back. */
  readonly retracts: readonly string[];
}

export interface Program {
  /** Import path form of the main package relative to its module, `./cmd/api` or `.`. */
  readonly package: string;
  /** Folder of the module it belongs to, as in GoModule.dir. */
  readonly moduleDir: string;
  /** What people call it: its binary, or, where that says nothing (`cmd`, `main`), what its main package lies in. */
  readonly name: string;
  /** What `go build` calls the binary; absent: as the program. */
  readonly binary?: string;
  /** `toolchain`: it has seen all that the program links. */
  readonly resolvedBy: ResolvedBy;
  readonly kind: 'server' | 'cli' | 'job' | 'lambda' | 'tool' | 'example' | 'test';
  /** What an example or a test program does; absent of others, of which `kind` says it. */
  readonly role?: 'server' | 'cli' | 'job' | 'lambda' | 'tool';
  /** Where `func main` is. */
  readonly main: Place;
  /** Import paths of other modules that the program’s own code uses, without major versions, sorted. */
  readonly libraries: readonly string[];
  /** The command that makes it listen, where it does not without one: `serve`. */
  readonly command: ServeCommand | null;
  /** Its arguments may choose one of several commands; absent: it does always the same. */
  readonly hasCommands?: true;
  /** Its other commands, as in ServeCommand.args, as far as their names are known; absent where none serves alone. */
  readonly otherCommands?: readonly (readonly string[])[];
  /** Of a command: the others whose work it does, too, as in ServeCommand.args; absent: none's. */
  readonly includes?: readonly (readonly string[])[];
  /** The words that the first of its arguments may be, where that is no flag; absent: there are no commands, or others may stand there. */
  readonly firstWords?: readonly string[];
  /** Commands that listen, as in ServeCommand.args, where they are not told apart and none is the one that serves; absent: it is not so. */
  readonly openCommands?: readonly (readonly string[])[];
  /** What it does where it is called with one of its commands, or with none, each by itself; absent: they are not told apart. */
  readonly commands?: readonly Program[];
  readonly listens: readonly Listener[];
  readonly routes: readonly Route[];
  readonly health: readonly HealthRoute[];
  readonly metrics: MetricsRoute | null;
  /** All that its servers of gRPC answer for; absent: there is none, or not all of it is known. */
  readonly grpcServices?: readonly GrpcService[];
  /** What its arguments may be; absent: there are no flags, or the source does not show all of them. */
  readonly flags?: ProgramFlags;
  /** Flags without which it ends at once, run as it serves, where only its arguments give them; absent: none is known. */
  readonly requiredFlags?: readonly RequiredFlag[];
  /** What it makes where one setting says and nothing by default; absent: nothing that is known. */
  readonly namedPlaces?: readonly NamedPlace[];
  /** How many words it ends at once without, run as it serves, and whether flags count as such; absent: none is known. */
  readonly requiredWords?: Place & { readonly least: number; readonly orFlags?: true };
  /** What single commands of it demand, whichever of them serves; absent: nothing that is known. */
  readonly demandingCommands?: readonly DemandingCommand[];
  readonly env: readonly EnvVariable[];
  /** What alone names its configuration file, `flag:config`: it reads none where nobody gives one of these; absent: that is not known. */
  readonly configurationBy?: readonly string[];
  /** What that file may say; absent: not all of it is known, or there are several. */
  readonly configuration?: Configuration;
  /** Where it reads variables whose names the source does not show, `os.Environ()`; absent: `env` are all of its own code. */
  readonly openEnvironment?: Place;
  /** Those all begin with one of these; absent: any name. */
  readonly openPrefixes?: readonly string[];
  /** Further `func main` of its folder: with them it does not compile. */
  readonly otherMains?: readonly Place[];
  readonly cgo: {
    readonly needed: boolean | null;
    readonly because: string | null;
    readonly certainty: Certainty;
    /** The import that needs C; absent where none is known. */
    readonly place?: Place;
    /** C libraries of the system that it is linked with, as pkg-config or the linker calls them; absent where none is known. */
    readonly libraries?: readonly string[];
  };
  readonly embeds: readonly string[];
  /** Of those what a build must make first, and nothing says which; absent where all is there. */
  readonly absentEmbeds?: readonly AbsentEmbed[];
  /** Folders of linked packages that lie below a `testdata`; absent where none does. */
  readonly testdata?: readonly string[];
  /** Build tags that its own files ask for; absent: none, so that a tag changes other modules alone. */
  readonly buildTags?: readonly string[];
  /** A file of each package that it links of this workspace. */
  readonly packageFiles: readonly string[];
  /** Go files that a build must make first; absent where there are none. */
  readonly generated?: readonly GeneratedCode[];
  /** Files that it reads when it runs; what is embedded is none of them. */
  readonly runtimeFiles: readonly RuntimeFile[];
  readonly writes: readonly Write[];
  /** Addresses that it dials under no condition, and that nothing but flags changes; absent: none is known. */
  readonly dials?: readonly Dial[];
  /** Where it asks for the home of its user; absent where it does not, or where the source decides all that it writes. */
  readonly home?: Place;
  readonly memoryState?: MemoryState;
  readonly outboundTls: boolean | null;
  readonly timezones: boolean | null;
  /** Looks users or groups up by name, for which an image needs /etc/passwd. */
  readonly userLookups: boolean | null;
  /** The first call that makes it need what an image may lack. */
  readonly calls?: {
    readonly outboundTls: Place | null;
    readonly timezones: Place | null;
    readonly userLookups: Place | null;
    /** Users that it looks up by names of its own, once each. */
    readonly users: readonly NamedUser[];
  };
  /** Other programs that it starts. */
  readonly processes: readonly ChildProcess[];
  /** What it asks the API server of Kubernetes for; null: it has no client for it. */
  readonly kubernetes: { readonly inCluster: InClusterToken | null; readonly calls: readonly KubernetesCall[] } | null;
  /** Handlers of net/http/pprof, those that are surely served first: one for each port. */
  readonly profiles: readonly ProfileRoute[];
  /** What fits the Go runtime to its container: libraries that read the cgroup, or calls that set the limits. */
  readonly runtimeLimits: { readonly memory: Place | null; readonly processors: Place | null };
  /** Variables that a release sets by `-ldflags -X`. */
  readonly versionVariables: readonly VersionVariable[];
  /** Folders that are embedded or served and that a build of another language must make first. */
  readonly frontEnds: readonly FrontEnd[];
  readonly shutdown: {
    readonly signals: readonly string[];
    /** There is a path from the signal or its context to Shutdown, GracefulStop and the like. */
    readonly graceful: boolean | null;
    /** Seconds that a graceful end may take as the source says; null where it sets none, or where that is open. */
    readonly timeoutSeconds: number | null;
    /** What changes them, as in Listener.configuredBy; absent: nothing that is known to. */
    readonly timeoutBy?: readonly string[];
    /** So many of them stay, whatever that changes; absent: none. */
    readonly fixedSeconds?: number;
    /** True: they are a library's default, which the source does not set. */
    readonly byLibrary?: true;
    readonly certainty: Certainty;
    /** Where it first asks for signals; absent where it asks for none. */
    readonly place?: Place;
  };
}

export interface ServeCommand extends Place {
  readonly args: readonly string[];
  /** Flags stand before it: behind it they would be more words. */
  readonly afterFlags?: true;
  readonly certainty: Certainty;
}

export interface ProgramFlags {
  /** `go`: as the standard library reads them, `-addr` and `--addr` alike; `gnu`: `--addr`, and `-a` where that is short for it. */
  readonly style: 'go' | 'gnu';
  /** Those of all its commands. */
  readonly all: readonly ProgramFlag[];
}

/** Where the source demands a flag. */
export interface RequiredFlag extends Place {
  readonly name: string;
}

/** A command that ends at once without some flags. */
export interface DemandingCommand {
  /** As in ServeCommand.args. */
  readonly args: readonly string[];
  readonly flags: readonly RequiredFlag[];
}

export interface ProgramFlag extends Place {
  readonly name: string;
  /** A letter that does as well. */
  readonly short?: string;
  /** It is another name for this flag. */
  readonly aliasOf?: string;
  /** What its text is parsed as, where nothing else is accepted; absent: any text, or the source does not decide. */
  readonly type?: EnvType;
  /** It takes no value of its own. */
  readonly isSwitch?: true;
  /** What it holds by default, where that is plain and reads as a path or a word. */
  readonly default?: string;
}

export interface Listener extends Place {
  readonly port: number | null;
  readonly protocol: 'http' | 'https' | 'grpc' | 'tcp' | 'udp' | null;
  readonly bind: 'all' | 'loopback' | null;
  /** What overrides the port or address: `env:PORT`, `flag:addr`. */
  readonly configuredBy: readonly string[];
  /** What moves it elsewhere without saying where to: `env:IN_DOCKER`. */
  readonly movedBy?: readonly string[];
  /** What turns TLS on or off on the same port, of which `protocol` is the default; empty: the source does not say what. */
  readonly securedBy?: readonly string[];
  /** By default it is not opened, or at a port that the system chooses: as long as nothing of `configuredBy` is given, nobody can count on one. */
  readonly isAside?: true;
  /** What flags among them hold by default, where that is plain: an address, a port, a host. */
  readonly defaults?: Readonly<Record<string, string>>;
  readonly certainty: Certainty;
}

export interface EnvVariable extends Place {
  readonly name: string;
  /** Where it is read besides; absent: nowhere else. */
  readonly alsoAt?: readonly Place[];
  readonly secret: boolean;
  /** Null: the source does not decide. */
  readonly required: boolean | null;
  /** The program ends where it is set to an empty text, too; absent: it may live with one. */
  readonly mustBeFilled?: true;
  /** The program ends where neither it nor a key of the configuration file says what it would. */
  readonly orInFile?: true;
  /** Another variable that does as well in its place. */
  readonly orElse?: string;
  /** Another name for the same that goes before: this one is read only where that one is not set. */
  readonly behind?: string;
  /** The program itself asks the system for it, by this name: no library does for a key that flags may give, too. */
  readonly isNamed?: true;
  /** Only commands read it that are not the one that serves. */
  readonly isAside?: true;
  /** Other commands than the one that serves that end without it, as in ServeCommand.args. */
  readonly demandedBy?: readonly (readonly string[])[];
  /** Null with certainty `known`: there is no default. */
  readonly default: string | null;
  readonly certainty: Certainty;
  /** What its text is parsed as, where nothing else is accepted; absent: any text, or the source does not decide. */
  readonly type?: EnvType;
}

export type EnvType = 'bool' | 'int' | 'uint' | 'float' | 'duration';

export interface RuntimeFile extends Place, OfCommands {
  /** As the program opens it, from where it runs; may be a pattern. */
  readonly path: string;
  /** Where that lies in the analysed folder; absent where that is the path, null where the folder does not have it. */
  readonly source?: string | null;
  /** It is looked for where the program itself lies, not where it runs. */
  readonly beside?: true;
  /** The program ends with an error without it; only of what the analysed folder does not have. */
  readonly isDemanded?: true;
  /** The program goes on without it. */
  readonly isTried?: true;
  /** Settings that name another one (`flag:templates`), where it is the default and they are known. */
  readonly configuredBy?: readonly string[];
  readonly certainty: Certainty;
}

/** What only commands do that are not the one that serves. */
export interface OfCommands {
  /** Those whose names are known, as in ServeCommand.args; absent: it may happen whatever runs. */
  readonly commands?: readonly (readonly string[])[];
}

/** What it writes: relative to where it runs, absolute, or below the home of its user (`~/`). */
export interface Write extends Place, OfCommands {
  /** A file where the source names one, a folder where only that is known. */
  readonly path: string;
  /** Of a file, the folder that must be writable; absent of a folder. */
  readonly folder?: string;
  /** The program reads there, too. */
  readonly isRead?: true;
  /** It lies where the program itself does, not where it runs. */
  readonly beside?: true;
  /** Settings that name another place, where it is the default and they are known. */
  readonly configuredBy?: readonly string[];
  readonly certainty: Certainty;
}

/** A file or folder that the program makes where a setting without a default says. */
export interface NamedPlace extends Place {
  /** As in Listener.configuredBy: `flag:storage-path`, `arg:1`, `env:DB_PATH`. */
  readonly by: string;
  readonly is: 'file' | 'folder';
}

/** Where the source has an address that it dials, or the flag that gives it. */
export interface Dial extends Place, OfCommands {
  /** The package that dials: `net/http`, `github.com/segmentio/kafka-go`. */
  readonly client: string;
  /** `localhost:6379`, `http://localhost:9000/x`. */
  readonly address: string;
  /** Flags that give another one, as in Listener.configuredBy; absent: nothing does. */
  readonly configuredBy?: readonly string[];
  readonly certainty: Certainty;
}

export interface ChildProcess extends Place, OfCommands {
  /** Name or path of the program; null where the source does not decide. */
  readonly command: string | null;
  readonly certainty: Certainty;
  /** It may do without: it looks first whether the program is there, or starts it on some systems only. */
  readonly optional?: true;
}

/** Where a program reads the token of its pod. */
export interface InClusterToken extends Place {
  /** Settings (`flag:kubeconfig`, `env:KUBECONFIG`) that name another configuration; absent: it reads the token whatever is set. */
  readonly unless?: readonly string[];
}

/** A call of a client of Kubernetes, as a Role would have to allow it. */
export interface KubernetesCall extends Place {
  readonly verb: string;
  /** '' is the core group. */
  readonly group: string;
  /** Plural, small letters, with the part of it that is asked for: `pods`, `pods/log`. */
  readonly resource: string;
  /** In all namespaces, or of what is in none; absent: in one, or nobody knows. */
  readonly everywhere?: true;
  /** Verbs that serve together in the place of the verb: a copy that is kept up to date answers without asking. */
  readonly instead?: readonly string[];
  /** Asked only where a setting (`flag:leader-elect`) says so; `isOn`: it does where nobody gives it. */
  readonly when?: { readonly by: string; readonly isOn: boolean };
}

export interface VersionVariable extends Place {
  /** As `-X` names it: `main.version`, `example.com/shop/internal/build.Commit`. */
  readonly name: string;
  readonly holds: 'version' | 'commit' | 'date';
  /** What it is where nobody sets it; empty where the source says nothing. */
  readonly fallback: string;
}

export interface AnalysisError {
  readonly file: string;
  readonly message: Message;
  /** The first line of a Go file that is no Go; absent: it is about something else. */
  readonly line?: number;
}
