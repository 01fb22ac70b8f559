import { listensOf } from './go-project.ts';

/** What a main file listens on that imports these (`path`, `name=path`), as `listensOf` says it. */
export function listensWith(
  imports: string,
  code: string,
  others: Readonly<Record<string, string>> = {},
): Promise<string[]> {
  const declarations = /^func main|\nfunc main/.test(code) ? code : `func main() {\n${code}\n}`;
  const paths = imports.split(' ').map((path) => (path.includes('=') ? path.replace('=', ' "') : `"${path}`));
  const main = `package main\nimport (\n${paths.map((path) => `${path}"\n`).join('')})\n${declarations}\n`;
  return listensOf('', { 'main.go': main, ...others });
}
