import type { Files } from '../go/files.ts';
import type { GoModule, GoProject, Program } from '../go/project.ts';
import { Problem } from '../words/problem.ts';
import { chooseProgram } from './choose-program.ts';
import { decide } from './decision.ts';
import { SOURCE, writeDockerfile } from './dockerfile.ts';
import { chooseGoImage } from './go-image.ts';
import { writeIgnoreFile } from './ignore-file.ts';
import { planImage } from './image-plan.ts';
import { layOut } from './layouts.ts';
import type { Choices, Decision, Plan, PlannedFile } from './plan-types.ts';
import { choosePorts } from './ports.ts';
import { exists, readSourceLayout, type SourceLayout } from './source-layout.ts';
import { arrangeStorage } from './storage.ts';
import { planWorkload } from './workload-plan.ts';

/** Where manifests go unless the repository has them elsewhere. */
const DEPLOY = 'deploy';

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

  const source = await readSourceLayout(project, module, files);
  const wholeSource = image.strategy === 'single';
  const moduleFolder = module.dir === '.' ? SOURCE : `${SOURCE}/${module.dir}`;
  const storage = await arrangeStorage(program, files, wholeSource ? moduleFolder : '/app', !wholeSource);
  const workload = planWorkload({ program, module, ports, storage, choices, knownGateway: null, secretStore: null });
  if (workload.questions.length > 0) return { questions: workload.questions, decisions: decided, files: [] };
  const { input, layout } = workload;
  const dockerfile = await dockerfilePath(files, source, input.name);
  const manifests = layOut(layout, DEPLOY, input);
  const ignore = await writeIgnoreFile({
    program,
    storage,
    root: source.root,
    files,
    planned: ['.dockerignore', dockerfile, ...manifests.map(({ path }) => path)],
  });
  const dockerfileInput = { program, layout: source, goImage, image, ports: ports.ports, storage };
  const written = [
    { path: dockerfile, text: writeDockerfile(dockerfileInput) },
    { path: '.dockerignore', text: ignore },
    ...manifests,
  ];
  return {
    questions: [],
    decisions: [...decided, ...layoutDecisions(source), ...workload.decisions],
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
