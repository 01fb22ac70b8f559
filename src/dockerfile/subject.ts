import type { Rule } from '../lint/rule.ts';
import type { ShellCheckAnswers } from '../shell/shellcheck.ts';
import type { ListFolder } from './files/file-tree.ts';
import type { Dockerfile } from './model.ts';

/** What a Dockerfile rule looks at. */
export interface DockerfileSubject {
  readonly dockerfile: Dockerfile;
  /** Text of the .dockerignore that a build would use; null = there is none. */
  readonly ignoreFile: string | null;
  /** Path of the Dockerfile relative to the workspace, with `/`. */
  readonly file: string;
  /** What the user's own ShellCheck says of scripts; absent: it is not asked. */
  readonly shellCheck?: ShellCheckAnswers | undefined;
  /** What is on disk; absent: not all of it is known. */
  readonly list?: ListFolder;
}

export interface DockerfileRule extends Rule<DockerfileSubject> {
  /**
   * What it is about: instructions (`COPY`), programs that RUN runs (`apt-get`), variables that ENV, ARG or RUN set. A file that has
   * none of them is not asked. Absent: all are.
   */
  readonly about?: readonly string[];
}
