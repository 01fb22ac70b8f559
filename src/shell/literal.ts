import type { ShellNode, WordNode, WordPart } from './model.ts';
import type { ShellSubject } from './subject.ts';

/** What a word is where nothing in it is expanded: without quotes and escapes. Undefined: the script does not decide it. */
export function literalOf(word: WordNode): string | undefined {
  let text = '';
  for (const part of word.parts) {
    const value = literalPart(part);
    if (value === undefined) return undefined;
    text += value;
  }
  return text;
}

function literalPart(part: WordPart): string | undefined {
  switch (part.kind) {
    case 'literal':
      return part.value.replaceAll('\\$', '$');
    case 'single-quoted':
      return part.ansi && part.value.includes('\\') ? undefined : part.value;
    case 'double-quoted': {
      let text = '';
      for (const inner of part.parts) {
        const value = literalPart(inner);
        if (value === undefined) return undefined;
        text += value;
      }
      return text;
    }
    default:
      return undefined;
  }
}

/** Whether anything in the word is written in quotes or with a backslash. */
export function hasQuotes({ text }: WordNode): boolean {
  return /["'\\]/.test(text);
}

/** Whether a part of a word stands inside double quotes: what it expands to is neither split nor a pattern. */
export function isQuoted(node: ShellNode, subject: ShellSubject): boolean {
  for (const around of subject.ancestors(node)) {
    if (around.kind === 'double-quoted' || around.kind === 'heredoc') return true;
    // What a substitution runs has words of its own.
    if (around.kind === 'list') return false;
  }
  return false;
}
