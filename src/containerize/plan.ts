import type { Files } from '../go/files.ts';
import { withProgramNames } from '../go/program-name.ts';
import { resolvePath } from '../dockerfile/files/paths.ts';
import { effectiveListener } from '../contract/ports/effective-listener.ts';
import { inFolder } from '../go/paths.ts';
import type { GoModule, GoProject, Listener, Program } from '../go/project.ts';
import { Problem } from '../words/problem.ts';
import type { Message } from '../words/message.ts';
import { chooseDockerfile } from './present/choose-dockerfile.ts';
import type { DockerfileChoice } from './present/find-dockerfile.ts';
import { chooseCommands, commandDecisions, commandNamesOf, openCommandDecisions } from './workload/choose-commands.ts';
import { chooseProgram, whyOf } from './choose-program.ts';
import { planBuildTags } from './image/build-tags.ts';
import { decide } from './decision.ts';
import { examplePort, type ExampleVariables, exampleVariables } from './settings/example-variables.ts';
import { chooseDeployPlace } from './present/deploy-place.ts';
import { SOURCE, writeDockerfile } from './image/dockerfile.ts';
import { withDemandedPlaces } from './settings/demanded-places.ts';
import { nameSettings } from './settings/named-settings.ts';
import { generateDecisions } from './image/generate-lines.ts';
import { chooseGoImage } from './image/go-image.ts';
import { readContextNeeds } from './context/context-needs.ts';
import { writeIgnoreFile } from './context/ignore-file.ts';
import { ignorePlace } from './context/ignore-place.ts';
import { planFrontEnds } from './image/front-ends.ts';
import { planImage } from './image/image-plan.ts';
import { manifestsAt } from './manifests/layouts.ts';
import type { ManifestInput } from './manifests/manifest-input.ts';
import { planBeside } from './workload/plan-beside.ts';
import type { Choices, Decision, Plan, PlannedFile } from './plan-types.ts';
import { isInside } from './paths.ts';
import { OTHER_PORT } from './settings/port-configuration.ts';
import { planOldLinks } from './image/old-links.ts';
import { planPrivateModules } from './image/private-modules.ts';
import { choosePorts, type ContainerPort, NO_PORTS, type Ports } from './workload/ports.ts';
import type { PresentDockerfile } from './present/dockerfile.ts';
import { readPresentImage } from './present/image.ts';
import { type PresentRun, startsPlainly } from './present/run.ts';
import { toolDecisions } from './present/tools.ts';
import { presentGateway, presentSealedSecret, presentSecretStore } from './present/workload.ts';
import { exists, readSourceLayout, type SourceLayout } from './image/source-layout.ts';
import { chooseShared } from './image/shared-dockerfile.ts';
import { openByFile } from './settings/settings-file.ts';
import { programsOfOneFolder, unreadFiles } from './context/unread-files.ts';
import { arrangeStorage, changesItsFiles, type ImageFolders, placed } from './storage/storage.ts';
import { HOME } from './storage/writable-folders.ts';
import { servingAlone } from './serving-alone.ts';
import { type PlannedWorkload, planWorkload, type WorkloadFacts } from './workload/workload-plan.ts';

/**
 * What containerizing a project would write, with the reason of each decision: a pure function of the facts, of what
 * `files` has already, and of the user's choices. Same input, same bytes.
 * Throws a Problem where there is no program, or none of the chosen name.
 */
