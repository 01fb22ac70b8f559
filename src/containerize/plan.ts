import type { Files } from '../go/files.ts';
import type { GoModule, GoProject, Program } from '../go/project.ts';
import { Problem } from '../words/problem.ts';
import { chooseProgram } from './choose-program.ts';
import { decide } from './decision.ts';
import { SOURCE, writeDockerfile } from './dockerfile.ts';
import { arrangeEnvironment } from './environment.ts';
import { chooseGoImage } from './go-image.ts';
import { writeIgnoreFile } from './ignore-file.ts';
import { planImage } from './image-plan.ts';
import type { ManifestInput } from './manifests.ts';
import { imageName, objectName } from './names.ts';
import type { Choices, Decision, Plan, PlannedFile } from './plan-types.ts';
import { choosePorts } from './ports.ts';
import { chooseProbes } from './probes.ts';
import { exists, readSourceLayout, type SourceLayout } from './source-layout.ts';
import { arrangeStorage } from './storage.ts';
import { workloadDecisions, workloadFiles } from './workload-files.ts';

const RESOURCES = { cpuRequest: '50m', memoryRequest: '64Mi', memoryLimit: '256Mi', goMemoryLimit: '230MiB' };

/**
 * What containerizing `project` would write, with the reason of each decision: a pure function of the facts, of what
 * `files` has already, and of the user's choices. Same input, same bytes.
 * Throws a Problem where there is no program, or none of the chosen name.
 */
export async function plan(project: GoProject, files: Files, choices: Choices = {}): Promise<Plan> {
  const programChoice = chooseProgram(project, choices);
  if ('question' in programChoice) return { questions: [programChoice.question], decisions: [], files: [] };
  const { program } = programChoice;
  const module = moduleOf(project, program);
  const goImage = chooseGoImage(module);
  const image = planImage(program, goImage, choices);
  const ports = choosePorts(program, choices);
  const decided = [programChoice.decision, goImage.decision, ...image.decisions, ...ports.decisions];
  if (ports.questions.length > 0) return { questions: ports.questions, decisions: decided, files: [] };

  const layout = await readSourceLayout(project, module, files);
  const wholeSource = image.strategy === 'single';
  const moduleFolder = module.dir === '.' ? SOURCE : `${SOURCE}/${module.dir}`;
  const storage = await arrangeStorage(program, files, wholeSource ? moduleFolder : '/app', !wholeSource);
  const name = objectName(program.name);
  const probes = chooseProbes(program, ports.ports, choices);
  const environment = arrangeEnvironment(program, ports.configuration.env);
  const input: ManifestInput = {
    name,
    image: imageName(name, choices.registry),
    program,
    ports: ports.ports,
    args: ports.configuration.args,
    probes,
    environment,
    storage,
    resources: RESOURCES,
    mountsToken: talksToKubernetes(module),
  };
  const dockerfile = await dockerfilePath(files, layout, name);
  const manifests = workloadFiles(input);
  const ignore = await writeIgnoreFile({
    program,
    storage,
    root: layout.root,
    files,
    planned: ['.dockerignore', dockerfile, ...manifests.map(({ path }) => path)],
  });
  const written = [
    { path: dockerfile, text: writeDockerfile({ program, layout, goImage, image, ports: ports.ports, storage }) },
    { path: '.dockerignore', text: ignore },
    ...manifests,
  ];
  return {
    questions: [],
    decisions: [
      ...decided,
      ...layoutDecisions(layout),
      ...probes.decisions,
      ...environment.decisions,
      ...storage.decisions,
      ...workloadDecisions(input),
    ],
    files: await Promise.all(
      written.map(async (file): Promise<PlannedFile> => ({
        ...file,
        exists: (await exists(files, file.path)) !== null,
      })),
    ),
  };
}

function moduleOf({ modules, errors }: GoProject, program: Program): GoModule {
  const module = modules.find(({ dir }) => dir === program.moduleDir);
  if (module) return module;
  const [error] = errors;
  throw new Problem({
    kind: 'invalid-input',
    what: ['`{0}` belongs to no module', program.package],
    ...(error && { why: ['`{0}` could not be read: {1}', error.file, error.message] }),
    next: ['Create one with `go mod init`, or open the folder that holds go.mod'],
  });
}

/** A client of the Kubernetes API needs the ServiceAccount's token. */
function talksToKubernetes({ requires }: GoModule): boolean {
  return requires.some(
    ({ path, indirect }) => !indirect && (path === 'k8s.io/client-go' || path === 'sigs.k8s.io/controller-runtime'),
  );
}

/** `Dockerfile`, or where the project keeps those of its other programs. */
async function dockerfilePath(files: Files, { root }: SourceLayout, name: string): Promise<string> {
  const names = root.filter(({ folder }) => !folder).map((entry) => entry.name);
  if (names.includes('Dockerfile')) return 'Dockerfile';
  if (names.some((file) => /^Dockerfile\.\w/.test(file))) return `Dockerfile.${name}`;
  if (!root.some((entry) => entry.folder && entry.name === 'build')) return 'Dockerfile';
  for (const entry of await files.list('build')) {
    if (entry.folder && (await exists(files, `build/${entry.name}/Dockerfile`))) return `build/${name}/Dockerfile`;
  }
  return 'Dockerfile';
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
