/** Variables of a .env file: `NAME=value` lines, `export`, quotes and comments as most readers take them. */
export function readDotenv(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const line = /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*=[ \t]*(?:"((?:\\.|[^"\\])*)"|'([^']*)'|([^\n]*))/gm;
  for (const [, name = '', double, single, plain] of text.replaceAll('\r\n', '\n').matchAll(line)) {
    const value = double === undefined ? (single ?? withoutComment(plain ?? '')) : unescape(double);
    values.set(name, value);
  }
  return values;
}

function withoutComment(text: string): string {
  return text.replace(/(?:^|\s)#.*$/, '').trim();
}

function unescape(text: string): string {
  return text.replace(/\\([nrt"\\$])/g, (_all, letter: string) => ESCAPES[letter] ?? letter);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
