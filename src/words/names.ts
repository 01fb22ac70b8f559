/** The first of many names, and how many more there are: `a, b, c +57`. */
export function someOf(names: readonly string[], most = 10): string {
  const more = names.length - most;
  return names.slice(0, most).join(', ') + (more > 0 ? ` +${more}` : '');
}
