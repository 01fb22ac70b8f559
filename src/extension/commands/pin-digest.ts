import * as vscode from 'vscode';
import { Problem } from '../../words/problem.ts';
import { offer } from '../action.ts';
import { openEngine, storedCredentials } from '../engine.ts';
import { signalOf } from '../run.ts';
import { optionsOf } from '../where.ts';

/** Where a code action stands; from the palette it is the caret. */
export interface PinTarget {
  readonly uri: string;
  /** Character offset in the Dockerfile. */
  readonly offset: number;
}

/** `gantry.pinDigest(target?)`: asks the engine for the digest of a FROM's image and writes it behind the tag. */
export function pinDigestCommand() {
  return async (target?: unknown): Promise<string | undefined> => {
    const { pinnableIn } = await import('../image/pinnable.ts');
    const { document, offset } = await placeOf(optionsOf<PinTarget>(target));
    const image = pinnableIn(document.getText(), offset);
    if (!image) {
      throw new Problem({
        kind: 'invalid-input',
        what: ['There is no image here to pin'],
        why: ['A stage, `scratch` or a name with variables has no digest of its own'],
        next: ['Put the caret into a `FROM` with the name of an image'],
      });
    }
    const { version } = document;
    const title = vscode.l10n.t('Asking for the digest of {0}', image.name);
    const { digest, from } = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      (_progress, token) => ask(image.name, signalOf(token)),
    );
    const pinned = `${image.name}@${digest}`;
    if (document.version !== version) {
      throw new Problem({
        kind: 'invalid-input',
        what: ['The Dockerfile has changed meanwhile'],
        next: ['Pin it again'],
      });
    }
    const edit = new vscode.WorkspaceEdit();
    edit.replace(
      document.uri,
      new vscode.Range(document.positionAt(image.start), document.positionAt(image.end)),
      pinned,
    );
    await vscode.workspace.applyEdit(edit);
    if (from === 'engine') {
      offer(vscode.l10n.t('The registry could not be asked: {0} is the image that was pulled last.', pinned));
    }
    return pinned;
  };
}

async function placeOf({
  uri,
  offset,
}: Partial<PinTarget>): Promise<{ document: vscode.TextDocument; offset: number }> {
  if (typeof uri === 'string' && typeof offset === 'number') {
    return { document: await vscode.workspace.openTextDocument(vscode.Uri.parse(uri)), offset };
  }
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== 'dockerfile') {
    throw new Problem({ kind: 'invalid-input', what: ['No Dockerfile is open'], next: ['Open one first'] });
  }
  return { document: editor.document, offset: editor.document.offsetAt(editor.selection.active) };
}

async function ask(name: string, signal: AbortSignal) {
  const [{ imageDigest }, { parseReference }] = await Promise.all([
    import('../../docker/image-digest.ts'),
    import('../../docker/reference.ts'),
  ]);
  const credentials = await storedCredentials(parseReference(name).registry, signal);
  return imageDigest(await openEngine(), name, credentials, signal);
}
