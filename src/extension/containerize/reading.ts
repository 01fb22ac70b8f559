import * as vscode from 'vscode';

/** Shows that the Go project is read while the server answers; cancelling it cancels the request. */
export async function whileReading<Answer>(
  ask: (token: vscode.CancellationToken) => Thenable<Answer>,
): Promise<Answer> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Reading the Go project'),
    cancellable: true,
  };
  return vscode.window.withProgress(options, (_progress, token) => ask(token));
}
