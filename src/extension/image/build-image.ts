import * as vscode from 'vscode';
import type { BuildEvent, BuildFailure } from '../../docker/types.ts';
import { Problem } from '../../words/problem.ts';
import { withAction } from '../action.ts';
import { bold, dim, green } from '../ansi.ts';
import { openEngine, storedCredentials } from '../engine.ts';
import type { RunFindings } from '../findings.ts';
import { relativePath } from '../folders.ts';
import type { Run } from '../run.ts';
import { size } from '../../words/sizes.ts';
import { explainError } from '../translate.ts';
import { buildLines, stepWords } from './progress-lines.ts';
import type { Recipe } from './recipe.ts';

export interface BuiltImage {
  readonly reference: string;
  readonly imageId: string;
  readonly bytes: number;
}

/** Builds what a recipe says. A failure stands in the Dockerfile at the failing instruction, too. */
export async function buildImage(run: Run, recipe: Recipe, findings: RunFindings): Promise<BuiltImage> {
  const { output } = run;
  findings.clear(recipe.dockerfile);
  output.line(bold(vscode.l10n.t('Building {0}', recipe.reference)));
  try {
    const done = await followBuild(run, recipe);
    output.line(green(vscode.l10n.t('Built {0} ({1})', recipe.reference, size(done.bytes))));
    output.line(dim(done.imageId));
    return { reference: recipe.reference, imageId: done.imageId, bytes: done.bytes };
  } catch (error) {
    throw error instanceof Problem ? located(error, recipe.dockerfile, findings) : error;
  }
}

async function followBuild(run: Run, recipe: Recipe): Promise<Extract<BuildEvent, { kind: 'done' }>> {
  const { build } = await import('../../docker/build.ts');
  const request = {
    contextDir: recipe.context.fsPath,
    dockerfile: relativePath(recipe.context, recipe.dockerfile),
    tags: [recipe.reference],
    buildArgs: recipe.settings.args,
    network: recipe.settings.network,
    secrets: recipe.settings.secrets,
  };
  const { signal } = run.output;
  let done: Extract<BuildEvent, { kind: 'done' }> | undefined;
  for await (const event of build(await openEngine(), request, signal, (host) => storedCredentials(host, signal))) {
    for (const line of buildLines(event)) run.output.line(line);
    if (event.kind === 'step' && event.state === 'started') run.step(stepWords(event.name));
    if (event.kind === 'done') done = event;
  }
  if (done) return done;
  throw new Problem({ kind: 'build-failed', what: ['The engine ended the build without an image'] });
}

function located(problem: Problem, dockerfile: vscode.Uri, findings: RunFindings): Problem {
  const lines =
    problem.details.kind === 'build-failed' ? (problem.details.cause as BuildFailure | undefined)?.lines : undefined;
  if (!lines) return problem;
  const range = new vscode.Range(lines.first - 1, 0, lines.last - 1, Number.MAX_SAFE_INTEGER);
  findings.set(dockerfile, range, explainError(problem));
  return withAction(problem, {
    title: vscode.l10n.t('Show in Dockerfile'),
    command: 'vscode.open',
    arguments: [dockerfile, { selection: range }],
  });
}
