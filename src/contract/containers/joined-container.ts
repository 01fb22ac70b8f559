import type { Program } from '../../go/project.ts';
import type { ContainerFacts } from './containers.ts';
import { environmentOf } from '../variables/container-environment.ts';
import { configuredBy } from '../configuration/configuration-text.ts';
import { mountedConfiguration } from '../configuration/mounted-configuration.ts';
import { overlaidArguments } from '../overlays/overlaid-arguments.ts';
import {
  argumentsOf,
  everyArguments,
  isMadeByKo,
  isRunDirectly,
  runsCommand,
  runsItInOverlays,
  scriptedStart,
} from '../images/run-directly.ts';
import type { Contract, ContractContainer, ContractImage } from '../contract.ts';
import { type EffectiveListener, givenBy, type RunSettings } from '../ports/effective-listener.ts';
import { programAt } from '../builds/made-image.ts';
import { baseName } from '../images/image-name.ts';
import { ownArguments } from '../images/image-run.ts';
import { getsVariables } from './injected.ts';
import { lazily } from '../../go/incremental/lazily.ts';
import { listenersOf, settingsOf } from '../ports/listeners-of.ts';
import type { Matcher } from '../matching/match.ts';
import { startedWords } from '../matching/started-program.ts';
import {
  type ConfiguredRun,
  ownConfiguration,
  readsNoConfiguration,
  readsOwnConfiguration,
} from '../configuration/own-configuration.ts';
import { programCalled } from './program-called.ts';
import { mayBeSetByCluster } from '../variables/set-by-cluster.ts';
import { readByName } from '../variables/variable-readers.ts';
import { isMounted, mountsNothing, ownWorkingFolder } from '../images/working-folder.ts';

/** A container as image, manifest and overlays together make it; each answer is found when somebody asks for it. */
export class JoinedContainer implements ContractContainer {
  readonly facts: ContainerFacts;
  readonly #contract: Contract;
  readonly #matcher: Matcher;
  readonly #imageByKey: () => ReadonlyMap<string, ContractImage>;
  #whole: Program | null | undefined;
  #program: Program | null | undefined;
  #image: ContractImage | null | undefined;
  #environment: ContractContainer['environment'] | undefined;
  #getsVariables: boolean | undefined;
  #listeners: readonly EffectiveListener[] | undefined;

  constructor(
    facts: ContainerFacts,
    contract: Contract,
    matcher: Matcher,
    imageByKey: () => ReadonlyMap<string, ContractImage>,
  ) {
    this.facts = facts;
    this.#contract = contract;
    this.#matcher = matcher;
    this.#imageByKey = imageByKey;
  }

  get whole(): Program | null {
    // What tests compare with is nothing that anybody runs.
    if (isTestData(this.facts.file)) return null;
    if (this.#whole === undefined) this.#whole = this.#started();
    return this.#whole;
  }

  /** By what a script starts, where that is seen; else as names tell. */
  #started(): Program | null {
    const named = this.#matcher.programOfContainer(this.facts);
    const line = this.#scripted()?.words?.map(({ value }) => value) ?? [];
    const { image } = this;
    const [first, ...others] = startedWords(line);
    if (first === undefined || !image) return named;
    const [found] = [first, ...others].flatMap((word) => programAt(word, image.built) ?? []);
    // What is looked for in PATH may be something that starts the program.
    const isOther = first.startsWith('/') && image.built.binaries.size > 0 && baseName(first) !== named?.name;
    return found ?? (isOther ? null : named);
  }

  get program(): Program | null {
    if (this.#program === undefined) this.#program = this.#called();
    return this.#program;
  }

  #called(): Program | null {
    const { whole } = this;
    return whole?.commands && isRunDirectly(this) ? programCalled(whole, everyArguments(this)) : whole;
  }

  get image(): ContractImage | null {
    if (this.#image === undefined) {
      const key = this.#matcher.imageOfContainer(this.facts);
      this.#image = (key === null ? undefined : this.#imageByKey().get(key)) ?? null;
    }
    return this.#image;
  }

  get environment(): ContractContainer['environment'] {
    return (this.#environment ??= environmentOf(this.facts, this.#contract.workspace));
  }

  get overlaidArguments(): ContractContainer['overlaidArguments'] {
    return this.#overlaidArguments();
  }

  readonly #overlaidArguments = lazily((): ContractContainer['overlaidArguments'] => {
    const changed = overlaidArguments(this.facts, this.#contract.workspace);
    const all = changed?.map((words) => argumentsOf(this, words)) ?? [null];
    return all.every((words) => words !== null) ? all : null;
  });

  readonly #scripted = lazily(() => scriptedStart(this));

