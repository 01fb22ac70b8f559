/** Documents of an example's manifest, one after the other. */
export function documents(...texts: readonly string[]): string {
  return texts.map((text) => `${text.trim()}\n`).join('---\n');
}
