const NEWLINE = 10;
const QUOTE = 34;
const RUNE_QUOTE = 39;
const STAR = 42;
const SLASH = 47;
const BACKSLASH = 92;
const RAW_QUOTE = 96;
const OPEN = 123;
const CLOSE = 125;
/** `'\U0010FFFF'` */
const LONGEST_RUNE = 12;

/**
 * Where the block ends whose brace stands at `start` (exclusive), as far as braces tell: strings, runes and comments are passed
 * over, nothing is read. Null where that is not certain: the text ends before, a literal is not closed, or a line inside
 * begins at the margin, as the declaration after a lost brace does.
 */
export function bodyEnd(text: string, start: number): number | null {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case OPEN:
        depth++;
        break;
      case CLOSE:
        if (--depth === 0) return at + 1;
        break;
      case NEWLINE:
        if (isLetter(text.charCodeAt(at + 1))) return null;
        break;
      case QUOTE:
      case RUNE_QUOTE:
      case RAW_QUOTE:
      case SLASH: {
        const last = lastOfLiteral(text, at);
        if (last === null) return null;
        at = last;
      }
    }
  }
  return null;
}

/** The last character of the literal or comment that begins there; the place itself where a slash divides. */
function lastOfLiteral(text: string, start: number): number | null {
  switch (text.charCodeAt(start)) {
    case QUOTE:
      return lastOfString(text, start);
    case RUNE_QUOTE: {
      const from = text.charCodeAt(start + 1) === BACKSLASH ? start + 3 : start + 2;
      const end = text.indexOf("'", from);
      return end < 0 || end - start > LONGEST_RUNE ? null : end;
    }
    case RAW_QUOTE:
      return found(text.indexOf('`', start + 1));
    default: {
      const next = text.charCodeAt(start + 1);
      // The end of a line is looked at for itself.
      if (next === SLASH) return found(text.indexOf('\n', start) - 1);
      return next === STAR ? found(text.indexOf('*/', start + 2) + 1) : start;
    }
  }
}

function lastOfString(text: string, start: number): number | null {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE) return at;
    else if (code === NEWLINE) return null;
  }
  return null;
}

/** Less than one: nothing was found. */
function found(at: number): number | null {
  return at < 1 ? null : at;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}
