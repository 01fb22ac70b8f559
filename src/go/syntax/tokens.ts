/**
 * What a token is: its own text for keywords and operators, else one of the words here. `;` is also the end of a line that
 * ends a statement, as the specification says.
 */
export type TokenKind = string;

/** The tokens of one Go file, one at a time. Never throws; what is no token is one of kind `bad`. */
export interface Tokens {
  readonly text: string;
  /** The present token. */
  kind: TokenKind;
  start: number;
  end: number;
  /** Where the token before ended. */
  previousEnd: number;
  /** `//go:embed` and `//go:generate` lines so far. */
  readonly directives: { readonly start: number; readonly end: number }[];
  next(): void;
  /** For {@link Tokens.back}. */
  mark(): Mark;
  back(mark: Mark): void;
  /** Goes on behind a part of the text that ends with a brace. */
  skipTo(end: number): void;
}

export interface Mark {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  readonly previousEnd: number;
  readonly directives: number;
}

/** The words of a list as the names of properties are: the very strings that the parser compares with. */
function split(list: string): readonly string[] {
  return Object.keys(Object.fromEntries(list.split(' ').map((word) => [word, word])));
}

const KEYWORDS = new Map(
  split(
    'break default func interface select case defer go map struct chan else goto package switch ' +
      'const fallthrough if range type continue for import return var',
  ).map((word) => [word, word]),
);

/** Longest first. */
const OPERATORS = split(
  '<<= >>= &^= ... && || == != <= >= := ++ -- += -= *= /= %= &= |= ^= << >> &^ <- ' +
    '+ - * / % & | ^ < > = ! ( ) [ ] { } , ; . : ~',
);
/** By the code of their first character. */
const BY_FIRST: readonly (readonly string[])[] = Array.from({ length: 128 }, (_, code) =>
  OPERATORS.filter((operator) => operator.charCodeAt(0) === code),
);

/** A line that ends with one of these ends the statement. */
const ENDS_STATEMENT = new Set(
  'name int float imaginary rune string raw break continue fallthrough return ++ -- ) ] }'.split(' '),
);

/** By the code of their first letter, the lengths that keywords have: few other names need to be looked up. */
const KEYWORD_LENGTHS: readonly number[] = Array.from({ length: 128 }, (_, code) =>
  [...KEYWORDS.keys()].reduce((mask, word) => (word.charCodeAt(0) === code ? mask | (1 << word.length) : mask), 0),
);

const NEWLINE = 10;
const SLASH = 47;
const LETTER = /[\p{L}\p{Nl}_]/u;
const NAME = /[\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}_]+/uy;
const NUMBER =
  /0[xX][\da-fA-F_]*(?:\.[\da-fA-F_]*)?(?:[pP][+-]?[\d_]+)?i?|0[bBoO][\d_]+i?|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?[\d_]+)?i?/y;
const RUNE = /'(?:[^'\\\n]|\\(?:x[\da-fA-F]{2}|[0-7]{3}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|.))'/uy;

