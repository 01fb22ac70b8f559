import type { ImageBuild } from '../image-builds.ts';
import { folderOfFile, pathFrom } from './build-path.ts';

const TARGET = /^[ \t]*target[ \t]+"([^"\n]+)"[ \t]*\{/gm;

/** In characters; nobody writes a longer target. */
const LONGEST = 20_000;

/** The targets of a docker-bake.hcl; of HCL only `name = "text"` and lists of texts are read, and what is inherited is not known. */
export function bakeBuilds(file: string, text: string): ImageBuild[] {
  const folder = folderOfFile(file);
  return [...text.matchAll(TARGET)].map((match) => {
    const start = match.index + match[0].length;
    const body = withoutInner(text, start);
    const isAlone = !/^[ \t]*(?:inherits|matrix)\b/m.test(body);
    const of = (name: string, from: string) => {
      const found = new RegExp(`^[ \\t]*${name}[ \\t]*=[ \\t]*"([^"\\n]*)"`, 'm').exec(body);
      const written = found?.[1];
      const path = written === undefined ? null : pathFrom(from, written);
      if (!found || written === undefined || path === null) return null;
      const at = start + found.index + found[0].length - written.length - 1;
      return { path, written, start: at, end: at + written.length };
    };
    const says = (name: string) => new RegExp(`^[ \\t]*${name}[ \\t]*=`, 'm').test(body);
    const title = { start: match.index, end: match.index + match[0].length - 1 };
    const context = says('context') || !isAlone ? of('context', folder) : { path: folder, written: null, ...title };
    const plain = isAlone && !says('dockerfile') && !says('dockerfile-inline') && context !== null;
    const stage = /^[ \t]*target[ \t]*=[ \t]*"([^"\n]*)"/m.exec(body);
    const name = stage?.[1];
    const behind = stage ? start + stage.index + stage[0].length - 1 : 0;
    return {
      file,
      ...(name === undefined ? {} : { target: { name, start: behind - name.length, end: behind } }),
      images: tagsOf(body),
      context,
      dockerfile: context
        ? plain
          ? { ...context, path: context.path === '' ? 'Dockerfile' : `${context.path}/Dockerfile`, written: null }
          : of('dockerfile', context.path)
        : null,
      goPackage: null,
      args: new Map(),
    };
  });
}

/** What stands in the braces, and in none within; blanks in place of what is left out. */
function withoutInner(text: string, start: number): string {
  let depth = 1;
  let body = '';
  for (const [token] of text.slice(start, start + LONGEST).matchAll(/"(?:[^"\\\n]|\\.)*"|[^]/g)) {
    if (token === '{') depth++;
    if (token === '}' && --depth === 0) break;
    body += depth === 1 && token !== '}' ? token : token.replace(/[^\n]/g, ' ');
  }
  return body;
}

function tagsOf(body: string): string[] {
  const [, list = ''] = /^[ \t]*tags[ \t]*=[ \t]*\[([^\]]*)\]/m.exec(body) ?? [];
  return [...list.matchAll(/"([^"\n]*)"/g)].map((match) => match[1] ?? '').filter((tag) => !tag.includes('$'));
}
