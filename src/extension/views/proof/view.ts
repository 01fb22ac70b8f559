import * as vscode from 'vscode';
import type { Lifetime } from '../../lifetime.ts';
import { type Proof, type RowState, rowsBeside, rowsOf, rowsOfImage, summaryOf } from './checklist.ts';
import { paragraph } from '../../../words/message.ts';
import { plain } from '../../translate.ts';
import { childrenOf, itemOf, type ProofNode, type UriOf } from './item.ts';

/** A claim as a test reads it. */
export interface ShownClaim {
  readonly id: string;
  readonly state: RowState;
  readonly label: string;
  readonly detail: string;
  /** What a screen reader says. */
  readonly spoken: string;
  /** The file that a click opens, and the 0-based line in it. */
  readonly opens?: { readonly uri: string; readonly line: number };
}

export interface ProofView extends Lifetime {
  /** Begins a checklist and brings the view to sight, without taking the focus. */
  begin(proof: Proof, uriOf: UriOf): Promise<void>;
  /** What the proof has come to. */
  update(proof: Proof): void;
  /** The arguments of the command, for another run. */
  remember(subject: readonly unknown[]): void;
  subject(): readonly unknown[];
  shown(): readonly ShownClaim[];
}

/** The Proof view: what was claimed of an image, and whether it held. It shows what the command tells it. */
export function createProofView(): ProofView {
  const changes = new vscode.EventEmitter<undefined>();
  let run = 0;
  let proof: Proof | undefined;
  let subject: readonly unknown[] = [];
  let nodes: readonly ProofNode[] = [];
  let uriOf: UriOf = () => undefined;
  const provider: vscode.TreeDataProvider<ProofNode> = {
    onDidChangeTreeData: changes.event,
    getTreeItem: (node) => itemOf(node, uriOf),
    getChildren: (node) => [...(node ? childrenOf(node) : nodes)],
    // Only claims of the image are revealed, and they stand at the top.
    getParent: () => undefined,
  };
  const view = vscode.window.createTreeView('gantry.proof', { treeDataProvider: provider });

  function update(next: Proof): void {
    proof = next;
    nodes = [
      ...rowsOfImage(next).map((row): ProofNode => ({ type: 'claim', row, run })),
      ...Array.from(rowsBeside(next), ([name, rows]): ProofNode => ({ type: 'workload', name, rows, run })),
    ];
    view.description = next.program;
    view.message = paragraph([...summaryOf(next).map(plain), ...(next.problem === undefined ? [] : [next.problem])]);
    changes.fire(undefined);
    void vscode.commands.executeCommand('setContext', 'gantry.proof.state', next.running ? 'running' : 'done');
  }

  return {
    async begin(next, uris) {
      run++;
      uriOf = uris;
      update(next);
      const [first] = nodes;
      if (first) await view.reveal(first, { focus: false, select: false });
    },
    update,
    remember(last) {
      subject = last;
    },
    subject: () => subject,
    shown: () =>
      (proof ? rowsOf(proof) : []).map((row): ShownClaim => {
        const item = itemOf({ type: 'claim', row, run }, uriOf);
        const [uri, options] = (item.command?.arguments ?? []) as [vscode.Uri?, vscode.TextDocumentShowOptions?];
        return {
          id: row.id,
          state: row.state,
          label: typeof item.label === 'string' ? item.label : '',
          detail: row.detail ? plain(row.detail) : '',
          spoken: item.accessibilityInformation?.label ?? '',
          ...(uri && { opens: { uri: uri.toString(), line: options?.selection?.start.line ?? 0 } }),
        };
      }),
    dispose() {
      view.dispose();
      changes.dispose();
    },
  };
}
