import type { Word } from '../../shell/source-text.ts';
import { joinPath } from './join-path.ts';
import type { Instruction } from '../model.ts';
import { isUrl } from './remote-source.ts';

/** A file or folder of the build context that an instruction copies. */
export interface LocalSource {
  readonly word: Word;
  /** From the context’s root, without `./` and slashes at its ends. */
  readonly path: string;
}

/** Those that name one file or folder of the build context, without variables. */
export function localSources({ keyword, json, words, flags, heredocs }: Instruction): LocalSource[] {
  if ((keyword !== 'COPY' && keyword !== 'ADD') || flags.some(({ name }) => name === 'from')) return [];
  return (json ?? words).slice(0, -1).flatMap((word) => {
    const { value } = word;
    if (/[$*?[\\]/.test(json ? value : word.text) || isUrl(value) || heredocs.some(({ start }) => start === word.start))
      return [];
    return [{ word, path: joinPath('/', value).slice(1) }];
  });
}
