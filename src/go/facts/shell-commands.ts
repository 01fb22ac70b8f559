/** Programs that run what `-c` is given. */
export const SHELL = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|a|z|k)?sh$/;

/** Words of the shell, and what every image with a shell has beside it. */
const OF_SHELL = new Set(
  (
    '. : [ alias awk break case cat cd chmod chown command continue cp cut date df do done du echo elif else env esac eval exec ' +
    'exit export false fi find for function grep head hostname id if kill ln local ls mkdir mktemp mv nohup printf ps pwd read ' +
    'return rm rmdir sed set shift sleep sort source tail tar tee test then touch tr trap true type ulimit umask uname uniq ' +
    'unset until wait wc which while xargs'
  ).split(' '),
);

/** Programs that the text of a shell command starts, as far as the text goes before what the source leaves open. */
export function shellCommands(text: string): string[] {
  const known = text.split(/[\u0000-\u0004]/, 1)[0] ?? '';
  // What stands in quotes is no command, unless it is another shell's; nor is what is cut off.
  const bare = known.replace(/"[^"]*"?|'[^']*'?/g, ' _ ');
  const parts = bare.split(/\|\|?|&&?|[;\n(){}]/);
  if (known !== text && !/\s/.test((parts.at(-1) ?? '').trimStart())) parts.pop();
  return parts.flatMap((part) => {
    const word =
      part
        .trim()
        .replace(/^(?:(?:[A-Za-z_]\w*=\S*|exec|sudo|time|nohup|env)\s+)+/, '')
        .split(/\s+/, 1)[0] ?? '';
    return /^[a-z/][\w./+-]*$/i.test(word) && !OF_SHELL.has(word) ? [word] : [];
  });
}