export async function plan(analysed: GoProject, files: Files, given: Choices = {}): Promise<Plan> {
  const project = withProgramNames(analysed);
  const programChoice = chooseProgram(project, given);
  if ('question' in programChoice) return { questions: [programChoice.question], decisions: [], files: [] };
  const { program: whole } = programChoice;
  const module = moduleOf(project, whole);
  const source = await readSourceLayout(project, module, files);
  const place = await chooseDeployPlace(files, { program: whole, module, isAlone: isAlone(whole, project) }, given);
  const { choices, present } = place;
  const commands = chooseCommands(whole, choices);
  const { program: found } = commands;
  const goImage = chooseGoImage(module, source.workspaceGo, choices);
  const oldLinks = planOldLinks(module, goImage);
  const shared = chooseShared(project, whole, choices);
  const seeds = isDeployedAt(choices) && (await changesItsFiles(shared.facts, files));
  const image = planImage(shared.facts, goImage, choices, { seeds });
  const dockerfile = await chooseDockerfile(files, project, whole, {
    ...{ root: source.root, mounts: place.workload?.mounts, replace: choices.replace, dockerfile: choices.dockerfile },
  });
  const run = runOf(found, dockerfile.run);
  const alone = servingAlone(found);
  const named = await nameSettings(run ? listeningBy(alone, run.args) : alone, files);
  const opened = await openByFile(named.program, files);
  const { program } = opened;
  const args = run?.args ?? program.command?.args ?? [];
  const examples = await exampleVariables(files, program);
  const open = args.length === 0 ? openCommandDecisions(program, choices) : [];
  const ports =
    open.length > 0
      ? NO_PORTS
      : choosePortsWith(program, choices, [dockerfile.port, ...(place.workload?.ports ?? [])], examples);
  const decided = [
    programChoice.decision,
    ...unreadFiles(project, whole),
    ...programsOfOneFolder(whole),
    ...shared.decisions,
    ...toolDecisions(source.root),
    ...dockerfileDecisions(dockerfile),
    ...(dockerfile.source !== undefined && args.length > (program.command?.args.length ?? 0)
      ? [presentCommand(dockerfile.source, args)]
      : []),
    goImage.decision,
    ...oldLinks.decisions,
    ...image.decisions,
    ...named.decisions,
    ...opened.decisions,
    ...open,
    ...ports.decisions,
  ];
  if (ports.questions.length > 0) return { questions: ports.questions, decisions: decided, files: [] };

  const wholeSource = image.strategy === 'single';
  const moduleFolder = module.dir === '.' ? SOURCE : `${SOURCE}/${module.dir}`;
  const frontEnds = await planFrontEnds(shared.facts, files, SOURCE, choices);
  const planned: ImageFolders = {
    workdir: wholeSource ? moduleFolder : '/app',
    holdsSource: wholeSource,
    canSeed: seeds && !wholeSource && (image.runtime === 'alpine' || image.runtime === 'debian'),
  };
  const storageOf = (one: Program, image = planned) => arrangeStorage(one, files, image, frontEnds);
  const running = withDemandedPlaces(run ? withRun(program, run) : program, args);
  const storage = await storageOf(running);
  const staying = choices.replace ? null : stayingImage(dockerfile, planned, choices);
  const facts: WorkloadFacts = {
    ...{ program, module, ports },
    storage: staying ? await storageOf(running, staying) : storage,
    examples,
    settings: opened.file && { ...opened.file, path: placed((staying ?? planned).workdir, opened.file.path) },
    choices,
    imageArgs: args,
    knownGateway: presentGateway(present),
    secretStore: presentSecretStore(present),
    sealedSecret: presentSealedSecret(present),
  };
  const first = planWorkload(facts);
  const beside = await planBeside(isDeployed(first) ? commands.beside : [], {
    ...{ files, choices, main: first.input, names: commandNamesOf(whole), shared: facts },
    fixedBy: runsOthers(dockerfile, choices) ? null : dockerfile.path,
    workdir: (staying ?? planned).workdir,
    storageOf: (one) => storageOf(withDemandedPlaces(one, one.command?.args ?? []), staying ?? planned),
  });
  const workload = planWorkload({ ...facts, moreSecrets: secretsOf(beside.inputs) });
  const inImage = [running, ...beside.programs, ...(found === whole ? [] : [servingAlone(whole)])];
  const imageFacts = shared.programs.length > 1 ? shared.facts : withFilesOf(running, inImage);
  const imageStorage = imageFacts === running ? storage : await storageOf(imageFacts);
  if (workload.questions.length > 0) return { questions: workload.questions, decisions: decided, files: [] };
  const { input, layout } = workload;
  const manifests = await manifestsAt(place, layout, [input, ...beside.inputs], files);
  const ignore = await writeIgnoreFile({
    program: shared.facts,
    storage: imageStorage,
    tests: image.testStage,
    root: source.root,
    files,
    needs: await readContextNeeds(files, source.root, choices.replace ? dockerfile.path : null),
    planned: ['.dockerignore', dockerfile.path, ...manifests.map(({ path }) => path)],
  });
  const ignorePath = await ignorePlace(files, {
    ...{ dockerfile: dockerfile.path, program, layout: source, storage: imageStorage },
    replace: choices.replace ?? false,
  });
  const privateModules = await planPrivateModules(module, source.root, files, choices);
  const buildTags = await planBuildTags(program, project.programs.length === 1, source.root, files, choices);
  const dockerfileInput = {
    ...{ program: shared.facts, layout: source, goImage, args, frontEnds },
    image: { ...image, tags: [...image.tags, ...buildTags.tags] },
    ports: distinctPorts([input, ...beside.inputs]),
    linkerFlags: oldLinks.flags,
    storage: imageStorage,
    shared: shared.programs.length > 1 ? shared.programs : null,
    // A volume over the home of the user would belong to root.
    volumes: storage.mounts
      .map(({ path }) => path)
      .filter((path) => path !== HOME && run?.volumes.some((one) => isInside(one.path, path))),
    sourceUrl: sourceUrl(module),
    privateModules: privateModules.patterns,
  };
  const written = [
    ...(dockerfile.present && dockerfile.context !== '.'
      ? [presentText(dockerfile.present, dockerfile.text)]
      : [
          dockerfile.present && dockerfile.text !== undefined
            ? presentText(dockerfile.present, dockerfile.text)
            : { path: dockerfile.path, text: writeDockerfile(dockerfileInput) },
          { path: ignorePath, text: ignore },
        ]),
    ...manifests,
  ];
  return {
    questions: [],
    decisions: [
      ...decided,
      ...layoutDecisions(source),
      ...generateDecisions(shared.facts),
      ...buildTags.decisions,
      ...privateModules.decisions,
      ...place.decisions,
      // What is there decided on the layout, and the place says so.
      ...commandDecisions(whole, { program: found, beside: beside.programs }).filter(
        // A Dockerfile that says more of it has told so.
        ({ chosen }) => chosen !== program.command?.args.join(' ') || args.length <= program.command.args.length,
      ),
      ...workload.decisions.filter(({ what }) => what !== 'layout' || choices.layout === given.layout),
      ...beside.decisions,
    ],
    ...(beside.inputs.length > 0 &&
      layout !== 'none' && { commands: beside.inputs.map(({ name, args: words }) => ({ name, args: words })) }),
    demanded: input.storage.demanded,
    ...(dockerfile.context !== '.' && { context: dockerfile.context }),
    files: await Promise.all(
      written.map(async (file): Promise<PlannedFile> => ({
        ...file,
        exists: (await exists(files, file.path)) !== null,
      })),
    ),
  };
}

