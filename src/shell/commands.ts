import type { SourceText, Word } from './source-text.ts';
import { shellTokens } from './tokens.ts';
import { withoutWrappers } from './wrappers.ts';

/** A simple command of a shell script: `CGO_ENABLED=0 go build -o /app .` */
export interface Command {
  readonly start: number;
  readonly end: number;
  /** `CGO_ENABLED=0` before the name, also those of `env`. */
  readonly assignments: readonly Word[];
  /** The name and its arguments, redirections left out; wrappers such as `sudo` and `env` are seen through. */
  readonly words: readonly Word[];
}

const KEYWORDS = new Set(['if', 'then', 'else', 'elif', 'fi', 'while', 'until', 'do', 'done', 'esac', '{', '}', '!']);
/** What they head is a list of words, not a command. */
const HEADS = new Set(['for', 'case', 'select', 'function']);
const MOST_NESTED = 4;

/** The commands of a script, in order; reads on past anything it does not understand, and never throws. */
export function shellCommands(script: SourceText, depth = 0): Command[] {
  const commands: Command[] = [];
  let words: Word[] = [];
  const finish = () => {
    const command = HEADS.has(words[0]?.text ?? '') ? undefined : toCommand(words);
    words = [];
    if (!command) return;
    commands.push(command);
    const inner = depth < MOST_NESTED ? innerScript(command) : undefined;
    if (inner) commands.push(...shellCommands(inner, depth + 1));
  };
  for (const token of shellTokens(script)) {
    if (token.kind === 'operator') finish();
    else if (token.kind === 'word' && (words.length > 0 || !KEYWORDS.has(token.word.text))) words.push(token.word);
    else if (token.kind === 'substitution' && depth < MOST_NESTED) {
      commands.push(...shellCommands(token.script, depth + 1));
    }
  }
  finish();
  return commands;
}

function toCommand(words: readonly Word[]): Command | undefined {
  const [first] = words;
  const last = words.at(-1);
  return first && last ? { start: first.start, end: last.end, ...withoutWrappers(words) } : undefined;
}

/** The script of `sh -c '…'`. */
function innerScript({ words }: Command): SourceText | undefined {
  if (!/^(?:.*\/)?(?:ba|da|a|z|k)?sh$/.test(words[0]?.value ?? '')) return undefined;
  const flag = words.findIndex(({ text }, index) => index > 0 && /^-\w*c$/.test(text));
  const script = flag < 0 ? undefined : words[flag + 1];
  if (!script) return undefined;
  const quoted = /^["']/.test(script.text) ? 1 : 0;
  return { text: script.value, at: (index) => Math.min(script.start + quoted + index, script.end) };
}

/** The name of the program that a command runs, without its folder. */
export function programName({ words }: Command): string {
  const value = words[0]?.value ?? '';
  return value.slice(value.lastIndexOf('/') + 1);
}
