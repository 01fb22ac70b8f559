import type { Prose } from '../lint/editing.ts';
import { say, type Translations } from '../words/message.ts';

/** Markdown in the user's language; items of a list stay together, other paragraphs have a blank line between. */
export function sayProse(prose: Prose, translations: Translations): string {
  if (typeof prose === 'string') return prose;
  const paragraphs = prose.map((part) => (typeof part === 'string' ? part : say(part, translations)));
  return paragraphs.reduce((text, next, index) => {
    if (index === 0) return next;
    const listed = next.startsWith('- ') && paragraphs[index - 1]?.startsWith('- ');
    return `${text}${listed ? '\n' : '\n\n'}${next}`;
  }, '');
}
