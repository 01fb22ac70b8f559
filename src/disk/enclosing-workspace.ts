import path from 'node:path';
import { parseGoMod, parseGoWork } from '../go/modules/go-mod.ts';
import { readText } from './node-files.ts';

/** A go.work above a folder, and where the folder lies from there. */
export interface EnclosingWorkspace {
  readonly root: string;
  readonly member: string;
}

/** The workspace that brings a module what it requires; null where there is none above `folder`, or the module does without it. */
export async function enclosingWorkspace(folder: string): Promise<EnclosingWorkspace | null> {
  const goMod = await readText(path.join(folder, 'go.mod'));
  if (goMod === null || (await readText(path.join(folder, 'go.work'))) !== null) return null;
  for (let root = path.dirname(folder); root !== path.dirname(root); root = path.dirname(root)) {
    const goWork = await readText(path.join(root, 'go.work'));
    if (goWork === null) continue;
    const used = parseGoWork(goWork).map((written) => path.resolve(root, written));
    const required = new Set(parseGoMod('go.mod', goMod).requires.map(({ path: name }) => name));
    const brought = await Promise.all(used.filter((one) => one !== folder).map(moduleIn));
    return used.includes(folder) && brought.some((name) => required.has(name))
      ? { root, member: `./${path.relative(root, folder).replaceAll(path.sep, '/')}` }
      : null;
  }
  return null;
}

async function moduleIn(folder: string): Promise<string> {
  return parseGoMod('go.mod', (await readText(path.join(folder, 'go.mod'))) ?? '').module;
}
