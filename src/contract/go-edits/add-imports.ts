import type { TextEdit } from '../../lint/fix.ts';
import { lineStart } from './line-start.ts';

interface Imported {
  readonly path: string;
  /** As the file calls it; null = its own name. */
  readonly alias: string | null;
  readonly start: number;
}

const SPEC = /^[ \t]*(?:([\w.]+)[ \t]+)?"([^"\n]+)"/gm;
const SINGLE = /^import[ \t]+(?:([\w.]+)[ \t]+)?"([^"\n]+)"[^\n]*$/gm;
const BLOCK = /^import[ \t]*\(([^)]*)\)/gm;

/**
 * What makes a file import packages of the standard library under their own names, as gofmt sorts them; null where a name is
 * taken by another import, or the imports are written in a way that is not understood.
 */
export function addImports(text: string, paths: readonly string[]): readonly TextEdit[] | null {
  const blocks = [...text.matchAll(BLOCK)];
  const singles = [...text.matchAll(SINGLE)];
  const found: Imported[] = [
    ...singles.map((match) => ({ path: match[2] ?? '', alias: match[1] ?? null, start: match.index })),
    ...blocks.flatMap((block) => importsIn(block[1] ?? '', block.index + block[0].indexOf('(') + 1)),
  ];
  const missing: string[] = [];
  for (const path of paths) {
    const name = nameOf(path);
    if (found.some((one) => one.path !== path && (one.alias ?? nameOf(one.path)) === name)) return null;
    const own = found.find((one) => one.path === path);
    if (own && own.alias !== null && own.alias !== name) return null;
    if (!own) missing.push(path);
  }
  if (missing.length === 0) return [];
  const [block] = blocks;
  if (block) return intoBlock(text, block, missing);
  const [single] = singles;
  if (!single || singles.length > 1 || single[0].includes('//') || /\/\*/.test(single[0])) return null;
  const alias = single[1] === undefined ? '' : `${single[1]} `;
  const lines = [
    ...missing.map((path) => ({ path, line: `\t"${path}"\n` })),
    { path: single[2] ?? '', line: `\t${alias}"${single[2] ?? ''}"\n` },
  ];
  const sorted = lines.sort(byPath).map(({ line }) => line);
  return [{ start: single.index, end: single.index + single[0].length, text: `import (\n${sorted.join('')})` }];
}

/** Beside the imports of the standard library: gofmt sorts the lines up to the next empty one. */
function intoBlock(text: string, block: RegExpExecArray, missing: readonly string[]): readonly TextEdit[] | null {
  const start = block.index + block[0].indexOf('(') + 1;
  const body = block[1] ?? '';
  if (!body.startsWith('\n') || /\/\*|;/.test(body)) return null;
  const groups = body.slice(1).split(/\n[ \t]*\n/);
  let offset = start + 1;
  for (const group of groups) {
    const own = importsIn(group, offset);
    if (own.length > 0 && own.every(({ path }) => !path.split('/', 1)[0]?.includes('.'))) {
      return missing.map((path) => {
        const after = own.filter((one) => one.path < path).at(-1);
        const at = after ? lineEnd(text, after.start) : lineStart(text, own[0]?.start ?? offset);
        return { start: at, end: at, text: `\t"${path}"\n` };
      });
    }
    offset += group.length + (/^\n[ \t]*\n/.exec(text.slice(offset + group.length))?.[0].length ?? 0);
  }
  const own = [...missing].sort().map((path) => `\t"${path}"\n`);
  return [{ start: start + 1, end: start + 1, text: `${own.join('')}\n` }];
}

function importsIn(body: string, offset: number): Imported[] {
  return [...body.matchAll(SPEC)].map((match) => ({
    path: match[2] ?? '',
    alias: match[1] ?? null,
    start: offset + match.index + match[0].search(/\S/),
  }));
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

function byPath(one: { readonly path: string }, other: { readonly path: string }): number {
  return one.path < other.path ? -1 : one.path > other.path ? 1 : 0;
}

/** `rand` of `math/rand/v2`. */
function nameOf(path: string): string {
  return path
    .replace(/\/v\d+$/, '')
    .replace(/^.*\//, '')
    .replace(/^go-|\.v\d+$|-go$/g, '');
}