/** Whether nothing else of the project is deployed, as examples and tools are not. */
function isAlone(program: Program, { programs }: GoProject): boolean {
  const [only, other] = programs.filter(({ kind }) => kind === 'server' || kind === 'job');
  return only === program && !other;
}

/** A Dockerfile that is there, as it is or mended. */
function presentText({ path, dockerfile }: PresentDockerfile, text = dockerfile.text): Omit<PlannedFile, 'exists'> {
  return { path, text, ...(text !== dockerfile.text && { mends: true as const }) };
}

function dockerfileDecisions({ decision, path, context, reasons = [] }: DockerfileChoice): Decision[] {
  if (!decision) return [];
  if (context === '.') return [decision, ...reasons];
  const evidence = { file: path, start: 0, end: 0, line: 1 };
  return [
    decision,
    ...reasons,
    decide(['build context'], context, ['`{0}` copies what lies in the folder of its module', path], { evidence }),
  ];
}

/** Whether a container of the image may run another command: a Dockerfile that is there may say otherwise. */
function runsOthers({ present }: DockerfileChoice, { replace = false }: Choices): boolean {
  return replace || !present?.builds || startsPlainly(present.dockerfile);
}

/** Whether manifests are written that can fill a volume. */
function isDeployedAt({ layout, workload }: Choices): boolean {
  return layout !== 'none' && workload !== 'none';
}

function isDeployed({ input, layout }: PlannedWorkload): boolean {
  return input.workload.kind !== 'none' && layout !== 'none';
}

function secretsOf(inputs: readonly ManifestInput[]): string[] {
  return inputs.flatMap(({ environment }) => environment.secrets.map(({ name }) => name));
}

/** A program as the image must hold it, for whatever of `all` it runs. */
function withFilesOf(program: Program, all: readonly Program[]): Program {
  if (all.length < 2) return program;
  return {
    ...program,
    runtimeFiles: all.flatMap(({ runtimeFiles }) => runtimeFiles),
    writes: all.flatMap(({ writes }) => writes),
  };
}

function distinctPorts(inputs: readonly ManifestInput[]): readonly ContainerPort[] {
  const all = inputs.flatMap(({ ports }) => ports);
  return all.filter((one, index) => {
    return all.findIndex(({ number, transport }) => number === one.number && transport === one.transport) === index;
  });
}

/** What volumes must fit where a Dockerfile that is there builds the image; null where the planned one does. */
function stayingImage({ present }: DockerfileChoice, planned: ImageFolders, choices: Choices): ImageFolders | null {
  if (!present?.builds) return null;
  const image = readPresentImage(present.dockerfile);
  return {
    workdir: image.workdir ?? planned.workdir,
    holdsSource: planned.holdsSource,
    canSeed: isDeployedAt(choices) && image.canCopy,
    present: image,
  };
}

