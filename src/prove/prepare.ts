import { isDockerfilePath } from '../containerize/present/dockerfiles.ts';
import { chooseProgram } from '../containerize/choose-program.ts';
import type { Choices, Plan, Question } from '../containerize/plan-types.ts';
import { planUnattended } from '../containerize/unattended.ts';
import type { Files } from '../go/files.ts';
import type { GoProject, Program } from '../go/project.ts';
import type { MountedFile } from './mounted-files.ts';
import type { ProvedCommand } from './proof-request.ts';
import type { TextFile } from './workload.ts';

/** What is to be proved: the files of the project where it has them, else those that would be written. */
export interface Prepared {
  readonly program: Program;
  readonly dockerfile: PreparedFile;
  /** The folder that it is built in, relative to the project's. */
  readonly context: string;
  readonly ignoreFile: PreparedFile;
  readonly manifests: readonly PreparedFile[];
  /** Commands of it with workloads of their own. */
  readonly commands: readonly ProvedCommand[];
  /** Examples of files that somebody must bring, where the program looks for those. */
  readonly examples: readonly MountedFile[];
}

export interface PreparedFile extends TextFile {
  /** False: it is not in the project; a build gets it for the time of the proof. */
  readonly exists: boolean;
  /** Single lines of it do not work, and the plan knows what mends them. */
  readonly mends?: true;
}

export type Preparation = { readonly prepared: Prepared } | { readonly questions: readonly Question[] };

/**
 * `chosenDockerfile` is the path of one of the project that is to be proved, whichever the plan would take.
 * Throws a Problem where there is no program, or none of the chosen name.
 */
export async function prepareProof(
  project: GoProject,
  files: Files,
  choices: Choices,
  chosenDockerfile?: string,
): Promise<Preparation> {
  const chosen = chooseProgram(project, choices);
  if ('question' in chosen) return { questions: [chosen.question] };
  const { planned } = await planUnattended(project, files, choices);
  const withManifests = async () => (await planUnattended(project, files, { ...choices, layout: 'kustomize' })).planned;
  const open = planned.questions.filter(({ proposal }) => proposal === null);
  if (open.length > 0) return { questions: open };
  const isManifest = ({ path }: { readonly path: string }) => /\.ya?ml$/.test(path);
  // Manifests of somebody else's stay as they are, and may say little: then the image is run as ours would run it.
  // A chart says by its values what each of several workloads is given.
  const isChart = planned.commands !== undefined && planned.files.some(({ path }) => path.endsWith('Chart.yaml'));
  const isOwn = planned.files.some(isManifest) && !isChart;
  const own = isOwn || choices.layout !== undefined ? planned : await withManifests();
  const present = await Promise.all(
    [...planned.files, ...own.files.filter((file) => own !== planned && isManifest(file))].map(async (file) => ({
      ...file,
      text: (await files.read(file.path)) ?? file.text,
    })),
  );
  const named = await presentFile(files, chosenDockerfile);
  const planOf = (path: string) => present.find((file) => file.path === path);
  const dockerfile = named ? (planOf(named.path) ?? named) : present.find(({ path }) => isDockerfilePath(path));
  const isPlanned = planned.files.some(({ path }) => path === dockerfile?.path);
  if (!dockerfile) return { questions: [] };
  return {
    prepared: {
      program: chosen.program,
      dockerfile,
      context: (isPlanned ? planned.context : undefined) ?? '.',
      ignoreFile: present.find(({ path }) => path.endsWith('.dockerignore')) ?? {
        path: '.dockerignore',
        text: '',
        exists: false,
      },
      manifests: present.filter(isManifest),
      commands: provedCommands(chosen.program, own),
      examples: await readExamples(planned, files),
    },
  };
}

function provedCommands({ commands = [] }: Program, { commands: planned = [] }: Plan): ProvedCommand[] {
  return planned.flatMap(({ name, args }) => {
    const program = commands.find((one) => one.command?.args.join(' ') === args.join(' '));
    return program ? [{ workload: name, program }] : [];
  });
}

async function readExamples({ demanded = [] }: Plan, files: Files): Promise<MountedFile[]> {
  const read = demanded.map(async ({ path, example }) => ({
    path,
    text: example === undefined ? null : await files.read(example),
  }));
  return (await Promise.all(read)).flatMap(({ path, text }) => (text === null ? [] : [{ path, text }]));
}

async function presentFile(files: Files, path: string | undefined): Promise<PreparedFile | undefined> {
  const text = path === undefined ? null : await files.read(path);
  return path === undefined || text === null ? undefined : { path, text, exists: true };
}
