import * as vscode from 'vscode';
import { Problem } from '../../words/problem.ts';
import { type Action, actionOf, offerAfterProblem, withAction } from '../action.ts';
import { explainError } from '../translate.ts';
import type { Command, CommandContext } from './command.ts';
import { type CommandId, commandIds, untrustedCommands } from './ids.ts';

const KEPT_PROBLEMS = 20;

/**
 * Registers every command at once and loads what they do when the first is run, so that the extension starts with little.
 * Each is wrapped once: a problem becomes a message with a fitting action and a line in the log, a cancellation is silent,
 * anything else is a bug that is logged in full.
 */
export function registerCommands(context: CommandContext): vscode.Disposable {
  return vscode.Disposable.from(
    ...commandIds.map((id) => vscode.commands.registerCommand(id, wrap(id, onFirstRun(id, context), context))),
  );
}

function onFirstRun(id: CommandId, context: CommandContext): Command {
  let made: Command | undefined;
  return async (...args) => {
    const { commands } = await import('./index.ts');
    made ??= commands[id](context);
    return made(...args);
  };
}

function wrap(id: CommandId, command: Command, context: CommandContext): Command {
  return async (...args) => {
    try {
      if (!vscode.workspace.isTrusted && !untrustedCommands.has(id)) throw untrusted();
      return await command(...args);
    } catch (error) {
      report(id, error, context);
      return undefined;
    }
  };
}

function report(id: CommandId, error: unknown, { log, problems }: CommandContext): void {
  if (error instanceof vscode.CancellationError) return;
  if (error instanceof Problem && error.details.kind === 'cancelled') return;
  problems.push(`${id}: ${explainError(error)}`);
  problems.splice(0, problems.length - KEPT_PROBLEMS);
  if (!(error instanceof Problem)) {
    log.error(id, error instanceof Error ? (error.stack ?? error.message) : String(error));
    offerAfterProblem(explainError(error), showLog());
    return;
  }
  log.error(id, error.message);
  offerAfterProblem(explainError(error), ...actionsFor(error));
}

function actionsFor(problem: Problem): readonly Action[] {
  const own = actionOf(problem);
  if (own) return [own, showLog()];
  switch (problem.details.kind) {
    case 'no-kubeconfig':
      return [
        {
          title: vscode.l10n.t('Choose a Kubeconfig'),
          command: 'workbench.action.openSettings',
          arguments: ['gantry.kubeconfig'],
        },
      ];
    case 'unreachable':
    case 'no-cluster':
      return [{ title: vscode.l10n.t('Choose Another Context'), command: 'gantry.useContext' }, showLog()];
    case 'rollout-failed':
      return [{ title: vscode.l10n.t('Open Cluster View'), command: 'gantry.cluster.focus' }, showLog()];
    default:
      // A message without a button is cut after one line, and what to do next stands at its end.
      return [showLog()];
  }
}

function showLog(): Action {
  return { title: vscode.l10n.t('Show Log'), command: 'gantry.showLog' };
}

function untrusted(): Problem {
  const problem = new Problem({
    kind: 'forbidden',
    what: ['This folder is not trusted'],
    why: ['In Restricted Mode Gantry starts nothing and connects to nothing'],
    next: ['Trust the folder first'],
  });
  return withAction(problem, { title: vscode.l10n.t('Manage Workspace Trust'), command: 'workbench.trust.manage' });
}