/** What a Dockerfile says, unless the source knows of another command. */
function runOf({ command }: Program, run: PresentRun | null): PresentRun | null {
  return run && (command?.args ?? []).every((word, index) => run.args[index] === word) ? run : null;
}

/** The program as arguments make it listen; where they do not say it clearly, as the source has it. */
function listeningBy(program: Program, args: readonly string[]): Program {
  const flags = new Set(
    program.listens.flatMap(({ configuredBy }) => configuredBy.map((by) => by.replace(/^flag:/, ''))),
  );
  const listens = program.listens.map((listener): Listener => {
    const { port, bind } = effectiveListener(listener, { env: () => undefined, args, flags });
    return port === null ? listener : { ...listener, port, bind };
  });
  return { ...program, listens };
}

function withRun(program: Program, run: PresentRun): Program {
  return {
    ...program,
    runtimeFiles: [...program.runtimeFiles, ...run.files],
    writes: [...program.writes, ...run.volumes.filter((volume) => !isOfWorkdir(volume.path, program, run))],
  };
}

/** A volume for what the program writes relative to where it starts, which is elsewhere in our images. */
function isOfWorkdir(volume: string, { writes }: Program, { args, workdir }: PresentRun): boolean {
  if (args.some((arg) => arg.includes(volume))) return false;
  return writes.some(({ path, folder = path }) => isInside(resolvePath(folder, workdir) ?? '', volume));
}

function presentCommand(file: string, args: readonly string[]): Decision {
  return decide(['command'], args.join(' '), ['`{0}` runs the program with it', file], {
    evidence: { file, start: 0, end: 0, line: 1 },
  });
}

/** Where a module's path says that its repository is. */
function sourceUrl({ module }: GoModule): string | null {
  const repository = /^(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)\/[\w.-]+\/[\w.-]+/.exec(module)?.[0];
  return repository === undefined ? null : `https://${repository}`;
}

function moduleOf({ modules, errors }: GoProject, program: Program): GoModule {
  const module = modules.find(({ dir }) => dir === program.moduleDir);
  if (module && module.module !== '') return module;
  if (module) {
    const goMod = inFolder(module.dir, 'go.mod');
    const error = errors.find(({ file }) => file === goMod);
    throw new Problem({
      kind: 'invalid-input',
      what: ['`{0}` names no module', goMod],
      ...(error && { why: ['`{0}` could not be read', error.file], detail: error.message }),
      next: ['Begin it with a line such as `module example.com/shop`'],
    });
  }
  throw new Problem({
    kind: 'invalid-input',
    what: ['`{0}` belongs to no module', program.package],
    ...whyOf(errors),
    next: ['Create one with `go mod init`, or open the folder that holds go.mod'],
  });
}

/**
 * Where the source leaves the port open, what the repository says elsewhere decides it. `hints`: ports that its Dockerfile
 * and manifests name; where they do not agree, its example of the setting decides.
 */
function choosePortsWith(
  program: Program,
  choices: Choices,
  hints: readonly (number | null | undefined)[],
  examples: ExampleVariables | null,
): Ports {
  const [first, second] = new Set(hints.filter((hint) => typeof hint === 'number'));
  const hint = second === undefined ? first : undefined;
  const ports = choosePorts(program, choices, hint ?? examplePort(program, examples));
  if (ports.questions.length === 0 || hint === undefined) return ports;
  const hinted = choosePorts(program, { ...choices, port: hint });
  const because: Message = ['The Dockerfile or a manifest of the repository says so'];
  return {
    ...hinted,
    decisions: [
      decide(['port'], String(hint), because, { evidence: program.listens[0], alternatives: [OTHER_PORT] }),
      ...hinted.decisions.slice(1),
    ],
  };
}

function layoutDecisions({ vendor, missingGoSum, outside, moduleDir }: SourceLayout): Decision[] {
  const decisions: Decision[] = [];
  if (vendor) decisions.push(decide(['modules'], 'vendor', ['vendor/ holds them, so the build downloads nothing']));
  if (missingGoSum) {
    decisions.push(
      decide(['modules'], 'download', [
        'go.sum is missing and the build will stop there: run `go mod tidy` in `{0}`',
        moduleDir,
      ]),
    );
  }
  for (const folder of outside) {
    decisions.push(
      decide(['build context'], folder, [
        'A local module outside of this folder: containerize the folder that holds both',
      ]),
    );
  }
  return decisions;
}
