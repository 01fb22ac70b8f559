import * as vscode from 'vscode';
import type { Problem } from '../words/problem.ts';

/** A button of a message: what to do next. */
export interface Action {
  readonly title: string;
  readonly command: string;
  readonly arguments?: readonly unknown[];
}

/** Gives a problem the button that its message should have. */
export function withAction(problem: Problem, action: Action): Problem {
  return Object.assign(problem, { action });
}

export function actionOf(problem: Problem): Action | undefined {
  return (problem as Problem & { readonly action?: Action }).action;
}

/** A message with buttons. Nobody waits for it: the command that says it is done. */
export function offer(message: string, ...actions: readonly Action[]): void {
  void choose(vscode.window.showInformationMessage(message, ...actions.map(({ title }) => title)), actions);
}

export function offerAfterProblem(message: string, ...actions: readonly Action[]): void {
  void choose(vscode.window.showErrorMessage(message, ...actions.map(({ title }) => title)), actions);
}

async function choose(answer: Thenable<string | undefined>, actions: readonly Action[]): Promise<void> {
  const title = await answer;
  const action = actions.find((candidate) => candidate.title === title);
  if (action) await vscode.commands.executeCommand(action.command, ...(action.arguments ?? []));
}
