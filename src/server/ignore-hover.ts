import { fileKind } from '../config/file-kind.ts';
import type { Hover } from '../lint/editing.ts';
import { ignoreLineAt } from '../dockerfile/editing/ignore-line.ts';
import { parseIgnoreFile } from '../dockerfile/files/ignore-file.ts';
import type { Message } from '../words/message.ts';
import type { Place } from './session.ts';

export function isIgnoreFile(file: string): boolean {
  return fileKind(file) === 'dockerignore';
}

/** Folders that are looked into before the answer is `at least`. */
const MOST_FOLDERS = 2000;
const MOST_NAMED = 6;

/** What the pattern under the pointer matches in the build context beside the ignore file. */
export async function hoverIgnoreFile(place: Place, text: string, offset: number): Promise<Hover | undefined> {
  const line = ignoreLineAt(text, offset);
  if (!line || line.pattern === '' || offset > line.end) return undefined;
  const range = { start: line.start, end: line.end };
  const [pattern] = parseIgnoreFile(line.pattern).patterns;
  if (!pattern) return { ...range, markdown: [['The engine refuses this pattern: the build fails.']] };
  const root = place.file.includes('/') ? place.file.slice(0, place.file.lastIndexOf('/')) : '';
  const { found, complete } = await matched(place, root, pattern.matches);
  return {
    ...range,
    markdown: [
      summary(found, complete, line.exception),
      ...found.slice(0, MOST_NAMED).map((path) => `- \`${path.replaceAll('`', '')}\``),
      ...(found.length > MOST_NAMED ? ['- …'] : []),
    ],
  };
}

function summary(found: readonly string[], complete: boolean, exception: boolean): Message {
  if (found.length === 0) {
    return complete ? ['Matches nothing here now'] : ['Matches nothing in the folders that were looked into'];
  }
  if (exception) return ['Takes back in, from what the lines above leave out: {0}', found.length];
  return ['Leaves out, with all below: {0}', found.length];
}

/** Files and folders that match, without what lies below a folder that does. */
async function matched({ listing }: Place, root: string, matches: (path: string) => boolean) {
  const found: string[] = [];
  const folders = [''];
  let read = 0;
  for (let folder = folders.shift(); folder !== undefined && read < MOST_FOLDERS; folder = folders.shift(), read++) {
    for (const entry of await listing.list([root, folder].filter(Boolean).join('/'))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (matches(path)) found.push(entry.folder ? `${path}/` : path);
      else if (entry.folder && entry.name !== '.git' && entry.name !== 'node_modules') folders.push(path);
    }
  }
  return { found, complete: folders.length === 0 };
}
