/** A text as one double-quoted word in which the frontend expands nothing and finds no other end. */
export function quoted(text: string, escape: string): string {
  const special = escape === '`' ? /[`"$]/g : /[\\"$]/g;
  return `"${text.replace(special, (character) => escape + character)}"`;
}
