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
  nodes<Kind extends NodeKind>(kind: Kind): readonly NodeOf<Kind>[];
  /** The node that a node is directly inside of; undefined for the script's list. */
  parent(node: ShellNode): ShellNode | undefined;
  /** The nodes around a node, innermost first. */
  ancestors(node: ShellNode): Generator<ShellNode>;
}

/** What is known of a script; `commands` and `index` make their part when it is first asked for. */
interface Given extends Pick<ShellSubject, 'script' | 'dialect' | 'options' | 'variables'> {
  readonly commands: () => readonly Command[];
  readonly index?: () => NodeIndex;
}

export function shellSubject(given: Given): ShellSubject {
  return new Subject(given);
}

/** A class: objects with accessors of their own are slow to read. */
class Subject implements ShellSubject {
  readonly script: Script;
  readonly dialect: Dialect;
  readonly options: ReadonlySet<string>;
  readonly variables: ReadonlySet<string>;
  readonly #given: Given;
  #commandsByName: ShellSubject['commandsByName'] | undefined;
  #nodes: NodeIndex | undefined;

  constructor(given: Given) {
    this.script = given.script;
    this.dialect = given.dialect;
    this.options = given.options;
    this.variables = given.variables;
    this.#given = given;
  }

  get commands(): readonly Command[] {
    return this.#given.commands();
  }

  get commandsByName(): ShellSubject['commandsByName'] {
    return (this.#commandsByName ??= byProgram(this.commands));
  }

  nodes<Kind extends NodeKind>(kind: Kind): readonly NodeOf<Kind>[] {
    return (this.#index.byKind.get(kind) ?? NONE) as readonly NodeOf<Kind>[];
  }

  parent(node: ShellNode): ShellNode | undefined {
    return this.#index.parents().get(node);
  }

  *ancestors(node: ShellNode): Generator<ShellNode> {
    for (let at = this.parent(node); at; at = this.parent(at)) yield at;
  }

  get #index(): NodeIndex {
    return (this.#nodes ??= this.#given.index?.() ?? indexNodes(this.script));
  }
}

const NONE: readonly ShellNode[] = [];
