import type { Dockerfile } from '../../dockerfile/model.ts';
import { resolvePath } from '../../dockerfile/files/paths.ts';
import { workingFolder } from '../../dockerfile/stages/working-folder.ts';
import { lazily } from '../../go/incremental/lazily.ts';
import type { Script } from '../../shell/model.ts';
import { parseShell } from '../../shell/parse.ts';
import type { Contract, ContractImage } from '../contract.ts';
import { copiedFrom } from './copied-from.ts';

/** A script of the repository that is copied into an image as it is. */
export interface ImageScript {
  readonly file: string;
  readonly text: string;
  /** Where it lies in the image. */
  readonly path: string;
  readonly script: () => Script;
}

/** What a word of a command line names. `isHanded`: to a shell, which looks for it in no folder of PATH. */
export type ScriptAt = (word: string, isHanded: boolean) => ImageScript | undefined;

/** What scripts are found by. */
export type ScriptSources = Pick<Contract, 'list' | 'builds' | 'sourceOf'>;

export function scriptsOf(image: Pick<ContractImage, 'file' | 'dockerfile'>, sources: ScriptSources): ScriptAt {
  const known = new Map<string, ImageScript | undefined>();
  return (word, isHanded) => {
    if (!/^[^$]*(?:\.sh|entrypoint[\w-]*)$/.test(word)) return undefined;
    const key = `${isHanded} ${word}`;
    if (!known.has(key)) known.set(key, found(word, isHanded, image, sources));
    return known.get(key);
  };
}

function found(
  word: string,
  isHanded: boolean,
  image: Pick<ContractImage, 'file' | 'dockerfile'>,
  sources: ScriptSources,
): ImageScript | undefined {
  const copied = pathsOf(word, isHanded, image.dockerfile).flatMap((path) => {
    const file = copiedFrom(path, image, sources);
    return file === undefined ? [] : [{ path, file }];
  });
  const [one] = copied;
  if (!one || copied.some(({ file }) => file !== one.file)) return undefined;
  const text = sources.sourceOf(one.file);
  return text === undefined ? undefined : { ...one, text, script: lazily(() => parseShell({ text, at: (at) => at })) };
}

const SEARCHED = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** Where it may lie in the image. */
function pathsOf(word: string, isHanded: boolean, dockerfile: Dockerfile): string[] {
  if (!word.includes('/') && !isHanded) return SEARCHED.map((folder) => `${folder}/${word}`);
  const path = resolvePath(word, workingFolder(dockerfile));
  return path === undefined ? [] : [path];
}

/** A shell of which scripts are read: by the first line, where nothing hands it to another. */
export function shellOf(text: string, handedTo?: string): string | undefined {
  const [, named] = /^#!.*?[/ ](\w+)(?: +-\w+)*\s*?\n/.exec(text) ?? [];
  const shell = handedTo ?? named ?? '';
  return /^(?:ba|da|a)?sh$/.test(shell) ? shell : undefined;
}
