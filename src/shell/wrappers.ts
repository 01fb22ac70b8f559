import type { Word } from './source-text.ts';

/** Programs that run the command behind them, each with those of its options that take a word of their own. */
const WRAPPERS: ReadonlyMap<string, string> = new Map([
  ['sudo', '-u -g -h -p -C -D -R -T -U -r -t'],
  ['doas', '-u -C'],
  ['env', '-u -C --unset --chdir'],
  ['exec', '-a'],
  ['nice', '-n'],
  ['ionice', '-c -n -p'],
  ['nohup', ''],
  ['time', '-f -o'],
  ['command', ''],
  ['builtin', ''],
  ['stdbuf', '-i -o -e'],
  ['timeout', '-s -k --signal --kill-after'],
  ['xargs', '-n -P -I -L -s -d -a -E'],
  ['setpriv', '--reuid --regid'],
  ['gosu', ''],
  ['su-exec', ''],
]);
/** Those with an argument of their own before the command. */
const WITH_ARGUMENT = new Set(['timeout', 'gosu', 'su-exec']);
const ASSIGNMENT = /^[A-Za-z_]\w*\+?=/;

/** The command behind `sudo`, `env A=1` and their like, with all assignments on the way. */
export function withoutWrappers(words: readonly Word[]): {
  readonly assignments: readonly Word[];
  readonly words: readonly Word[];
} {
  const assignments: Word[] = [];
  let index = 0;
  for (let word = words[index]; word !== undefined; word = words[index]) {
    const taking = WRAPPERS.get(word.value.slice(word.value.lastIndexOf('/') + 1));
    if (ASSIGNMENT.test(word.text)) assignments.push(word);
    else if (taking === undefined || index + 1 >= words.length) break;
    else {
      const options = taking.split(' ');
      while (words[index + 1]?.text.startsWith('-')) {
        index += options.includes(words[index + 1]?.text ?? '') ? 2 : 1;
      }
      if (WITH_ARGUMENT.has(word.value)) index++;
    }
    index++;
  }
  return { assignments, words: words.slice(index) };
}
