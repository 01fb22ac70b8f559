/** Types of the results of `func(string)(worker.Worker,error)`, as it is written without blanks; null for any other type. */
export function resultTypes(written: string): string[] | null {
  if (!written.startsWith('func(')) return null;
  const rest = written.slice(closing(written, 'func'.length) + 1);
  if (!rest.startsWith('(')) return rest === '' ? [] : [rest];
  return parts(rest.slice(1, closing(rest, 0)));
}

/** Where the parenthesis ends that begins at an offset. */
function closing(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')' && --depth === 0) return at;
  }
  return text.length;
}

/** What stands between commas that are in no brackets. */
function parts(list: string): string[] {
  const found: string[] = [];
  let [depth, start] = [0, 0];
  for (let at = 0; at < list.length; at++) {
    const character = list.charAt(at);
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    else if (character === ',' && depth === 0) {
      found.push(list.slice(start, at));
      start = at + 1;
    }
  }
  return [...found, list.slice(start)];
}
