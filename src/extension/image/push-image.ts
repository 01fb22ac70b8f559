import * as vscode from 'vscode';
import { Problem } from '../../words/problem.ts';
import { bold, green } from '../ansi.ts';
import { openEngine, storedCredentials } from '../engine.ts';
import type { Run } from '../run.ts';
import { logIn } from './log-in.ts';
import { pushLines } from './progress-lines.ts';

export interface PushedImage {
  /** `HOST/PATH:TAG` as it was pushed. */
  readonly reference: string;
  readonly digest: string;
}

/** Pushes an image of the engine; where the registry wants a login, asks for it once and tries again. */
export async function pushImage(run: Run, reference: string): Promise<PushedImage> {
  run.output.line(bold(vscode.l10n.t('Pushing {0}', reference)));
  run.step(vscode.l10n.t('Pushing {0}', reference));
  try {
    return await pushOnce(run, reference);
  } catch (error) {
    if (!(error instanceof Problem) || error.details.kind !== 'credentials') throw error;
    const { parseReference } = await import('../../docker/reference.ts');
    const loggedIn = await logIn(parseReference(reference).registry, run.output.signal);
    if (!loggedIn) throw error;
    return pushOnce(run, reference);
  }
}

async function pushOnce(run: Run, reference: string): Promise<PushedImage> {
  const { output } = run;
  const [{ push }, { parseReference }] = await Promise.all([
    import('../../docker/push.ts'),
    import('../../docker/reference.ts'),
  ]);
  const credentials = await storedCredentials(parseReference(reference).registry, output.signal);
  const seen = new Map<string, string>();
  for await (const event of push(await openEngine(), reference, credentials, output.signal)) {
    for (const line of pushLines(event, seen)) output.line(line);
    if (event.kind !== 'done') continue;
    output.line(green(vscode.l10n.t('Pushed {0}', `${reference}@${event.digest}`)));
    return { reference, digest: event.digest };
  }
  throw new Problem({ kind: 'push-refused', what: ['The engine ended the push of `{0}` without a digest', reference] });
}
