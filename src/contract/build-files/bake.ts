import type { ImageBuild } from '../image-builds.ts';
import { knownImages } from '../image-name.ts';
import { folderOfFile, pathFrom, platformsOf } from './build-path.ts';

const TARGET = /^[ \t]*target[ \t]+"([^"\n]+)"[ \t]*\{/gm;

/** In characters; nobody writes a longer target. */
const LONGEST = 20_000;

/** The targets of a docker-bake.hcl; of HCL only `name = "text"` and lists of texts are read, and what is inherited is not known. */
export function bakeBuilds(file: string, text: string): ImageBuild[] {
  const folder = folderOfFile(file);
  const bases = basesIn(text);
  return [...text.matchAll(TARGET)].map((match) => {
    const start = match.index + match[0].length;
    const body = withoutInner(text, start);
    const isAlone = !/^[ \t]*(?:inherits|matrix)\b/m.test(body) && !bases.has(match[1] ?? '');
    const said = (key: string) => {
      const found = new RegExp(`^[ \\t]*${key}[ \\t]*=[ \\t]*"([^"\\n]*)"`, 'm').exec(body);
      const name = found?.[1];
      if (!found || name === undefined) return undefined;
      const at = start + found.index + found[0].length - name.length - 1;
      return { name, start: at, end: at + name.length };
    };
    const of = (key: string, from: string) => {
      const one = said(key);
      const path = one ? pathFrom(from, one.name) : null;
      return one && path !== null ? { path, written: one.name, start: one.start, end: one.end } : null;
    };
    const says = (name: string) => new RegExp(`^[ \\t]*${name}[ \\t]*=`, 'm').test(body);
    const title = { start: match.index, end: match.index + match[0].length - 1 };
    const context = says('context') || !isAlone ? of('context', folder) : { path: folder, written: null, ...title };
    const plain = isAlone && !says('dockerfile') && !says('dockerfile-inline') && context !== null;
    const target = said('target');
    return {
      file,
      ...(target && { target }),
      ...(isAlone && platformsIn(body, start)),
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

/** Targets that others build on, and that no group builds by themselves: what they do not say, those say. */
function basesIn(text: string): ReadonlySet<string> {
  const named = (key: string) =>
    [...text.matchAll(new RegExp(`^[ \\t]*${key}[ \\t]*=[ \\t]*\\[([^\\]]*)\\]`, 'gm'))].flatMap(([, list = '']) =>
      textsIn(list),
    );
  const built = new Set(named('targets'));
  return new Set(named('inherits').filter((name) => !built.has(name)));
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

/** Where a variable decides, nobody knows. */
function platformsIn(body: string, start: number): Pick<ImageBuild, 'platforms'> {
  const [all = '', list = ''] = /^[ \t]*platforms[ \t]*=[ \t]*(\[[^\]]*\])/m.exec(body) ?? [];
  const from = start + body.indexOf(all) + all.length - list.length;
  const names = textsIn(list).join(',');
  const isPlain = /^\[(?:[\s,]|"[^"\n]*")*\]$/.test(list);
  return isPlain ? platformsOf(names, { start: from, end: from + list.length }) : {};
}

function tagsOf(body: string): string[] {
  const [, list = ''] = /^[ \t]*tags[ \t]*=[ \t]*\[([^\]]*)\]/m.exec(body) ?? [];
  return knownImages(textsIn(list));
}

function textsIn(list: string): string[] {
  return [...list.matchAll(/"([^"\n]*)"/g)].map((match) => match[1] ?? '');
}
