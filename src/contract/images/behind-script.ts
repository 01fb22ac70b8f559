import type { Value } from './script-words.ts';
import type { WordNode } from '../../shell/model.ts';
import { isShell } from '../matching/started-program.ts';
import { baseName } from './image-name.ts';
import { type ImageScript, type ScriptAt, shellOf } from './image-scripts.ts';
import { scriptRun } from './script-run.ts';
import { behindStarters, startersOf } from './started-line.ts';

/** A script that stands before the program, and what comes of it. */
export interface ScriptedStart<Item> {
  readonly script: ImageScript;
  /** The word that names it. */
  readonly word: Item;
  /** What it starts; undefined: that hangs on something that the files do not say. */
  readonly words: readonly Item[] | undefined;
  /** What stands before it and only starts it: an init, a change of user. */
  readonly starters: readonly Item[];
  /** A variable as the script leaves it. */
  readonly env: (name: string) => Value;
}

export interface ScriptedCall<Item> {
  readonly scriptAt: ScriptAt;
  readonly env: (name: string) => Value;
  /** `word`: the one that names the script. */
  readonly made: (value: string, at: WordNode, script: ImageScript, word: Item) => Item;
}

/** Undefined where a command line starts no script that is read here. */
export function behindScript<Item extends { readonly value: string }>(
  line: readonly Item[],
  { scriptAt, env, made }: ScriptedCall<Item>,
): ScriptedStart<Item> | undefined {
  const shell = isShell(baseName(line[0]?.value ?? '')) ? baseName(line[0]?.value ?? '') : undefined;
  const [word, ...args] = shell === undefined ? line : line.slice(1);
  const script = word && scriptAt(word.value, shell !== undefined);
  if (!word || !script) return undefined;
  const run =
    shellOf(script.text, shell) === undefined
      ? undefined
      : scriptRun(script.script(), { args, env, made: (value, at) => made(value, at, script, word) });
  return {
    script,
    word,
    words: run && behindStarters(run.words),
    starters: startersOf(run?.words ?? []),
    env: (name) => {
      if (!run) return maySet(name, script) ? null : env(name);
      return run.env.has(name) ? run.env.get(name) : env(name);
    },
  };
}

/** Whether a script of which nobody knows the way may set a variable. */
function maySet(name: string, { text }: ImageScript): boolean {
  return /(?:^|[\s;&|])(?:\.|source|eval)\s/m.test(text) || new RegExp(`(?<!\\w)${name}(?!\\w)`).test(text);
}
