import assert from 'node:assert/strict';
import { fileKind } from '../../../src/config/file-kind.ts';
import { renameThing } from '../../../src/contract/walking/rename.ts';
import { thingAt } from '../../../src/contract/walking/thing-at.ts';
import type { Walk } from '../../../src/contract/walking/thing.ts';
import { applyEdits } from '../../../src/lint/fix.ts';
import { say } from '../../../src/words/message.ts';
import { projectOf, type Texts } from '../workspace.ts';

/** The files of a test as somebody walks through them. */
export async function walkOf(texts: Texts): Promise<Walk> {
  const project = await projectOf(texts);
  const contract = project.contract();
  assert.ok(contract);
  return {
    contract,
    texts: (kind) => Object.entries(texts).flatMap(([file, text]) => (fileKind(file) === kind ? [{ file, text }] : [])),
  };
}

/** What is meant where «…» stands in a file of the shop. */
async function found(texts: Texts, file: string, marked: string) {
  const text = texts[file] ?? '';
  const offset = text.indexOf(marked.replace(/[«»]/g, '')) + marked.indexOf('«');
  assert.ok(text.includes(marked.replace(/[«»]/g, '')), marked);
  const walk = await walkOf(texts);
  return { walk, found: thingAt(file, text, offset, walk) };
}

/** `file role text`, of all mentions. */
export async function mentions(texts: Texts, file: string, marked: string): Promise<string[]> {
  const { found: here } = await found(texts, file, marked);
  return (here?.thing.mentions ?? []).map(
    ({ file: path, role, start, end, unwritten }) =>
      `${path} ${role} ${(texts[path] ?? '').slice(start, end)}${unwritten ? ' (unwritten)' : ''}`,
  );
}

/** The changed lines of every file after a rename, or why it is refused. */
export async function renamed(texts: Texts, file: string, marked: string, name: string): Promise<string | string[]> {
  const { walk, found: here } = await found(texts, file, marked);
  assert.ok(here, `nothing is meant at ${marked}`);
  const sources = Object.entries(texts).filter(([path]) => path.endsWith('.go'));
  const result = renameThing(
    here.thing,
    name,
    walk.contract,
    sources.map(([path, text]) => ({ file: path, text })),
  );
  if ('refused' in result) return say(result.refused);
  return [...result.edits].flatMap(([path, edits]) => {
    const before = (texts[path] ?? '').split('\n');
    const after = applyEdits(texts[path] ?? '', edits).split('\n');
    return after.flatMap((line, at) => (line === before[at] ? [] : [`${path}: ${line.trim()}`]));
  });
}
