const WIDE = /[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/u;
/** What a line may end behind: a character of Chinese with the punctuation that must not begin a line, or a word with its space. */
const PIECES =
  /[^\S\n]*(?:[\p{Script=Han}\u3000-\u303f\uff00-\uff60][，。、：；？！）”]*|[^\s\p{Script=Han}\u3000-\u303f\uff00-\uff60]+[，。、：；？！）”]*)/gu;

/** How many columns of a terminal a text takes: characters of Chinese take two. */
export function columns(text: string): number {
  let sum = 0;
  for (const character of text) sum += WIDE.test(character) ? 2 : 1;
  return sum;
}

/** A text with as many spaces behind it as fill `width` columns. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}

/** A text in lines of at most `width` columns; a word that is longer has a line of its own. */
export function wrapped(text: string, width: number): string[] {
  const lines = [''];
  for (const piece of text.match(PIECES) ?? []) {
    const line = lines.at(-1) ?? '';
    if (line === '' || columns(line + piece) <= width)
      lines[lines.length - 1] = line + (line === '' ? piece.trimStart() : piece);
    else lines.push(piece.trimStart());
  }
  return lines;
}
