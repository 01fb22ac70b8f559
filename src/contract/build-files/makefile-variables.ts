const ASSIGNED = /^(?:export +|override +)?([\w.-]+) *(\?|\+|!|:{1,3})?= *((?:[^\\\n]|\\[^\n]|\\\n)*)/gm;
const USED = /\$(?:\(([^()$]*)\)|\{([^{}$]*)\})/g;
/** Of one word: variables that hold others several times would grow without end. */
const MOST_USES = 100;

/**
 * What the variables of a Makefile stand for in a word where all its assignments say the same: one that has several
 * values, that a command makes or that is not assigned here stays a variable of a shell.
 */
export function makefileVariables(text: string): (word: string) => string {
  const values = new Map<string, string | null>();
  for (const [, name = '', operator, written = ''] of text.matchAll(ASSIGNED)) {
    const value = operator === '+' || operator === '!' ? null : plain(written);
    const known = values.get(name);
    values.set(name, known === undefined || known === value ? value : null);
  }
  let uses = 0;
  const expanded = (word: string): string =>
    word.replace(USED, (_, round: string | undefined, curly: string | undefined) => {
      const name = round ?? curly ?? '';
      const value = values.get(name) ?? null;
      return value === null || ++uses > MOST_USES ? `\${${name.replaceAll(/\W+/g, '_')}}` : expanded(value);
    });
  return (word) => {
    uses = 0;
    return expanded(word);
  };
}

/** Without a comment, the blanks around and the ends of lines that go on. */
function plain(written: string): string {
  return written
    .replaceAll(/\\\n\s*/g, ' ')
    .replace(/(?:^|\s)#.*$/s, '')
    .trim();
}
