import type { BodyFile } from './bodies.ts';
import type { RawNode } from './raw-tree.ts';
import type { Source } from './read-expression.ts';
import { readFunction } from './read-function.ts';

/** Who is told of types that are declared inside functions and expressions. */
interface Notes {
  readonly type: (node: RawNode) => void;
  readonly struct: (node: RawNode, name: string) => void;
}

const NOBODY: Notes = { type: () => undefined, struct: () => undefined };

/** A file, or the body of one of its functions whose types are noted already. */
export function newSource({ path, text, bodies: { words } }: BodyFile, notes = NOBODY): Source {
  const suffix = path.slice(path.lastIndexOf('/') + 1).replace(/\W+/g, '_');
  const source: Source = {
    text,
    word: (start, end) => words.part(text, start, end),
    shared: words.whole,
    readFunction: (node) => readFunction(node, source, null),
    noteType: notes.type,
    nameStruct: (node) => {
      const name = `struct_${node.start}_${suffix}`;
      notes.struct(node, name);
      return name;
    },
  };
  return source;
}
