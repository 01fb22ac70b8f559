import type { Comment } from './model.ts';

/** Comments by line: `#` at the line's start or behind a blank, outside quotes. Lines of block scalars may be among them. */
export function readComments(text: string): Comment[] {
  const comments: Comment[] = [];
  if (!text.includes('#')) return comments;
  let start = 0;
  for (const line of text.split('\n')) {
    const hash = commentStart(line);
    if (hash >= 0) {
      const end = start + line.replace(/\r$/, '').length;
      comments.push({ start: start + hash, end, text: text.slice(start + hash + 1, end).trim() });
    }
    start += line.length + 1;
  }
  return comments;
}

function commentStart(line: string): number {
  let quote = '';
  for (let index = line.indexOf('#') < 0 ? line.length : 0; index < line.length; index++) {
    const character = line[index] as string;
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if ((character === '"' || character === "'") && (index === 0 || /[\s[{,:]/.test(line[index - 1] as string)))
      quote = character;
    else if (character === '#' && (index === 0 || /\s/.test(line[index - 1] as string))) return index;
  }
  return -1;
}
