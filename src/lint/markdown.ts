/** A value as Markdown code, whatever is in it. */
export function code(value: string): string {
  const longest = Math.max(0, ...(value.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const padding = longest > 0 || value === '' ? ' ' : '';
  return `${fence}${padding}${value.replace(/\s+/g, ' ')}${padding}${fence}`;
}

/** The 1-based line of an offset, for texts. */
export function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
