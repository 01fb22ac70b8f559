import { binaryName } from './code/binary-name.ts';
import { namesOf } from './program-name.ts';
import { bodyOf } from './syntax/bodies.ts';
import { cgoOf } from './facts/cgo.ts';
import type { IndexedPackage } from './code/code-index.ts';
import type { CommandsAt } from './flags/command-reach.ts';
import { commandsIncluded } from './flags/included-commands.ts';
import { commandRuns, servingOfRun } from './flags/command-runs.ts';
import { findConfiguration } from './environment/configuration.ts';
import { configuredAddress } from './listeners/configured-address.ts';
import { findEnvironment } from './environment/environment.ts';
import { absentEmbeds, findFrontEnds } from './file-use/front-ends.ts';
import { grpcServices } from './routes/grpc-services.ts';
import { findHealth } from './routes/health.ts';
import type { FunctionSite } from './code/declared.ts';
import { type LinkedCode, withoutCode, withoutMajor } from './code/linked-code.ts';
import { findListeners, type FoundListener } from './listeners/listeners.ts';
import { findMetrics } from './routes/metrics.ts';
import type { LocalModule } from './modules/modules.ts';
import { findMounts } from './routes/mounts.ts';
import { findDials } from './facts/dialed-addresses.ts';
import { findTimezone, opensTls } from './facts/network.ts';
import { relativeTo } from './paths.ts';
import { findPorts } from './listeners/ports.ts';
import { findProcesses } from './facts/processes.ts';
import { commandStays, programKind, type Served } from './program-kind.ts';
import type { Program } from './project.ts';
import { findProfiles } from './routes/profiles.ts';
import { firstWords } from './flags/first-words.ts';
import { findFlags } from './flags/program-flags.ts';
import { findDemandingCommands, findRequiredFlags } from './flags/required-flags.ts';
import { findRequiredWords } from './flags/required-words.ts';
import type { Repository } from './modules/repository.ts';
import { withoutRoutesOfLoading } from './routes/load-routes.ts';
import { distinctRoutes, findRoutes } from './routes/routes.ts';
import { findKubernetes } from './facts/kubernetes-calls.ts';
import { runtimeLimits } from './facts/runtime-limits.ts';
import { isSettled, type SettledProgram } from './settled.ts';
import { commandsOnlyAt, type Serving, serveCommand } from './flags/serve-command.ts';
import { shutdownOf } from './facts/shutdown.ts';
import { attachSolver } from './values/solver.ts';
import { placeOf } from './syntax/source-file.ts';
import type { GoFunction } from './syntax/syntax.ts';
import { findEmbeds } from './facts/embeds.ts';
import { findGeneratedCode } from './facts/generated-code.ts';
import { linkedTestdata } from './facts/linked-testdata.ts';
import { findMemoryState } from './facts/memory-state.ts';
import { findUsedFiles, type UsedFiles } from './file-use/used-files.ts';
import { findNamedUsers, findUserLookup } from './facts/user-lookups.ts';
import { findVersionVariables } from './facts/version-variables.ts';
import { settingsFiles } from './modules/settings-files.ts';
import { viperFileNamedBy } from './environment/viper-file.ts';

/** What all facts of one program are read from, beside its code. */
interface Around {
  readonly pkg: IndexedPackage;
  readonly main: FunctionSite;
  readonly module: LocalModule;
  readonly repository: Repository;
  readonly settled: SettledProgram | undefined;
  /** Patterns of what it embeds, whatever it is told to do. */
  readonly embeds: readonly string[];
  /** Of a command of a program that serves: whether that one stays, too. */
  readonly stays?: (served: Served) => boolean;
}

/** All facts of one program; null where the main package has no `func main`. */
export function readProgram(
  code: LinkedCode,
  module: LocalModule,
  repository: Repository,
  settled?: SettledProgram,
): Program | null {
  const [pkg] = code.packages;
  const main = pkg && code.functions.get(`${pkg.importPath}.main`);
  if (!pkg || !main || isLibrary(pkg, main.fn)) return null;
  attachSolver(code);
  const folders = [pkg.folder, module.facts.dir, '.'];
  code.memory.settingsFiles = settingsFiles(repository.settings, [...new Set(folders)]);
  code.memory.versions = new Map(module.facts.requires.map(({ path, version }) => [withoutMajor(path), version]));
  const around = { pkg, main, module, repository, settled, embeds: findEmbeds(code) };
  const name = binaryName(pkg.importPath);
  const { facts, serving, made } = runFacts(code, around, (found) => serveCommand(code, name, found));
  const built = builtFacts(code, around, made);
  const program: Program = {
    ...built,
    ...facts,
    ...(serving.command && serving.besides.length > 0 && { otherCommands: serving.besides.map(({ args }) => args) }),
    ...findDemandingCommands(code),
  };
  const commands = commandFacts(code, around, { serving, built, isServer: facts.kind === 'server' });
  if (commands.length > 0) return { ...program, ...whenServing(serving, commands), commands };
  const openCommands = serving.several.filter((args) => args !== null);
  return { ...program, ...(openCommands.length > 0 && { openCommands }) };
}

