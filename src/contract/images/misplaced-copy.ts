import { copyOf } from '../../dockerfile/files/copies.ts';
import { entryAt, foldersAbove, joinNames, type ListFolder } from '../../dockerfile/files/file-tree.ts';
import type { Dockerfile, Instruction } from '../../dockerfile/model.ts';
import { resolvePath } from '../../dockerfile/files/paths.ts';
import { inFolders } from '../../dockerfile/stages/working-folder.ts';
import type { Word } from '../../shell/source-text.ts';
import type { Repair, Side } from '../fault.ts';
import { baseName } from './image-name.ts';

/** A COPY that brings a file to another place than the one where it is looked for. */
export interface MisplacedCopy {
  readonly side: Side;
  readonly repair: Repair;
}

/** The one COPY of the final stage that brings what a program reads, as a path that the image does not have; undefined: there is none. */
export function misplacedCopy(
  path: string,
  { file, dockerfile }: { readonly file: string; readonly dockerfile: Dockerfile },
  list: ListFolder,
): MisplacedCopy | undefined {
  const final = dockerfile.stages.at(-1);
  if (!final) return undefined;
  const found: MisplacedCopy[] = [];
  for (const { instruction, folder } of inFolders(dockerfile, final)) {
    const meant = destinationFor(path, instruction, file, list);
    const word = (instruction.json ?? instruction.words).at(-1);
    const present = word && resolvePath(word.value, folder);
    if (meant === undefined || !word || present === undefined || present === meant.to) continue;
    found.push(misplaced(path, file, word, meant.isFile ? meant.to : `${meant.to}/`));
  }
  const [one, another] = found;
  return another ? undefined : one;
}

function misplaced(path: string, file: string, { start, end, value, text }: Word, to: string): MisplacedCopy {
  return {
    side: { file, start, end, message: ['This is copied to `{0}`, and the program reads `{1}`', value, path] },
    repair: {
      title: ['Copy it to `{0}`', to],
      changes: [{ file, edits: [{ start, end, text: text.startsWith('"') ? `"${to}"` : to }] }],
    },
  };
}

/** Where a COPY of the context would have to go so that a path is there; undefined: it brings nothing of that name. */
function destinationFor(path: string, instruction: Instruction, file: string, list: ListFolder) {
  const copy = instruction.keyword === 'COPY' ? copyOf(instruction) : undefined;
  const [source, another] = copy?.sources ?? [];
  if (source === undefined || another !== undefined || copy?.from !== undefined || /[$*?[\\]/.test(source))
    return undefined;
  const plain = resolvePath(source, '/')?.slice(1) ?? '';
  if (plain === '') return undefined;
  for (const context of foldersAbove(file)) {
    const from = joinNames(context, plain);
    const entry = entryAt(list, from);
    if (entry !== 'file' && entry !== 'folder') continue;
    const inner = baseName(from) === baseName(path) ? '' : entry === 'folder' ? innerPath(from, path, list) : undefined;
    if (inner !== undefined) return { to: path.slice(0, path.length - inner.length), isFile: entry === 'file' };
  }
  return undefined;
}

/** The end of a path, with its slash, that a folder holds. */
function innerPath(folder: string, path: string, list: ListFolder): string | undefined {
  for (let at = path.indexOf('/', 1); at > 0; at = path.indexOf('/', at + 1)) {
    if (entryAt(list, joinNames(folder, path.slice(at + 1))) !== undefined) return path.slice(at);
  }
  return undefined;
}
