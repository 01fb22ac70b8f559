import * as vscode from 'vscode';
import type { Lifetime } from './lifetime.ts';

/** Read-only documents that are made, not read from disk. They live as long as an editor shows them. */
export interface VirtualDocuments extends Lifetime {
  /** The uri of a document called `path`, whose extension decides the language; `version` tells documents of one path apart. */
  put(path: string, text: string, version?: string): vscode.Uri;
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
      provideTextDocumentContent: (uri) => texts.get(uri.toString()),
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === SCHEME) texts.delete(uri.toString());
    }),
  );
  function put(path: string, text: string, version = ''): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${path}`, query: version });
    texts.set(uri.toString(), text);
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
