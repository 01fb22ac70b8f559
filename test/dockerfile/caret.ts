import { parseDockerfile } from '../../src/dockerfile/parse.ts';

/** `|` marks the caret (the last one, so that pipes of shell code may stand before it). */
export function atCaret(marked: string) {
  const offset = marked.lastIndexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  return { text, offset, dockerfile: parseDockerfile(text) };
}
