const SAYINGS: readonly RegExp[] = [
  /\bPackage '?([\w.+-]+?)'?(?:, required by '[^']*',)? (?:was )?not found/,
  /\bNo package '([\w.+-]+)' found/,
  /\bfatal error: ([\w./+-]+\.h): No such file or directory/,
  /\bcannot find -l([\w.+-]+)/,
];

/** The C library, or header, for whose absence a build failed, as pkg-config, the compiler or the linker says; else undefined. */
export function absentLibrary(output: string): string | undefined {
  return SAYINGS.map((saying) => saying.exec(output)?.[1]).find((name) => name !== undefined);
}