/** With fewer steps left, a command of a program that took nearly all would not come to its end: that is not even begun. */
const STEPS_FOR_COMMAND = 100_000;

/** Each command by itself, as long as the program's steps last: with none left, what is found last would be missing. */
function commandFacts(code: LinkedCode, around: Around, { serving, built, isServer }: Whole): Program[] {
  const runs = commandRuns(code, built.name, serving);
  const all = runs.map(({ args }) => args);
  const read = runs.flatMap((run) => {
    if (code.memory.stepsLeft < STEPS_FOR_COMMAND) return [];
    const alone = withoutCode(code, run.leftOut);
    const ofServer = isServer && { stays: (served: Served) => commandStays(alone, run, served, serving) };
    const { facts } = runFacts(alone, { ...around, ...ofServer }, (found) => servingOfRun(run, alone, found));
    code.memory.stepsLeft = alone.memory.stepsLeft;
    if (code.memory.stepsLeft <= 0) return [];
    return [{ run, facts }];
  });
  return read.map((one): Program => {
    const includes = commandsIncluded(code, one, read);
    const otherCommands = all.filter((args) => args !== one.run.args);
    return { ...built, ...one.facts, otherCommands, ...(includes.length > 0 && { includes }) };
  });
}

/** Where several commands listen in one place, what the one that serves opens there by itself. */
function whenServing({ command }: Serving, commands: readonly Program[]): Partial<Program> {
  const args = command?.args.join(' ');
  const own = commands.find((one) => one.command?.args.join(' ') === args);
  if (args === undefined || !own || own.listens.length === 0) return {};
  const { listens, health, metrics, profiles } = own;
  return { listens, health, metrics, profiles };
}

/** What is known of the program with all its commands. */
interface Whole {
  readonly serving: Serving;
  readonly built: ReturnType<typeof builtFacts>;
  readonly isServer: boolean;
}

/** What is so whatever the program is told to do. */
function builtFacts(
  code: LinkedCode,
  { pkg, main, module, repository, settled, embeds }: Around,
  made: UsedFiles['made'],
) {
  const relative = relativeTo(module.facts.dir, pkg.folder) ?? pkg.folder;
  const generated = findGeneratedCode(code, repository);
  const testdata = linkedTestdata(code, module.facts);
  const buildTags = [...new Set(code.packages.flatMap(({ tags }) => tags))].sort();
  const flags = findFlags(code);
  const words = flags && firstWords(code);
  const frontEnds = findFrontEnds(code, made, repository);
  const otherMains = mainsOf(pkg)
    .filter(({ fn }) => fn !== main.fn)
    .map(mainPlace);
  const absent = absentEmbeds(code, frontEnds, repository);
  return {
    package: relative === '.' ? '.' : `./${relative}`,
    moduleDir: module.facts.dir,
    ...namesOf(pkg.importPath),
    resolvedBy: isSettled(settled) ? ('toolchain' as const) : ('syntax' as const),
    main: mainPlace(main),
    ...(otherMains.length > 0 && { otherMains }),
    libraries: [...code.externals].sort(),
    ...(words && { firstWords: words }),
    ...(flags && { flags }),
    cgo: cgoOf(code, module, settled),
    embeds,
    ...(absent.length > 0 && { absentEmbeds: absent }),
    ...(testdata.length > 0 && { testdata }),
    ...(buildTags.length > 0 && { buildTags }),
    packageFiles: packageFiles(code),
    ...(generated.length > 0 && { generated }),
    versionVariables: findVersionVariables(code, repository),
    frontEnds,
  };
}

