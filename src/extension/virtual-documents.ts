import * as vscode from 'vscode';
import type { Lifetime } from './lifetime.ts';

/** Read-only documents that are made, not read from disk. They live as long as an editor shows them, unless they are kept. */
export interface VirtualDocuments extends Lifetime {
  /** The uri of a document called `path`, whose extension decides the language; `version` tells documents of one path apart. */
  put(path: string, text: string, version?: string): vscode.Uri;
  /** The same, for one that is opened later, and again: the next of this path takes its place. */
  keep(path: string, text: string): vscode.Uri;
  open(path: string, text: string): Promise<void>;
}

const SCHEME = 'gantry';

export function createVirtualDocuments(): VirtualDocuments {
  const texts = new Map<string, string>();
  const kept = new Set<string>();
  const changes = new vscode.EventEmitter<vscode.Uri>();
  const listeners = vscode.Disposable.from(
    changes,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changes.event,
      provideTextDocumentContent: (uri) => texts.get(uri.toString()),
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === SCHEME && !kept.has(uri.toString())) texts.delete(uri.toString());
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
    keep(path, text) {
      const uri = put(path, text);
      kept.add(uri.toString());
      return uri;
    },
    async open(path, text) {
      const document = await vscode.workspace.openTextDocument(put(path, text));
      await vscode.window.showTextDocument(document, { preview: true });
    },
    dispose() {
      listeners.dispose();
    },
  };
}
