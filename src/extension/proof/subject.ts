import type * as vscode from 'vscode';
import type { Choices } from '../../containerize/plan-types.ts';
import { programPath } from '../../containerize/choose-program.ts';
import { objectName } from '../../containerize/names.ts';
import { nodeFiles } from '../../disk/node-files.ts';
import type { GoProject } from '../../go/project.ts';
import type { Prepared } from '../../prove/prepare.ts';
import { Problem } from '../../words/problem.ts';
import { askQuestion } from '../containerize/questions.ts';
import { relativePath } from '../folders.ts';
import { programOfDockerfile } from '../image/names.ts';
import { isDockerfile } from '../image/recipe.ts';
import type { Where } from '../where.ts';

/** What is to be proved of the Go project in a folder, for the place a command was called at. Undefined: a question stayed open. */
export async function proofSubject(
  project: GoProject,
  folder: vscode.Uri,
  { uri }: Where,
  given: Choices,
): Promise<Prepared | undefined> {
  const { prepareProof } = await import('../../prove/prepare.ts');
  const path = uri && relativePath(folder, uri);
  const dockerfile = uri && path !== undefined && isDockerfile(uri) ? path : undefined;
  const program = programAt(project, path, dockerfile);
  let choices: Choices = { ...(program !== undefined && { program }), ...given };
  for (;;) {
    const preparation = await prepareProof(project, nodeFiles(folder.fsPath), choices, dockerfile);
    if ('prepared' in preparation) return preparation.prepared;
    const [open] = preparation.questions;
    if (!open) throw new Problem({ kind: 'not-found', what: ['There is nothing to prove here'] });
    const answer = await askQuestion(open);
    if (!answer) return undefined;
    choices = { ...choices, ...answer };
  }
}

/** The program whose main package a Go file is in, or which a Dockerfile is named after. */
function programAt({ programs }: GoProject, path = '', dockerfile?: string): string | undefined {
  const folder = path.includes('/') ? `./${path.slice(0, path.lastIndexOf('/'))}` : '.';
  const named = dockerfile === undefined ? undefined : programOfDockerfile(dockerfile);
  const found = path.endsWith('.go')
    ? programs.find((program) => programPath(program) === folder)
    : programs.find(({ name }) => named !== undefined && objectName(name) === objectName(named));
  return found && programPath(found);
}
