/** Where the code of a thread is: the source file when the source itself runs, else the bundle in `distDir`. */
export function threadFile(name: 'go-worker' | 'go-share-worker', distDir: string): string {
  const { filename, dirname } = import.meta;
  return filename.endsWith('.ts') ? `${dirname}/${name}.ts` : `${distDir}/${name}.js`;
}
