import * as vscode from 'vscode';
import { Problem } from '../words/problem.ts';
import { dim, red } from './ansi.ts';
import type { Output, Outputs } from './terminals.ts';
import { explainError } from './translate.ts';

/** A task that shows its output in a terminal and its present step in a notification that can cancel it. */
export interface Run {
  readonly output: Output;
  /** What the task is doing now. */
  readonly step: (message: string) => void;
}

export async function runInTerminal<Result>(
  outputs: Outputs,
  title: string,
  task: (run: Run) => Promise<Result>,
): Promise<Result> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const output = outputs.open(title, { token });
    try {
      return await task({
        output,
        step: (message) => {
          progress.report({ message });
        },
      });
    } catch (error) {
      const cancelled = error instanceof Problem && error.details.kind === 'cancelled';
      output.line(cancelled ? dim(vscode.l10n.t('Cancelled')) : red(explainError(error)));
      throw error;
    } finally {
      output.end();
    }
  });
}

/** The signal of a cancel button, for tasks without a terminal. */
export function signalOf(token: vscode.CancellationToken): AbortSignal {
  const abort = new AbortController();
  token.onCancellationRequested(() => {
    abort.abort();
  });
  return abort.signal;
}
