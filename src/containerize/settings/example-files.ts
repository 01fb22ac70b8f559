import type { Files } from '../../go/files.ts';
import { folderOf, joinPath } from '../paths.ts';
import { exists } from '../image/source-layout.ts';

const FOLDERS = ['example', 'examples', 'sample', 'samples'];
const WORDS = ['example', 'sample', 'dist'];

/** An example of a file that is not in the repository: `config.example.yml`, `config.yml.sample`, `examples/config.yml`. */
export async function exampleOf(files: Files, moduleDir: string, path: string): Promise<string | null> {
  const base = path.slice(path.lastIndexOf('/') + 1);
  const relative = path.startsWith('/') ? base : path;
  const folders = new Set([joinPath(moduleDir, folderOf(relative)) ?? moduleDir, moduleDir, '.']);
  for (const folder of folders) {
    for (const name of namesOf(base)) {
      const candidate = joinPath(folder, name);
      if (candidate !== null && (await exists(files, candidate)) === 'file') return candidate;
    }
  }
  return null;
}

function namesOf(base: string): readonly string[] {
  const dot = base.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [base.slice(0, dot), base.slice(dot)] : [base, ''];
  return [
    ...WORDS.flatMap((word) => [`${stem}.${word}${ending}`, `${stem}-${word}${ending}`, `${stem}_${word}${ending}`]),
    ...WORDS.flatMap((word) => [`${base}.${word}`, `${word}.${base}`, `${word}-${base}`]),
    ...FOLDERS.map((folder) => `${folder}/${base}`),
  ];
}
