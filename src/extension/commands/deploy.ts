import * as vscode from 'vscode';
import type { KubeObject } from '../../cluster/types.ts';
import { Problem } from '../../words/problem.ts';
import { offer } from '../action.ts';
import { bold, dim } from '../ansi.ts';
import type { Target } from '../cluster/target.ts';
import { confirmApply, showDiff } from '../deploy/confirm.ts';
import { containerImages } from '../deploy/container-images.ts';
import { type Deployable, findDeployable } from '../deploy/deployable.ts';
import { freshImages } from '../deploy/fresh-images.ts';
import { settleMissing } from '../deploy/missing.ts';
import { locateRejection } from '../deploy/rejection.ts';
import { type ImageOverride, renderDeployable } from '../deploy/render.ts';
import { followRollouts } from '../deploy/rollouts.ts';
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

export interface Deployed extends Target {
  /** `Kind/name` of everything that was applied. */
  readonly applied: readonly string[];
  /** Revision by `Kind/name` of every workload that was rolled out. */
  readonly revisions: Readonly<Record<string, string | null>>;
}

/** `gantry.deploy(where?, options?)`: build, push, diff, ask once, apply, follow the rollout. */
export function deployCommand(context: CommandContext) {
  return async (argument?: unknown, given?: unknown): Promise<Deployed | undefined> => {
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

async function deploy(context: CommandContext, deployment: Deployment): Promise<Deployed | undefined> {
  const { deployable, run } = deployment;
  const { signal } = run.output;
  const written = await renderDeployable(deployable, [], signal);
  for (const { uri } of written) context.findings.clear(uri);
  const overrides = await imagesFor(context, deployment, containerImages(written.map(({ object }) => object)));
  if (!overrides) return undefined;
  const rendered = overrides.length === 0 ? written : await renderDeployable(deployable, overrides, signal);

  try {
    return await bring(
      context,
      deployment,
      rendered.map(({ object }) => object),
    );
  } catch (error) {
    throw error instanceof Problem ? await locateRejection(error, rendered, context.findings) : error;
  }
}

/** Compares, asks, applies and follows. Undefined: the user said no. */
async function bring(
  { clusters, documents }: CommandContext,
  { run, deployable, target, options }: Deployment,
  objects: readonly KubeObject[],
): Promise<Deployed | undefined> {
  const { output } = run;
  const { signal } = output;
  const place = `${target.context}/${target.namespace}`;
  output.line(bold(vscode.l10n.t('Comparing {0} with {1}', deployable.path, place)));
  run.step(vscode.l10n.t('Comparing with {0}', place));
  const cluster = await clusters.connect(target.context);
  const ask = options.yes !== true;
  if (!(await settleMissing({ cluster, target, objects, signal, ask }))) return undefined;
  const { apply, diff } = await import('../../cluster/apply.ts');
  const applying = { namespace: target.namespace, signal };
  const diffs = await diff(cluster, objects, applying);
  for (const { change, kind, name } of diffs) output.line(dim(`${change.padEnd(6)} ${kind}/${name}`));
  if (diffs.every(({ change }) => change === 'none')) {
    output.line(vscode.l10n.t('Nothing to change in {0}', place));
  } else {
    await showDiff(documents, target, diffs);
    run.step(vscode.l10n.t('Waiting for your word'));
    if (ask && !(await confirmApply(target, diffs))) return undefined;
    run.step(vscode.l10n.t('Applying to {0}', place));
    for await (const { object, result } of apply(cluster, objects, applying)) {
      output.line(dim(`${result.padEnd(10)} ${objectName(object)}`));
    }
    output.line(bold(vscode.l10n.t('Applied {0} objects to {1}', objects.length, place)));
  }
  const revisions = await followRollouts(run, cluster, target.namespace, objects);
  return { ...target, applied: objects.map(objectName), revisions };
}

async function imagesFor(
  { server, findings }: CommandContext,
  { run, where, options }: Deployment,
  written: readonly string[],
): Promise<readonly ImageOverride[] | undefined> {
  if (options.image === undefined) return freshImages(run, server, findings, where, written);
  const image = sameProgram(written, options.image);
  return image === undefined ? [] : [{ image, by: options.image }];
}

function objectName({ kind, metadata }: KubeObject): string {
  return `${kind}/${metadata.name}`;
}

function offerNextSteps({ context, namespace, applied, revisions }: Deployed): void {
  const [kind, name] = (Object.keys(revisions)[0] ?? applied[0] ?? '').split('/');
  const reference = { context, namespace, kind, name };
  offer(
    vscode.l10n.t('Deployed to {0}.', `${context}/${namespace}`),
    { title: vscode.l10n.t('Show in Cluster'), command: 'gantry.showInCluster', arguments: [reference] },
    { title: vscode.l10n.t('Forward Port'), command: 'gantry.portForward', arguments: [reference] },
    { title: vscode.l10n.t('Logs'), command: 'gantry.logs', arguments: [reference] },
  );
}
