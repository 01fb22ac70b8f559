import type { Range } from '../../lint/rule.ts';
import type { WordNode } from '../../shell/model.ts';
import { behindScript, type ScriptedStart } from './behind-script.ts';
import type { ImageRun } from './image-run.ts';
import type { ImageScript, ScriptAt } from './image-scripts.ts';

/** A word of a command line, and where it is written. */
export interface PlacedWord extends Range {
  readonly value: string;
  readonly file: string;
}

interface Image {
  readonly file: string;
  readonly run: ImageRun;
  readonly scriptAt: ScriptAt;
}

/** What an image starts by itself through a script; undefined: it starts none that is read here. */
export function ownStart({ file, run, scriptAt }: Image): ScriptedStart<PlacedWord> | undefined {
  const { entrypoint, command, env } = run;
  const line = [...(entrypoint ?? []), ...(command ?? [])].map(({ value, start, end }) => ({
    value,
    file,
    start,
    end,
  }));
  return behindScript<PlacedWord>(line, { scriptAt, env: (name) => env.get(name), made: placedInScript });
}

/** Whether an image starts a word of a script by itself, and not only where a container asks for it. */
export function startsByItself(image: Image, { file, start }: Pick<PlacedWord, 'file' | 'start'>): boolean {
  const { starters = [], words = [] } = ownStart(image) ?? {};
  return [...starters, ...words.slice(0, 1)].some((one) => one.file === file && one.start === start);
}

/** Where a script is no file that findings are shown in, the word that names it stands for what it says. */
export function placedInScript(
  value: string,
  { start, end }: WordNode,
  { file }: ImageScript,
  word: PlacedWord,
): PlacedWord {
  return file.endsWith('.sh')
    ? { value, file, start, end }
    : { value, file: word.file, start: word.start, end: word.end };
}
