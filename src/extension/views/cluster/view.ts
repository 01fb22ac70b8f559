import * as vscode from 'vscode';
import type { Lifetime } from '../../lifetime.ts';
import type { Clusters } from '../../cluster/clusters.ts';
import type { TargetStore } from '../../cluster/target.ts';
import { isProtected } from '../../protected.ts';
import { protectedContexts } from '../../settings.ts';
import { explainError, translate } from '../../translate.ts';
import { itemOf, labelOf } from './item.ts';
import { createRefresher } from './refresh.ts';
import { createTreeModel } from './tree-model.ts';
import { childId, isInside, type ObjectReference, parentId, type TreeNode } from './tree-node.ts';
import { createWatches } from './watches.ts';

/** A node as a test reads it. */
export interface ShownNode {
  readonly label: string;
  readonly description: string;
  readonly children: readonly ShownNode[];
}

export interface ClusterView extends Lifetime {
  /** Reads the kubeconfig anew and opens every watch that is shown again. */
  refresh(): void;
  reveal(reference: ObjectReference): Promise<void>;
  /** What the tree shows now, as far as it is opened. */
  shown(): Promise<readonly ShownNode[]>;
  /** How many watches run. */
  watches(): number;
}

/** The Cluster view. Nothing is connected before the user opens a context; what is not seen is not watched. */
export function createClusterView(clusters: Clusters, target: TargetStore): ClusterView {
  const changes = new vscode.EventEmitter<TreeNode[] | undefined>();
  const opened = new Set<string>();
  const watches = createWatches(clusters.watch, explainError, (ids, change) => {
    const users = [...ids];
    const size = users.reduce((most, id) => {
      const node = model.node(id);
      return Math.max(most, (node && model.collection(node)?.objects.size) ?? 0);
    }, 0);
    refresher.changed(users, change, size);
  });
  const model = createTreeModel({
    contexts: contextsOrNone,
    watches,
    translate,
  });
  const refresher = createRefresher((nodeIds, objects) => {
    const folders = nodeIds.map((id) => model.node(id));
    const single = objects.map(({ parent, name }) => model.node(childId(parent, 'object', name)) ?? model.node(parent));
    const nodes = new Set([...folders, ...single].filter((node) => node !== undefined));
    if (nodes.size > 0) changes.fire([...nodes]);
  });

  async function contextsOrNone() {
    const contexts = vscode.workspace.isTrusted ? await clusters.contexts().catch(() => []) : [];
    // The status bar and the marks in the tree show the kubeconfig's own choice until the user makes another.
    if (contexts.length > 0) await target.current().catch(() => undefined);
    void vscode.commands.executeCommand('setContext', 'gantry.cluster.empty', contexts.length === 0);
    return contexts;
  }

  const surroundings = () => ({
    model,
    target: target.chosen(),
    isProtected: (context: string) => isProtected(context, protectedContexts()),
  });
  const provider: vscode.TreeDataProvider<TreeNode> = {
    onDidChangeTreeData: changes.event,
    getTreeItem: (node) => itemOf(node, surroundings()),
    getChildren: async (node) => [...(await model.children(node))],
    getParent: (node) => {
      const parent = parentId(node.id);
      return parent === undefined ? undefined : model.node(parent);
    },
  };
  const view = vscode.window.createTreeView('gantry.cluster', { treeDataProvider: provider, showCollapseAll: true });

  function restart(): void {
    watches.releaseAll();
    changes.fire(undefined);
  }

  const listeners = vscode.Disposable.from(
    view,
    changes,
    refresher,
    view.onDidExpandElement(({ element }) => opened.add(element.id)),
    view.onDidCollapseElement(({ element }) => {
      for (const id of opened) if (isInside(id, element.id)) opened.delete(id);
      watches.release(element.id);
      changes.fire([element]);
    }),
    view.onDidChangeVisibility(({ visible }) => {
      // The tree asks for the children of what is open again when it is seen again.
      if (visible) changes.fire(undefined);
      else watches.releaseAll();
    }),
    target.onDidChange(() => {
      changes.fire(undefined);
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
    new vscode.Disposable(() => {
      watches.releaseAll();
    }),
  );

  async function shownBelow(node: TreeNode | undefined): Promise<ShownNode[]> {
    const children = await model.children(node);
    return Promise.all(
      children.map(async (child) => {
        const { description } = itemOf(child, surroundings());
        const open = opened.has(child.id) || child.type === 'group';
        return {
          label: labelOf(child),
          description: typeof description === 'string' ? description : '',
          children: open ? await shownBelow(child) : [],
        };
      }),
    );
  }

  return {
    refresh() {
      clusters.forget();
      restart();
    },
    async reveal(reference) {
      await vscode.commands.executeCommand('gantry.cluster.focus');
      const path = model.pathTo(reference);
      for (const node of path.slice(0, -1)) {
        await model.children(node);
        await view.reveal(node, { expand: true, select: false });
        opened.add(node.id);
      }
      const last = path.at(-1);
      if (last) await view.reveal(last, { select: true, focus: false, expand: true });
    },
    shown: () => shownBelow(undefined),
    watches: () => watches.count,
    dispose() {
      listeners.dispose();
    },
  };
}
