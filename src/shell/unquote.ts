/** Without quotes and escapes; variables stay as they are. */
export function unquote(text: string, escape: string): string {
  if (!/["'\\`]/.test(text)) return text;
  let value = '';
  let quote = '';
  for (let index = 0; index < text.length; index++) {
    const character = text[index] as string;
    const next = text[index + 1];
    if (quote !== "'" && character === escape && next !== undefined) {
      // Before a dollar sign the escape stays: it says that no variable begins here.
      if (next === '$' || (quote === '"' && next !== '"' && next !== escape)) value += character;
      value += next;
      index++;
    } else if (quote === character) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    else value += character;
  }
  return value;
}
