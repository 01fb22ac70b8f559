import { byProgram, type Command } from './commands.ts';
import type { Dialect } from './dialect.ts';
import type { Script, ShellNode } from './model.ts';
import { indexNodes, type NodeIndex, type NodeKind, type NodeOf } from './walk.ts';

/** What a shell rule looks at: one script. Everything is made when it is first asked for. */
export interface ShellSubject {
  readonly script: Script;
  readonly dialect: Dialect;
  /** Options that the shell is called with, by their long names: `pipefail`, `errexit`. */
  readonly options: ReadonlySet<string>;
  /** Names of variables that are set outside: ARG and ENV, and the proxies that every build has. */
  readonly variables: ReadonlySet<string>;
  /** In the order in which they run; wrappers are seen through. */
  readonly commands: readonly Command[];
  /** `commands` by the program's name without its folder. */
  readonly commandsByName: ReadonlyMap<string, readonly Command[]>;
  /** All nodes of a kind, in the order of the text. */
  readonly nodes: <Kind extends NodeKind>(kind: Kind) => readonly NodeOf<Kind>[];
  /** The node that a node is directly inside of; undefined for the script's list. */
  readonly parent: (node: ShellNode) => ShellNode | undefined;
  /** The nodes around a node, innermost first. */
  readonly ancestors: (node: ShellNode) => Generator<ShellNode>;
}

export function shellSubject(
  given: Pick<ShellSubject, 'script' | 'dialect' | 'options' | 'variables'> & {
    readonly commands: () => readonly Command[];
    readonly index?: () => NodeIndex;
  },
): ShellSubject {
  const { script } = given;
  let commandsByName: ShellSubject['commandsByName'] | undefined;
  let nodes: NodeIndex | undefined;
  const index = () => (nodes ??= given.index?.() ?? indexNodes(script));
  return {
    ...given,
    get commands() {
      return given.commands();
    },
    get commandsByName() {
      return (commandsByName ??= byProgram(given.commands()));
    },
    nodes: <Kind extends NodeKind>(kind: Kind) => (index().byKind.get(kind) ?? NONE) as readonly NodeOf<Kind>[],
    parent: (node) => index().parents.get(node),
    *ancestors(node) {
      for (let at = this.parent(node); at; at = this.parent(at)) yield at;
    },
  };
}

const NONE: readonly ShellNode[] = [];
