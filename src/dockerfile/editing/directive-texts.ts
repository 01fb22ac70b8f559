import type { Message } from '../../words/message.ts';

export interface DirectiveInfo {
  readonly about: Message;
  readonly values: readonly string[];
}

/** The parser directives: comments above everything else that change how the file is read. */
export const DIRECTIVES: Readonly<Record<string, DirectiveInfo>> = {
  syntax: {
    about: [
      'Image of the frontend that reads this file. It is fetched at every build, so that newer features work with an older engine.',
    ],
    values: ['docker/dockerfile:1', 'docker/dockerfile:1-labs'],
  },
  escape: {
    about: ['Character that continues lines and escapes: `\\`, or a backtick for paths of Windows.'],
    values: ['`', '\\'],
  },
  check: {
    about: [
      'What the checks of `docker build` leave out (`skip=Rule,Rule` or `skip=all`), and whether a finding fails the build (`error=true`).',
    ],
    values: ['error=true', 'skip=all', 'skip=JSONArgsRecommended', 'skip=JSONArgsRecommended;error=true'],
  },
};