/** What the program does; `serve`: run as what. */
function runFacts(
  code: LinkedCode,
  { pkg, module, repository, embeds, stays }: Around,
  serve: (found: readonly FoundListener[]) => Serving,
) {
  const found = findListeners(code, configuredAddress(repository, pkg.folder, module.facts.dir));
  const listens = [...new Set(found.map(({ listener }) => listener))];
  const mounts = findMounts(code);
  const allRoutes = findRoutes(code, mounts);
  const foundRoutes = found.length > 0 ? allRoutes : withoutRoutesOfLoading(allRoutes, code);
  const serving = serve(found);
  const listeners = found.filter(({ listener }) => serving.listens.includes(listener));
  const ports = findPorts(listeners);
  const commandsAt: CommandsAt = (place) => commandsOnlyAt(place, serving);
  const [tls, timezones, userLookups] = [opensTls(code), findTimezone(code), findUserLookup(code, commandsAt)];
  const served = { found, routes: foundRoutes, serving };
  const seen = programKind(pkg.folder, binaryName(pkg.importPath), code, served);
  const purpose = stays && ['cli', 'job'].includes(seen.kind) ? kindBeside(stays(served)) : seen;
  const requiredFlags = findRequiredFlags(code, serving);
  const requiredWords = findRequiredWords(code, serving);
  const services = grpcServices(code);
  const configurationBy = viperFileNamedBy(code);
  const memoryState = findMemoryState(code);
  const { reads, made, writes, home, named } = findUsedFiles(code, purpose.kind, module, repository, embeds, {
    commandsAt,
    routes: foundRoutes,
  });
  const facts = {
    ...purpose,
    command: serving.command,
    ...(serving.hasCommands && { hasCommands: true as const }),
    listens: serving.listens,
    routes: distinctRoutes(foundRoutes),
    health: findHealth(code, foundRoutes, mounts, ports),
    metrics: findMetrics(code, foundRoutes, listeners, ports),
    ...(services && { grpcServices: services }),
    ...(requiredFlags.length > 0 && { requiredFlags }),
    ...(requiredWords && { requiredWords }),
    ...(configurationBy && { configurationBy }),
    ...findEnvironment(code, listens, serving),
    runtimeFiles: reads,
    writes,
    ...(home && { home }),
    ...(named.length > 0 && { namedPlaces: named }),
    ...(memoryState && { memoryState }),
    outboundTls: tls.needed,
    timezones: timezones !== null,
    userLookups: userLookups !== null,
    calls: { outboundTls: tls.place, timezones, userLookups, users: findNamedUsers(code, commandsAt) },
    processes: findProcesses(code, commandsAt),
    kubernetes: findKubernetes(code),
    profiles: findProfiles(code, foundRoutes, mounts, listeners, ports),
    runtimeLimits: runtimeLimits(code),
    shutdown: shutdownOf(code, listens.length > 0),
    // Asked last: of a program that uses up its steps, these are what may be missing.
    ...configurationOf(code),
    ...dialsOf(code, commandsAt),
  };
  return { facts, serving, made };
}

/** What a server does beside serving, nobody types on his own machine. */
function kindBeside(stays: boolean): Pick<Program, 'kind' | 'role'> {
  return stays ? { kind: 'server', role: 'server' } : { kind: 'job' };
}

function configurationOf(code: LinkedCode): Pick<Program, 'configuration'> {
  const configuration = findConfiguration(code);
  return configuration ? { configuration } : {};
}

function dialsOf(code: LinkedCode, commandsAt: CommandsAt): Pick<Program, 'dials'> {
  const dials = findDials(code, commandsAt);
  return dials.length > 0 ? { dials } : {};
}

const MOST_PACKAGES = 200;

function packageFiles({ packages }: LinkedCode): string[] {
  return packages.flatMap(({ files: [file] }) => file?.path ?? []).slice(0, MOST_PACKAGES);
}

/** A plugin or a C library is a main package, too: its main is empty, and others call what it exports. */
function isLibrary({ files }: IndexedPackage, main: GoFunction): boolean {
  if (bodyOf(main).length > 0) return false;
  const functions = files.flatMap((file) => file.functions);
  const names = [
    ...functions.filter(({ receiver }) => receiver === null).map(({ name }) => name),
    ...files.flatMap(({ values }) => values.flatMap((value) => value.names)),
  ];
  const isForC = names.length > 1 && files.some(({ imports }) => imports.some(({ path }) => path === 'C'));
  return !names.includes('init') && (isForC || names.some((name) => /^\p{Lu}/u.test(name)));
}

function mainsOf({ files }: IndexedPackage) {
  return files.flatMap((file) => {
    return file.functions
      .filter(({ name, receiver }) => name === 'main' && receiver === null)
      .map((fn) => ({ file, fn }));
  });
}

function mainPlace({ file, fn }: Pick<FunctionSite, 'file' | 'fn'>) {
  return placeOf(file, fn.nameSpan);
}
