import { chooseProgram } from '../containerize/choose-program.ts';
import type { Choices, Question } from '../containerize/plan-types.ts';
import { planUnattended } from '../containerize/unattended.ts';
import type { Files } from '../go/files.ts';
import type { GoProject, Program } from '../go/project.ts';
import type { TextFile } from './workload.ts';

/** What is to be proved: the files of the project where it has them, else those that would be written. */
export interface Prepared {
  readonly program: Program;
  /** `exists` = false: it is not in the project, and is written only for the time of the proof. */
  readonly dockerfile: TextFile & { readonly exists: boolean };
  readonly ignoreFile: TextFile;
  readonly manifests: readonly TextFile[];
}

export type Preparation = { readonly prepared: Prepared } | { readonly questions: readonly Question[] };

/** Throws a Problem where there is no program, or none of the chosen name. */
export async function prepareProof(project: GoProject, files: Files, choices: Choices): Promise<Preparation> {
  const chosen = chooseProgram(project, choices);
  if ('question' in chosen) return { questions: [chosen.question] };
  const { planned } = await planUnattended(project, files, choices);
  const open = planned.questions.filter(({ proposal }) => proposal === null);
  if (open.length > 0) return { questions: open };
  const present = await Promise.all(
    planned.files.map(async (file) => ({ ...file, text: (await files.read(file.path)) ?? file.text })),
  );
  const dockerfile = present.find(({ path }) => /(?:^|\/)(?:Dockerfile|Containerfile)(?:\.|$)/.test(path));
  if (!dockerfile) return { questions: [] };
  return {
    prepared: {
      program: chosen.program,
      dockerfile,
      ignoreFile: present.find(({ path }) => path === '.dockerignore') ?? { path: '.dockerignore', text: '' },
      manifests: present.filter(({ path }) => /\.ya?ml$/.test(path)),
    },
  };
}
