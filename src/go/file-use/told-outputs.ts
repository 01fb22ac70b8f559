import { inFolder, joinFolder } from '../paths.ts';
import type { Repository } from '../modules/repository.ts';

/** Where a package of JavaScript writes what it builds. */
export interface ToldOutput {
  /** Folder with package.json. */
  readonly folder: string;
  readonly output: string;
}

/** A path as a text of its own, or joined to the folder of the file. */
const PATH =
  /((?:path\.)?(?:resolve|join)\(\s*(?:__dirname|import\.meta\.dirname|process\.cwd\(\))\s*,\s*)?["'`]([^"'`$]+)["'`]/;

/** What says it, by the name of the file: options of Vite, Astro, Vue, webpack, Rollup, SvelteKit and Angular. */
const OPTIONS: readonly (readonly [file: RegExp, option: RegExp])[] = [
  [/^(?:vite|astro)\.config\.\w+$/, optionOf('outDir')],
  [/^vue\.config\.\w+$/, optionOf('outputDir')],
  [/^webpack(?:\.\w+)*\.\w+$/, optionOf('path')],
  [/^rollup\.config\.\w+$/, optionOf('dir')],
  [/^svelte\.config\.\w+$/, optionOf('pages')],
  [/^angular\.json$/, optionOf('"outputPath"')],
  [/^package\.json$/, /--(?:outDir|out-dir|outdir|output-path|dist-dir)[ =](\\?["'])?([\w./-]+)/g],
  [/^package\.json$/, /\bBUILD_PATH=(\\?["'])?([\w./-]+)/g],
];

function optionOf(name: string): RegExp {
  return new RegExp(`(?:^|[\\s{,])${name}\\s*:\\s*${PATH.source}`, 'gm');
}

/** Of all front ends of a repository, as far as their settings say so in plain words. */
export function toldOutputs({ builds }: Repository): readonly ToldOutput[] {
  return [...builds].flatMap(([path, text]) => {
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (!builds.has(inFolder(folder, 'package.json'))) return [];
    // Vite begins at its root, if it has one.
    const root = /^vite\./.test(name) ? [...text.matchAll(optionOf('root'))][0]?.[2] : undefined;
    const base = root === undefined ? folder : joinFolder(folder, root);
    if (base === null) return [];
    return OPTIONS.filter(([file]) => file.test(name))
      .flatMap(([, option]) => [...text.matchAll(option)])
      .flatMap(([, joined, told = '']) => {
        const isFromFile = joined !== undefined && /[a-z]/.test(joined);
        const output = told.startsWith('/') ? null : joinFolder(isFromFile ? folder : base, told);
        return output === null || output === '.' ? [] : [{ folder, output }];
      });
  });
}
