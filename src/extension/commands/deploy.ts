import * as vscode from 'vscode';
import { Problem } from '../../words/problem.ts';
import { offer } from '../action.ts';
import type { Target } from '../cluster/target.ts';
import { bring, type Brought } from '../deploy/bring.ts';
import { containerImages } from '../deploy/container-images.ts';
import { type Deployable, findDeployable } from '../deploy/deployable.ts';
import { freshImages } from '../deploy/fresh-images.ts';
import { locateRejection } from '../deploy/rejection.ts';
import { type FreshImage, renderDeployable } from '../deploy/render.ts';
import { sameProgram } from '../image/names.ts';
import { type Run, runInTerminal } from '../run.ts';
import { optionsOf, type Where, whereOf } from '../where.ts';
import type { CommandContext } from './command.ts';

export interface DeployOptions {
  /** Deploy this image instead of building one: `name:tag@digest`. */
  readonly image: string;
  /** Do not ask before applying; a reference that is missing is an error then. */
  readonly yes: boolean;
}

/** `gantry.deploy(where?, options?)`: build, push, diff, ask once, apply, follow the rollout. */
export function deployCommand(context: CommandContext) {
  return async (argument?: unknown, given?: unknown): Promise<Brought | undefined> => {
    const where = whereOf(argument);
    const deployable = await findDeployable(where);
    if (!deployable) return undefined;
    const target = await context.target.current();
    const options = optionsOf<DeployOptions>(given);
    const deployed = await runInTerminal(context.outputs, vscode.l10n.t('Gantry: Deploy'), (run) =>
      deploy(context, { run, where, deployable, target, options }),
    );
    if (deployed) offerNextSteps(deployed);
    return deployed;
  };
}

interface Deployment {
  readonly run: Run;
  readonly where: Where;
  readonly deployable: Deployable;
  readonly target: Target;
  readonly options: Partial<DeployOptions>;
}

async function deploy(context: CommandContext, deployment: Deployment): Promise<Brought | undefined> {
  const { deployable, run, target, options } = deployment;
  const { signal } = run.output;
  const written = await renderDeployable(deployable, [], signal);
  for (const { uri } of written) context.findings.clear(uri);
  const overrides = await imagesFor(context, deployment, containerImages(written.map(({ object }) => object)));
  if (!overrides) return undefined;
  const rendered = overrides.length === 0 ? written : await renderDeployable(deployable, overrides, signal);

  try {
    const objects = rendered.map(({ object }) => object);
    return await bring(context, { run, target, objects, what: deployable.path }, options.yes !== true);
  } catch (error) {
    throw error instanceof Problem ? await locateRejection(error, rendered, context.findings) : error;
  }
}

async function imagesFor(
  { server, findings }: CommandContext,
  { run, where, options }: Deployment,
  written: readonly string[],
): Promise<readonly FreshImage[] | undefined> {
  if (options.image === undefined) return freshImages(run, server, findings, where, written);
  const image = sameProgram(written, options.image);
  return image === undefined ? [] : [{ image, by: options.image }];
}

function offerNextSteps({ context, namespace, applied, revisions }: Brought): void {
  const [kind, name] = (Object.keys(revisions)[0] ?? applied[0] ?? '').split('/');
  const reference = { context, namespace, kind, name };
  offer(
    vscode.l10n.t('Deployed to {0}.', `${context}/${namespace}`),
    { title: vscode.l10n.t('Show in Cluster'), command: 'gantry.showInCluster', arguments: [reference] },
    { title: vscode.l10n.t('Forward Port'), command: 'gantry.portForward', arguments: [reference] },
    { title: vscode.l10n.t('Logs'), command: 'gantry.logs', arguments: [reference] },
  );
}
