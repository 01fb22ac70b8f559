const READ_ONLY = /read-only file ?system/i;

/**
 * Paths whose writing failed on the read-only file system, as log lines tell: Go writes `mkdir /data: read-only file system`,
 * C libraries `cannot open "/data/x": Read-only file system`. The path is the last word before, but for what sockets are asked to do.
 */
export function failedWrites(lines: readonly string[]): string[] {
  const paths = new Set<string>();
  for (const line of lines) {
    const at = line.search(READ_ONLY);
    if (at < 0) continue;
    const before = line
      .slice(0, at)
      .replace(/(?<=: )bind: $/, '')
      .replace(/[\s:"'`‘’“”()\\]+$/, '');
    paths.add(/[^\s"'`‘’“”()=\\]*$/.exec(before)?.[0] ?? '');
  }
  return [...paths];
}

/** The line in which SQLite says that it cannot make or change the file of its database: it names no path. */
export function unopenedDatabase(lines: readonly string[]): string | undefined {
  return lines.find((line) => /unable to open database file|attempt to write a readonly database/i.test(line))?.trim();
}
