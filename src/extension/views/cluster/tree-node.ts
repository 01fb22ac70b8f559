import type { Group } from './kinds.ts';

/** A place in the tree. Its id is its path, so that parent, children and identity follow from it. */
export type TreeNode =
  | { readonly type: 'context'; readonly id: string; readonly context: string }
  | { readonly type: 'namespace'; readonly id: string; readonly context: string; readonly namespace: string }
  | {
      readonly type: 'group';
      readonly id: string;
      readonly context: string;
      readonly namespace: string;
      readonly group: Group;
    }
  /** All objects of a kind; `namespace` is empty for kinds that have none. */
  | {
      readonly type: 'folder';
      readonly id: string;
      readonly context: string;
      readonly namespace: string;
      readonly kind: string;
    }
  | { readonly type: 'object'; readonly id: string; readonly reference: ObjectReference }
  /** A sentence in the place of children. */
  | { readonly type: 'message'; readonly id: string; readonly text: string; readonly icon: string };

/** Names one object of one cluster; what commands on an object take. */
export interface ObjectReference {
  readonly context: string;
  /** Empty for kinds that have none. */
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
}

export function childId(parent: string, type: TreeNode['type'], name: string): string {
  const segment = `${type}:${encodeURIComponent(name)}`;
  return parent === '' ? segment : `${parent}/${segment}`;
}

/** Undefined for a root. */
export function parentId(id: string): string | undefined {
  const slash = id.lastIndexOf('/');
  return slash < 0 ? undefined : id.slice(0, slash);
}

export function isInside(id: string, ancestor: string): boolean {
  return id === ancestor || id.startsWith(`${ancestor}/`);
}