export function tokensOf(text: string, from = 0): Tokens {
  const tokens: Tokens = {
    text,
    kind: '',
    start: from,
    end: from,
    previousEnd: from,
    directives: [],
    next,
    mark: () => ({
      kind: tokens.kind,
      start: tokens.start,
      end: tokens.end,
      previousEnd: tokens.previousEnd,
      directives: tokens.directives.length,
    }),
    back(mark) {
      tokens.kind = mark.kind;
      tokens.start = mark.start;
      tokens.end = mark.end;
      tokens.previousEnd = mark.previousEnd;
      tokens.directives.length = mark.directives;
    },
    skipTo(end) {
      set('}', end - 1, end);
      next();
    },
  };
  if (from === 0 && text.startsWith('\uFEFF')) tokens.end = 1;
  next();
  return tokens;

  function next(): void {
    const endsStatement = ENDS_STATEMENT.has(tokens.kind);
    tokens.previousEnd = tokens.end;
    let at = tokens.end;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === NEWLINE && endsStatement) {
        set(';', at, at + 1);
        return;
      }
      if (code === 32 || code === 9 || code === 13 || code === NEWLINE) at++;
      else if (code === SLASH && text.charCodeAt(at + 1) === SLASH) at = lineComment(at);
      else if (code === SLASH && text.charCodeAt(at + 1) === 42) {
        const found = text.indexOf('*/', at + 2);
        const end = found < 0 ? text.length : found + 2;
        const line = endsStatement ? text.indexOf('\n', at) : -1;
        if (line >= 0 && line < end) {
          set(';', line, end);
          return;
        }
        at = end;
      } else break;
    }
    if (at < text.length) read(at);
    else set(endsStatement ? ';' : 'end', text.length, text.length);
  }

  function set(kind: TokenKind, start: number, end: number): void {
    tokens.kind = kind;
    tokens.start = start;
    tokens.end = end;
  }

  function lineComment(at: number): number {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    if (/^\/\/go:(?:embed|generate)/.test(text.slice(at, at + 13))) tokens.directives.push({ start: at, end });
    return end;
  }

  function read(at: number): void {
    const code = text.charCodeAt(at);
    if (isLetter(code)) {
      readName(at);
      return;
    }
    if (isDigit(code) || (code === 46 && isDigit(text.charCodeAt(at + 1)))) {
      readNumber(at);
      return;
    }
    if (code === 34) {
      readString(at);
      return;
    }
    if (code === 96) {
      const end = text.indexOf('`', at + 1);
      set(end < 0 ? 'bad' : 'raw', at, end < 0 ? at + 1 : end + 1);
      return;
    }
    if (code === 39) {
      RUNE.lastIndex = at;
      const isRune = RUNE.test(text);
      set(isRune ? 'rune' : 'bad', at, isRune ? RUNE.lastIndex : at + 1);
      return;
    }
    for (const operator of BY_FIRST[code] ?? []) {
      if (operator.length === 1 || text.startsWith(operator, at)) {
        set(operator, at, at + operator.length);
        return;
      }
    }
    if (code > 127 && LETTER.test(String.fromCodePoint(text.codePointAt(at) ?? 0))) {
      readName(at);
      return;
    }
    set('bad', at, at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1));
  }

  function readName(at: number): void {
    let end = at;
    let code = text.charCodeAt(end);
    while (isLetter(code) || isDigit(code)) code = text.charCodeAt(++end);
    if (code > 127) {
      NAME.lastIndex = at;
      if (NAME.test(text)) end = NAME.lastIndex;
    }
    // The longest keyword has eleven letters.
    const lengths = end - at < 12 ? (KEYWORD_LENGTHS[text.charCodeAt(at)] ?? 0) : 0;
    const isWanted = ((lengths >> (end - at)) & 1) === 1;
    set((isWanted ? KEYWORDS.get(text.slice(at, end)) : undefined) ?? 'name', at, end);
  }

  function readNumber(at: number): void {
    NUMBER.lastIndex = at;
    NUMBER.test(text);
    const end = Math.max(NUMBER.lastIndex, at + 1);
    if (end === at + 1) {
      set('int', at, end);
      return;
    }
    const written = text.slice(at, end);
    if (written.endsWith('i')) set('imaginary', at, end);
    else
      set(
        /^0[xX]/.test(written) ? (/[.pP]/.test(written) ? 'float' : 'int') : /[.eE]/.test(written) ? 'float' : 'int',
        at,
        end,
      );
  }

  function readString(at: number): void {
    for (let end = at + 1; ; end++) {
      const code = text.charCodeAt(end);
      if (code === 34) {
        set('string', at, end + 1);
        return;
      }
      if (code === 92) end++;
      else if (code === NEWLINE || Number.isNaN(code)) {
        set('bad', at, at + 1);
        return;
      }
    }
  }
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
