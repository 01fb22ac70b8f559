/** Folders that `replace … => ./folder` of a go.mod points at, as written. */
export function localReplaces(goMod: string): string[] {
  const folders: string[] = [];
  for (const line of goMod.split('\n')) {
    const target = /=>\s*(\S.*)$/.exec(withoutComment(line))?.[1];
    const folder = target === undefined ? undefined : unquote(target.trim());
    if (folder !== undefined && isLocal(folder)) folders.push(folder);
  }
  return folders;
}

/** Folders that `use` of a go.work names, as written. */
export function usedFolders(goWork: string): string[] {
  const folders: string[] = [];
  let inBlock = false;
  for (const line of goWork.split('\n').map((text) => withoutComment(text).trim())) {
    const single = /^use\s+([^\s(].*)$/.exec(line)?.[1];
    if (single !== undefined) folders.push(unquote(single));
    else if (/^use\s*\($/.test(line)) inBlock = true;
    else if (line === ')') inBlock = false;
    else if (inBlock && line !== '') folders.push(unquote(line));
  }
  return folders;
}

function withoutComment(line: string): string {
  const comment = line.indexOf('//');
  return comment < 0 ? line : line.slice(0, comment);
}

function unquote(text: string): string {
  return /^(["`])(.*)\1$/.exec(text)?.[2] ?? text;
}

function isLocal(target: string): boolean {
  return /^\.\.?(?:\/|$)|^\//.test(target);
}
