/** What an edit may write. */
export type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };

/** How a value is written where it goes. */
export interface Style {
  /** JSON has its keys in double quotes, and wants those of its neighbours so, too. */
  readonly quoted: boolean;
  /** The blanks that a list's dashes stand behind those of its key: 2 or 0. */
  readonly dashes: number;
  readonly lineEnd: string;
}

/** In one line. */
export function inFlow(value: Value, quoted: boolean): string {
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (typeof value === 'string') return quoted || !isPlainText(value) ? JSON.stringify(value) : value;
  // Texts of lists are often commands and arguments, which are read more easily in quotes.
  if (isList(value)) return `[${value.map((item) => inFlow(item, quoted || typeof item === 'string')).join(', ')}]`;
  const pairs = Object.entries(value).map(([key, item]) => `${writtenKey(key, quoted)}: ${inFlow(item, quoted)}`);
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

/** What follows `key:` in a block: in the same line, or in lines of its own for a value of several levels. */
export function behindKey(value: Value, indent: string, style: Style): string {
  if (!isDeep(value)) return ` ${inFlow(value, false)}`;
  const inner = indent + ' '.repeat(isList(value) ? style.dashes : 2);
  return style.lineEnd + inner + inBlock(value, inner, style);
}

/** Behind an item's dash, or in place of a whole document; its first line stands where it begins, the others behind `indent`. */
export function inBlock(value: Value, indent: string, style: Style): string {
  if (typeof value !== 'object' || Object.keys(value).length === 0) return inFlow(value, false);
  const lines = isList(value)
    ? value.map((item) => `- ${inBlock(item, `${indent}  `, style)}`)
    : Object.entries(value).map(([key, item]) => `${writtenKey(key, false)}:${behindKey(item, indent, style)}`);
  return lines.join(style.lineEnd + indent);
}

export function writtenKey(key: string, quoted: boolean): string {
  return quoted || !/^[a-z_][\w./-]*$/i.test(key) || isWord(key) ? JSON.stringify(key) : key;
}

/** Lists of maps, and maps that hold more than scalars. */
function isDeep(value: Value): boolean {
  if (typeof value !== 'object') return false;
  return Object.values(value).some((item: Value) => typeof item === 'object');
}

/** Whether a text means itself without quotes, in YAML 1.1 (kubectl's) as in 1.2; a quantity such as `64Mi` does, `1e3` does not. */
function isPlainText(value: string): boolean {
  return !isWord(value) && /^[a-z/](?:[\w.@/-]|:(?=[\w@/]))*$|^\d+(?:[kMGTPE]i?|m)$/i.test(value);
}

/** Words that are no text without quotes. */
function isWord(value: string): boolean {
  return /^(?:true|false|yes|no|on|off|y|n|null)$/i.test(value);
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
