import { parseIgnoreComment, suppressionOf } from '../lint/ignore-comment.ts';
import type { Suppression } from '../lint/suppression.ts';

/**
 * Ignore comments of Go source: `// gantry-ignore rule — reason` covers its own line and the next that is no comment,
 * `gantry-ignore-file` the whole file. The same words inside a string are taken for a comment, too: nobody writes them there.
 */
export function goSuppressions(text: string): Suppression[] {
  if (!text.includes('gantry-ignore')) return [];
  return [...text.matchAll(/\/\/([^\r\n]*gantry-ignore[^\r\n]*)/g)].flatMap((match) => {
    const at = { start: match.index + 2, end: match.index + match[0].length };
    const ignore = parseIgnoreComment(match[1] ?? '');
    if (ignore?.dialect !== 'gantry') return [];
    const whole = { start: 0, end: text.length + 1 };
    return [suppressionOf(ignore, at, ignore.scope === 'file' ? whole : lines(text, match.index))];
  });
}

/** From the comment's line to the end of the next line that is no comment. */
function lines(text: string, comment: number): { start: number; end: number } {
  const start = text.lastIndexOf('\n', comment) + 1;
  let end = endOfLine(text, comment);
  // A comment behind code is about that line only.
  if (text.slice(start, comment).trim() !== '') return { start, end: end + 1 };
  do end = endOfLine(text, Math.min(end + 1, text.length));
  while (end < text.length && /^\s*\/\//.test(text.slice(text.lastIndexOf('\n', end - 1) + 1, end)));
  return { start, end: end + 1 };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
