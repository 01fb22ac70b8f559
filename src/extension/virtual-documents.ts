import * as vscode from 'vscode';
import type { Lifetime } from './lifetime.ts';

/** Read-only documents that are made, not read from disk. They live as long as an editor shows them. */
export interface VirtualDocuments extends Lifetime {
  /** The uri of a document called `path`; its extension decides the language. */
  put(path: string, text: string): vscode.Uri;
  open(path: string, text: string): Promise<void>;
}

const SCHEME = 'gantry';

export function createVirtualDocuments(): VirtualDocuments {
  const texts = new Map<string, string>();
  const changes = new vscode.EventEmitter<vscode.Uri>();
  const listeners = vscode.Disposable.from(
    changes,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changes.event,
      provideTextDocumentContent: (uri) => texts.get(uri.path),
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === SCHEME) texts.delete(uri.path);
    }),
  );
  function put(path: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${path}` });
    texts.set(uri.path, text);
    changes.fire(uri);
    return uri;
  }
  return {
    put,
    async open(path, text) {
      const document = await vscode.workspace.openTextDocument(put(path, text));
      await vscode.window.showTextDocument(document, { preview: true });
    },
    dispose() {
      listeners.dispose();
    },
  };
}
