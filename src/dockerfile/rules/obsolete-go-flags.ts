import type { TextEdit } from '../../lint/fix.ts';
import type { Report } from '../../lint/rule.ts';
import type { Word } from '../../shell/source-text.ts';
import { commandRule } from '../commands/command-rule.ts';
import { subcommand } from '../commands/go-commands.ts';

export const obsoleteGoFlags = commandRule(
  {
    id: 'obsolete-go-flags',
    title: 'Leave out Go flags that do nothing any more',
    severity: 'info',
    aliases: [],
    why: 'Recipes from before Go 1.10 say `-a -installsuffix cgo`. Since then the build cache knows by itself what to build again: `-a` only throws the cache away and makes every build slow, and `-installsuffix` names folders that are no longer written.',
    exampleOf: 'dockerfile',
    programs: ['go'],
    examples: [
      {
        bad: 'FROM golang:1.26\nRUN CGO_ENABLED=0 go build «-a» «-installsuffix cgo» -o /app .',
        good: 'FROM golang:1.26\nRUN CGO_ENABLED=0 go build -o /app .',
        fixed: true,
      },
      {
        bad: 'FROM golang:1.26\nRUN go install «-a» «-installsuffix=cgo» ./cmd/app',
        good: 'FROM golang:1.26\nRUN go install ./cmd/app',
        fixed: true,
      },
      {
        bad: 'FROM golang:1.26\nRUN go build «-a» std',
        good: 'FROM golang:1.26\nRUN go vet -a ./...',
      },
    ],
  },
  function* ({ command, run }, { dockerfile: { text } }): Iterable<Report> {
    if (!['build', 'install', 'test', 'run'].includes(subcommand(command))) return;
    const { words } = command;
    for (const [index, word] of words.entries()) {
      // Behind the packages of `run` and `test` stand the program's own arguments.
      if (word.value === '--' || word.value === '-args') return;
      const last = takesValue(word) ? (words[index + 1] ?? word) : word;
      if (!/^--?(?:a|installsuffix(?:=.*)?)$/.test(word.value)) continue;
      const range = { start: word.start, end: last.end };
      yield {
        ...range,
        message: ['`{0}` does nothing useful since Go 1.10', text.slice(range.start, range.end)],
        ...(run.json ? {} : { fixes: [{ title: ['Remove it'], safe: true, edits: [without(text, range)] }] }),
      };
    }
  },
);

function takesValue({ value }: Word): boolean {
  return /^--?installsuffix$/.test(value);
}

/** With the blanks before it; with its line, where it stands alone on one that goes on. */
function without(text: string, { start, end }: { start: number; end: number }): TextEdit {
  let from = start;
  while (text[from - 1] === ' ' || text[from - 1] === '\t') from--;
  if (text[from - 1] !== '\n') return { start: from, end, text: '' };
  const [continuation] = /^[ \t]*[\\`][ \t]*\r?\n/.exec(text.slice(end, end + 200)) ?? [];
  if (continuation !== undefined) return { start: from, end: end + continuation.length, text: '' };
  let to = end;
  while (text[to] === ' ' || text[to] === '\t') to++;
  return { start, end: to, text: '' };
}
