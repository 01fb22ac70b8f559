import type { ClusterContext, KubeObject } from '../../../cluster/types.ts';
import type { Message } from '../../../words/message.ts';
import type { Collection } from './collection.ts';
import { groups, kindsOf, namespaces, nodes, pods, shownKind } from './kinds.ts';
import { ownedPods } from './owned-pods.ts';
import { childId, type ObjectReference, type TreeNode } from './tree-node.ts';
import type { Watched, Watches } from './watches.ts';

/** More objects than a person reads in a tree: the rest is counted. */
export const MOST_SHOWN = 1000;

export interface TreeSource {
  readonly contexts: () => Promise<readonly ClusterContext[]>;
  readonly watches: Watches;
  readonly translate: (message: Message) => string;
}

/** The tree as data: which children a node has, and which object it shows. Knows no editor. */
export interface TreeModel {
  /** Children of a node, the contexts for undefined. Starts the watch that the node shows. */
  children(node: TreeNode | undefined): Promise<readonly TreeNode[]>;
  /** The collection that a node shows, if it is being watched. */
  collection(node: TreeNode): Collection | undefined;
  /** The object as last seen. */
  object(node: TreeNode): KubeObject | undefined;
  /** The node of an id that was handed out. */
  node(id: string): TreeNode | undefined;
  /** The path of nodes that leads to an object, from its context down. */
  pathTo(reference: ObjectReference): readonly TreeNode[];
}

export function createTreeModel({ contexts, watches, translate }: TreeSource): TreeModel {
  const known = new Map<string, TreeNode>();

  /** Nodes keep their identity: the editor finds them by it. */
  function intern<Node extends TreeNode>(node: Node): Node {
    const present = known.get(node.id);
    if (present && node.type !== 'message') return present as Node;
    known.set(node.id, node);
    return node;
  }

  const contextNode = (context: string) => intern({ type: 'context', id: childId('', 'context', context), context });
  const namespaceNode = (context: string, namespace: string) => {
    const id = childId(contextNode(context).id, 'namespace', namespace);
    return intern({ type: 'namespace', id, context, namespace });
  };
  const folderNode = (parent: string, context: string, namespace: string, kind: string) =>
    intern({ type: 'folder', id: childId(parent, 'folder', kind), context, namespace, kind });
  const objectNode = (parent: string, reference: ObjectReference) =>
    intern({ type: 'object', id: childId(parent, 'object', reference.name), reference });
  const message = (parent: string, text: string, icon: string) =>
    intern({ type: 'message', id: childId(parent, 'message', icon), text, icon });

  function watched(node: TreeNode): Watched | undefined {
    switch (node.type) {
      case 'context':
        return { context: node.context, namespace: '', kind: namespaces };
      case 'folder': {
        const kind = shownKind(node.kind);
        return kind && { context: node.context, namespace: node.namespace, kind };
      }
      case 'object': {
        const { context, namespace, kind } = node.reference;
        return shownKind(kind)?.hasPods && { context, namespace, kind: pods };
      }
      default:
        return undefined;
    }
  }

  async function collectionOf(node: TreeNode): Promise<Collection | undefined> {
    const what = watched(node);
    return what && watches.use(node.id, what);
  }

  async function contextChildren(node: TreeNode & { type: 'context' }): Promise<TreeNode[]> {
    const { context, id } = node;
    const collection = await collectionOf(node);
    const names = sortedNames(collection?.objects.keys() ?? []);
    if (collection?.connection.state === 'failed') {
      const own = (await contexts()).find(({ name }) => name === context)?.namespace;
      const refused = message(id, collection.connection.reason, 'error');
      return own === undefined ? [refused] : [refused, namespaceNode(context, own)];
    }
    return [folderNode(id, context, '', nodes.kind), ...names.map((name) => namespaceNode(context, name))];
  }

  async function objectChildren(node: TreeNode & { type: 'folder' | 'object' }): Promise<TreeNode[]> {
    const collection = await collectionOf(node);
    if (!collection) return [];
    if (collection.connection.state === 'failed') return [message(node.id, collection.connection.reason, 'error')];
    if (collection.connection.state === 'reconnecting' && collection.objects.size === 0) {
      return [message(node.id, collection.connection.reason, 'sync')];
    }
    const shown =
      node.type === 'folder'
        ? { ...node, names: collection.objects.keys() }
        : {
            ...node.reference,
            kind: pods.kind,
            names: ownedPods(node.reference.kind, node.reference.name, collection.objects.values()).map(
              ({ metadata }) => metadata.name,
            ),
          };
    const { context, namespace, kind } = shown;
    const names = sortedNames(shown.names);
    const children: TreeNode[] = names
      .slice(0, MOST_SHOWN)
      .map((name) => objectNode(node.id, { context, namespace, kind, name }));
    if (names.length > MOST_SHOWN) {
      children.push(message(node.id, translate(['{0} more', names.length - MOST_SHOWN]), 'ellipsis'));
    }
    return children;
  }

  return {
    async children(node) {
      if (!node) return (await contexts()).map(({ name }) => contextNode(name));
      switch (node.type) {
        case 'context':
          return contextChildren(node);
        case 'namespace':
          return groups.map(({ group }) =>
            intern({ ...node, type: 'group', id: childId(node.id, 'group', group), group }),
          );
        case 'group':
          return kindsOf[node.group].map(({ kind }) => folderNode(node.id, node.context, node.namespace, kind));
        case 'folder':
        case 'object':
          return objectChildren(node);
        case 'message':
          return [];
      }
    },
    collection(node) {
      const what = watched(node);
      return what && watches.peek(what);
    },
    object(node) {
      if (node.type !== 'object') return undefined;
      const { context, namespace, kind, name } = node.reference;
      const shown = shownKind(kind);
      return shown && watches.peek({ context, namespace, kind: shown })?.objects.get(name);
    },
    node: (id) => known.get(id),
    pathTo(reference) {
      const { context, namespace, kind } = reference;
      const top = contextNode(context);
      if (namespace === '') {
        const folder = folderNode(top.id, context, '', kind);
        return [top, folder, objectNode(folder.id, reference)];
      }
      const space = namespaceNode(context, namespace);
      const group = groups.find((candidate) => kindsOf[candidate.group].some((shown) => shown.kind === kind))?.group;
      if (!group) return [top, space];
      const heading = intern({ ...space, type: 'group', id: childId(space.id, 'group', group), group });
      const folder = folderNode(heading.id, context, namespace, kind);
      return [top, space, heading, folder, objectNode(folder.id, reference)];
    },
  };
}

function sortedNames(names: Iterable<string>): string[] {
  return [...names].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
