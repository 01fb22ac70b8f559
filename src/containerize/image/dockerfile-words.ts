/** `text` as one word of a shell command in a RUN instruction. */
export function shellWord(text: string): string {
  return /^[\w./@%+=:,~-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;
}

/** Arguments of a COPY from the build context: sources are taken literally, without globs or variables. */
export function copyWords(sources: readonly string[], target: string): string {
  const words = [...sources.map((source) => literal(source.replace(/[*?[]/g, '[$&]'))), literal(target)];
  return words.some((word) => /[\s"\\]/.test(word.replaceAll('\\$', ''))) ? JSON.stringify(words) : words.join(' ');
}

function literal(path: string): string {
  return path.replace(/\$/g, '\\$');
}
