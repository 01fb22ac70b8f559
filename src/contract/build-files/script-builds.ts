import { textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import { type Command, programName, shellCommands } from '../../shell/commands.ts';
import type { Range } from '../../lint/rule.ts';
import type { Word } from '../../shell/source-text.ts';

/** A scalar of YAML that is a script, and where words of it stand in the file. */
export interface Script {
  readonly commands: readonly Command[];
  /** Null: a word that stands there twice may be the other one. */
  readonly locate: (word: Word) => Range | null;
}

/** `read`: what becomes of its text before it is read as one of the shell. */
export function scriptOf(field: Field | undefined, text: string, read = (script: string) => script): Script | null {
  const script = textAt(field);
  if (!field || script === undefined) return null;
  return {
    commands: shellCommands({ text: read(script), at: (index) => index }),
    locate(word) {
      const written = read(text.slice(field.start, field.end));
      const [at, another] = placesOfWord(word.text, written);
      if (at === undefined || another !== undefined) return null;
      return { start: field.start + at, end: field.start + at + word.text.length };
    },
  };
}

/** Where a word stands by itself: `orders` is no part of `orders:dev`. */
function placesOfWord(word: string, text: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!PART.test(text[at - 1] ?? '') && !PART.test(text[at + word.length] ?? '')) places.push(at);
  }
  return places;
}

const PART = /[\w.:/@-]/;

/** Whoever changes folders may be anywhere. */
export function changesFolder(commands: readonly Command[]): boolean {
  return commands.some((command) => /^(?:cd|pushd|popd)$/.test(programName(command)));
}

/** A path that the file names elsewhere than behind `-f`, too, may be what a recipe writes or a job hands on. */
export function mayBeMade(path: string, text: string): boolean {
  return path.includes('/') && text.replaceAll(/(?:-f|--file)[ =]\S+/g, '').includes(path.replace(/^\.\//, ''));
}
