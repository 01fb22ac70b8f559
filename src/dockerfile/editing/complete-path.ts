import type { Completion } from '../../lint/editing.ts';
import type { Range } from '../../lint/rule.ts';
import type { Dockerfile } from '../model.ts';
import { caretIn, instructionAt } from './caret.ts';
import type { Surroundings } from './surroundings.ts';

/** Files and folders of the build context in the folder that is typed so far. */
export function pathItems({ text }: Dockerfile, typed: Range, { list }: Surroundings): Completion[] {
  const written = text.slice(typed.start, typed.end);
  const folder = folderOf(written);
  if (!list || folder === undefined) return [];
  const replace = { start: typed.start + written.lastIndexOf('/') + 1, end: typed.end };
  if (replace.start === typed.start && /^["']/.test(written)) replace.start++;
  return list(folder)
    .filter(({ name }) => !/\s/.test(name) || written.startsWith('"'))
    .map(({ name, folder: isFolder }) =>
      isFolder
        ? { label: `${name}/`, kind: 'folder', insert: `${name}/`, replace, more: true }
        : { label: name, kind: 'file', insert: name, replace },
    );
}

/**
 * The folder of the build context whose entries are asked for at an offset (`''` is its root), so that the door can list
 * it beforehand; undefined where no path of the context is typed.
 */
export function contextFolderAt(dockerfile: Dockerfile, offset: number): string | undefined {
  const instruction = instructionAt(dockerfile, offset);
  if (!instruction || offset <= instruction.keywordRange.end) return undefined;
  const { typed } = caretIn(dockerfile.text, instruction, offset);
  const [, source] = /^--mount=.*(?:source|src)=([^,]*)$/.exec(typed) ?? [];
  if (source !== undefined) return folderOf(source);
  const copies = instruction.keyword === 'COPY' || instruction.keyword === 'ADD';
  if (!copies || typed.startsWith('-') || instruction.flags.some(({ name }) => name === 'from')) return undefined;
  return folderOf(typed);
}

/** `cmd/api` of `./cmd/api/ma`; undefined for variables, patterns and URLs. */
function folderOf(written: string): string | undefined {
  if (/[$*?[\\]|:\/\//.test(written)) return undefined;
  const parts = written.replace(/^["']/, '').split('/').slice(0, -1);
  return parts.includes('..') ? undefined : parts.filter((part) => part !== '' && part !== '.').join('/');
}
