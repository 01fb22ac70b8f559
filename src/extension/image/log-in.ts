import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import * as vscode from 'vscode';
import { Problem } from '../../words/problem.ts';

/**
 * Asks for a user name and a password and hands them to `docker login`, which checks and stores them as it is set up to.
 * Nothing of them is kept here. False: the user gave none.
 */
export async function logIn(registry: string, signal: AbortSignal): Promise<boolean> {
  const logInTitle = vscode.l10n.t('Log In…');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('{0} wants a login before it takes images.', registry),
    logInTitle,
  );
  if (answer !== logInTitle) return false;
  const title = vscode.l10n.t('Log in to {0}', registry);
  const username = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('User name'),
    ignoreFocusOut: true,
  });
  if (!username) return false;
  const password = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Password or token of {0}', username),
    password: true,
    ignoreFocusOut: true,
  });
  if (!password) return false;
  await dockerLogin(registry, username, password, signal);
  return true;
}

async function dockerLogin(registry: string, username: string, password: string, signal: AbortSignal): Promise<void> {
  const host = registry === 'docker.io' ? [] : [registry];
  const login = spawn('docker', ['login', ...host, '--username', username, '--password-stdin'], { signal });
  const answer = text(login.stderr);
  const ended = new Promise<number | null>((resolve, reject) => {
    login.once('error', reject);
    login.once('close', resolve);
  });
  login.stdin.end(password);
  const code = await ended.catch(() => undefined);
  if (code === 0) return;
  if (signal.aborted) throw new Problem({ kind: 'cancelled', what: ['Cancelled'] });
  if (code === undefined) {
    throw new Problem({
      kind: 'credentials',
      what: ['The docker command that stores logins could not be started'],
      next: ['Install the docker command line, or write the login to ~/.docker/config.json yourself'],
    });
  }
  const lines = (await answer).trim().split('\n');
  throw new Problem({
    kind: 'credentials',
    what: ['`{0}` did not accept the login of `{1}`', registry, username],
    why: ['{0}', lines.at(-1)?.replaceAll(password, '…') ?? ''],
  });
}