  env(name: string): string | null | undefined {
    return (this.#scripted()?.env ?? this.startEnv)(name);
  }

  readonly startEnv = (name: string): string | null | undefined => {
    const own = this.environment.variables.get(name);
    if (own) return own.value;
    if (this.environment.mayBeSet(name)) return null;
    const inImage = this.image?.run.env.get(name);
    if (inImage !== undefined) return inImage;
    if (mayBeSetByCluster(name) || (this.#getsVariables ??= getsVariables(this.facts))) return null;
    if (this.image) return undefined;
    // An image that no Dockerfile here builds may set variables that nobody sees.
    return this.#contract.images.length === 0 ? undefined : null;
  };

  /** The same, of a chart with its own values: what others may set, it does not set by itself. */
  #envByItself(name: string): string | null | undefined {
    const { environment } = this;
    if (this.#scripted()) return this.env(name);
    const isOthers = this.#contract.workspace.isByDefault && !environment.isUnseen(name) && environment.mayBeSet(name);
    return isOthers && !environment.variables.has(name) && this.image ? this.image.run.env.get(name) : this.env(name);
  }

  get listeners(): readonly EffectiveListener[] {
    return (this.#listeners ??= this.#listening());
  }

  #listening(): readonly EffectiveListener[] {
    const { program } = this;
    // It ends before anybody asks.
    if (this.facts.container.kind === 'init') return [];
    // Another of its commands listens somewhere else, or nowhere.
    if (program && !runsItInOverlays(this, program)) {
      return program.listens.map((listener) => ({ listener, port: null, bind: null }));
    }
    return listenersOf(program, this.#settings());
  }

  /** With the flags of its listeners; asked for each listener and each path that a setting may move. */
  readonly #settings = lazily((): RunSettings => {
    const { program } = this;
    const env = (name: string) => this.#envByItself(name);
    const args = this.#arguments();
    const otherArgs = this.overlaidArguments ?? [];
    const settings: RunSettings = {
      ...{ env, args, otherArgs },
      unread: lazily(() => {
        const read = program ? readByName(program) : new Set<string>();
        return [...this.environment.variables.keys()].filter((name) => !read.has(name));
      }),
      configured: lazily(() => {
        const mounted = this.#mounted();
        return mounted && configuredBy(mounted);
      }),
      readsOwnConfiguration: lazily(() =>
        [args, ...otherArgs].every((words) => this.#readsOwnConfiguration(words, env)),
      ),
    };
    return program ? settingsOf(program, settings) : settings;
  });

  get configuration(): ContractContainer['configuration'] {
    return this.#configuration();
  }

  readonly #configuration = lazily(() => this.#mounted() ?? this.#ownConfiguration());

  readonly #mounted = lazily(() =>
    this.program ? mountedConfiguration(this, this.program, this.#contract) : undefined,
  );

  readonly given = (by: string): string | null | undefined => {
    const { program } = this;
    const isSeen = this.image !== null || isMadeByKo(this.facts);
    if (!program || !isSeen || !(runsItInOverlays(this, program) || this.#runsAnother(program))) return null;
    return givenBy(by, this.#settings());
  };

  /** Whether it runs another command of which the names are known, in all overlays. */
  #runsAnother({ otherCommands = [] }: Program): boolean {
    return this.overlaidArguments?.length === 0 && otherCommands.some((words) => runsCommand(this, words));
  }

  #readsOwnConfiguration(args: readonly string[] | null, env: ContractContainer['env']): boolean {
    const { program } = this;
    if (program && readsNoConfiguration({ program, args, env })) return true;
    const run = this.#configuredRun(args, env);
    return run !== undefined && readsOwnConfiguration(run, this.#contract);
  }

  /** Undefined where overlays may change what is mounted, or nobody knows what runs. */
  #configuredRun(args: readonly string[] | null, env: ContractContainer['env']): ConfiguredRun | undefined {
    const { program, image, facts } = this;
    if (!program || !image || this.#contract.workspace.mayBePatched(facts.object, ['volumeMounts', 'workingDir'])) {
      return undefined;
    }
    const folder = ownWorkingFolder(facts);
    const isMountedAt = (path: string) => isMounted(path, this);
    return { image, program, folder, args, env, isMounted: isMountedAt, mountsNothing: () => mountsNothing(facts) };
  }

  #ownConfiguration(): ContractContainer['configuration'] {
    if (this.overlaidArguments?.length !== 0) return undefined;
    const run = this.#configuredRun(this.#arguments(), (name) => this.env(name));
    return run && ownConfiguration(run, this.#contract);
  }

  #arguments(): readonly string[] | null {
    const { command, hasArgs } = this.facts;
    if (!isRunDirectly(this) || this.overlaidArguments === null) return null;
    if (command !== null || hasArgs || isMadeByKo(this.facts)) return argumentsOf(this);
    if (this.#scripted()) return argumentsOf(this);
    return this.image ? ownArguments(this.image.run) : null;
  }
}

/** Where the go command, too, looks for no packages. */
function isTestData(file: string): boolean {
  return /(?:^|\/)testdata\//.test(file);
}
