import type { Range } from '../../lint/rule.ts';
import { parseIgnoreComment, suppressionOf } from '../../lint/ignore-comment.ts';
import type { Suppression } from '../../lint/suppression.ts';
import type { Dockerfile } from '../model.ts';

/** Longer ones are taken to end with their script, so that nothing is read again and again. */
const LONGEST_COMPOUND = 20_000;
const COMMENT = /(?:^|[ \t])(#[ \t]*(?:shellcheck[ \t]|gantry-ignore[ \t]).*)$/gm;
const OPENS = /^(?:if|for|while|until|case|select|\{|\()$/;
const CLOSES = /^(?:fi|done|esac|\}|\))$/;

/**
 * Ignore comments in the heredoc scripts of RUN: of ShellCheck's as it reads them (above the first command the whole script,
 * elsewhere the next command, with all that is in it), of ours on the line or above a command.
 */
export function scriptSuppressions(dockerfile: Dockerfile): Suppression[] {
  const { text, instructions } = dockerfile;
  if (!text.includes('<<') || !/#[ \t]*(?:shellcheck|gantry-ignore)[ \t]/.test(text)) return [];
  const found: Suppression[] = [];
  for (const { keyword, inner, heredocs } of instructions) {
    const scripts =
      keyword === 'ONBUILD' && inner?.keyword === 'RUN' ? inner.heredocs : keyword === 'RUN' ? heredocs : [];
    for (const { content } of scripts) found.push(...inScript(dockerfile, content));
  }
  return found;
}

function inScript(dockerfile: Dockerfile, content: Range): Suppression[] {
  const script = dockerfile.text.slice(content.start, content.end);
  return [...script.matchAll(COMMENT)].flatMap(({ 0: matched, 1: comment = '', index }) => {
    const start = content.start + index + matched.length - comment.length;
    const at = { start, end: start + comment.length };
    const ignore = parseIgnoreComment(comment);
    if (!ignore) return [];
    const lineStart = dockerfile.text.lastIndexOf('\n', start - 1) + 1;
    const behindCode = dockerfile.text.slice(lineStart, start).trim() !== '';
    if (behindCode && ignore.dialect !== 'gantry') return [];
    const covers = behindCode
      ? { start: lineStart, end: at.end }
      : ignore.dialect === 'shellcheck' && isAtTop(script.slice(0, index))
        ? content
        : (commandBelow(dockerfile, at.end, content.end, true) ?? at);
    return [
      suppressionOf(ignore, at, ignore.scope === 'file' ? { start: 0, end: dockerfile.text.length + 1 } : covers),
    ];
  });
}

/** Only blank lines and comments (the shebang is one) stand before it. */
function isAtTop(before: string): boolean {
  return before.split('\n').every((line) => /^\s*(?:#.*)?$/.test(line));
}

/**
 * From `from` to the end of the next command before `end`: of a compound one (`if`, `for`, `{`) the whole of it. With
 * `list`, what is joined to it by `&&`, `||` and `|` belongs to it, as in ShellCheck.
 */
export function commandBelow(
  { text, commands }: Dockerfile,
  from: number,
  end: number,
  list = false,
): Range | undefined {
  let index = firstFrom(commands, from);
  const first = commands[index]?.command;
  if (!first || first.start >= end) return undefined;
  const compound = compoundEnd(text, from, end, first.start);
  if (compound !== undefined) return { start: from, end: compound };
  for (let last = first; ;) {
    do index++;
    while ((commands[index]?.command.start ?? Infinity) < last.end);
    const next = commands[index]?.command;
    // What follows a command up to the next one (its redirections) belongs to it.
    if (!next || next.start >= end) return { start: from, end };
    if (!list || !/^[^;\n]*(?:&&|\|)/.test(text.slice(last.end, next.start))) return { start: from, end: next.start };
    last = next;
  }
}

function firstFrom(commands: Dockerfile['commands'], from: number): number {
  let low = 0;
  let high = commands.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((commands[middle]?.command.start ?? 0) >= from) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Where the compound command ends that begins before `first`, the first simple command in it; undefined where none begins. */
function compoundEnd(text: string, from: number, end: number, first: number): number | undefined {
  const tokens = /#[^\n]*|[{}()]|[A-Za-z]+(?![\w-])/g;
  tokens.lastIndex = from;
  const limit = Math.min(end, from + LONGEST_COMPOUND);
  let depth = 0;
  for (let token = tokens.exec(text); token && token.index < limit; token = tokens.exec(text)) {
    const { 0: word, index } = token;
    const isFirst = /[\s;&|({]/.test(text[index - 1] ?? ' ');
    if (word.startsWith('#')) {
      // `$#` and `${#list}` begin no comment.
      if (!isFirst) tokens.lastIndex = index + 1;
      continue;
    }
    if (depth === 0 && index > first) return undefined;
    if (isFirst && OPENS.test(word)) depth++;
    else if (depth > 0 && (word === ')' || (isFirst && CLOSES.test(word))) && --depth === 0) return index + word.length;
    else if (depth === 0) return undefined;
  }
  return depth > 0 ? end : undefined;
}
