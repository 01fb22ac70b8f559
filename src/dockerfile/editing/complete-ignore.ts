import type { Completion } from '../../lint/editing.ts';
import type { Message } from '../../words/message.ts';
import { ignoreLineAt } from './ignore-line.ts';
import type { Surroundings } from './surroundings.ts';

/** What builds seldom need, for an empty line. */
const COMMON: readonly (readonly [pattern: string, about: Message])[] = [
  ['.git', ['The history: large, and of no use in an image.']],
  ['**/.env*', ['Settings and secrets of this machine.']],
  ['**/node_modules', ['Packages that the build installs itself.']],
  ['**/*_test.go', ['Tests of Go; leave them in where the build runs them.']],
  ['**/*.md', ['Documentation.']],
  ['Dockerfile*', ['The build itself needs no copy of it.']],
  ['.dockerignore', ['The build itself needs no copy of it.']],
  ['**/.DS_Store', ['Files of the desktop.']],
  ['**/dist', ['What earlier builds made.']],
  ['**/*.log', ['Logs.']],
];

/** Files and folders below the folder that is typed in a line of .dockerignore; in an empty line also common patterns. */
export function completeIgnoreFile(text: string, offset: number, { list }: Surroundings): Completion[] {
  const line = ignoreLineAt(text, offset);
  if (!line || offset > line.end) return [];
  const typed = text.slice(line.start, offset);
  const slash = typed.lastIndexOf('/') + 1;
  const replace = { start: line.start + slash, end: offset };
  const folder = ignoreFolder(typed);
  const entries = folder === undefined ? [] : (list?.(folder) ?? []);
  const paths = entries.map(({ name, folder: isFolder }): Completion => ({
    label: isFolder ? `${name}/` : name,
    kind: isFolder ? 'folder' : 'file',
    insert: name,
    replace,
  }));
  const present = new Set(text.split(/\r?\n/).map((one) => one.trim()));
  const common = COMMON.filter(([pattern]) => !present.has(pattern)).map(([pattern, about]): Completion => ({
    label: pattern,
    kind: 'value',
    markdown: [about],
    insert: pattern,
    replace: { start: line.start, end: offset },
  }));
  return slash === 0 && !line.exception ? [...paths, ...common] : paths;
}

/** The folder whose entries are asked for at an offset; undefined in comments and behind wildcards. */
export function ignoreFolderAt(text: string, offset: number): string | undefined {
  const line = ignoreLineAt(text, offset);
  return line && ignoreFolder(text.slice(line.start, offset));
}

function ignoreFolder(typed: string): string | undefined {
  const folder = typed.slice(0, typed.lastIndexOf('/') + 1);
  if (/[*?[\\]/.test(folder)) return undefined;
  const parts = folder.split('/').filter((part) => part !== '' && part !== '.');
  return parts.includes('..') ? undefined : parts.join('/');
}
