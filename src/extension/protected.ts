/** Whether a context is named by one of the patterns; `*` stands for any characters, case counts for nothing. */
export function isProtected(context: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const source = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${source.join('.*')}$`, 'i').test(context);
  });
}
