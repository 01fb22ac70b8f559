import type { Report } from '../../lint/rule.ts';
import type { Expansion, WordNode } from '../model.ts';
import { readArguments } from '../options.ts';
import { programRule } from '../rule.ts';
import type { ShellSubject } from '../subject.ts';

export const removeEmptyPath = programRule(
  {
    id: 'remove-empty-path',
    title: 'Let a path that is removed never become the root',
    severity: 'warning',
    aliases: ['shellcheck:SC2115'],
    why: 'Where the variable is empty, `rm -rf "$DIR/"*` removes `/*`. `"${DIR:?}"` stops the script instead, with a message that names the variable.',
    exampleOf: 'shell',
    programs: ['rm'],
    examples: [
      { bad: 'rm -rf «"$DIR"/*»', good: 'rm -rf "${DIR:?}"/*', fixed: true },
      {
        bad: 'rm -rf «$ROOT/bin»',
        good: 'rm -rf "$ROOT/cache/x" "${DIR:-/tmp/x}/bin" "$DIR"; DIR=/opt/x; rm -rf "$DIR"/*',
      },
    ],
  },
  function* (command, subject): Iterable<Report> {
    const read = readArguments(command);
    if (!read.options.some(({ name }) => ['-r', '-R', '--recursive'].includes(name))) return;
    for (const word of read.operands as readonly WordNode[]) {
      const found = 'parts' in word ? leading(word) : undefined;
      if (!found || isSet(found.expansion, subject)) continue;
      const rest = found.rest.replace(/\/+/g, '/');
      if (!/^\/(?:\*|\.\*)?$/.test(rest) && !DANGEROUS.has(rest.replace(/(.)\/(?:\*)?$/, '$1'))) continue;
      const { start, end, name } = found.expansion;
      const { text } = found.expansion;
      yield {
        start: word.start,
        end: word.end,
        message: ['`{0}` removes `{1}` where `{2}` is empty', word.text, rest, name],
        fixes: [
          {
            title: ['Stop where `{0}` is empty', name],
            safe: false,
            edits: [{ start, end, text: text.startsWith('${') ? `${text.slice(0, -1)}:?}` : `\${${name}:?}` }],
          },
        ],
      };
    }
  },
);

const DANGEROUS = new Set([
  '/bin',
  '/boot',
  '/dev',
  '/etc',
  '/home',
  '/lib',
  '/media',
  '/mnt',
  '/opt',
  '/proc',
  '/root',
  '/sbin',
  '/sys',
  '/usr',
  '/var',
  '/tmp',
]);

/** The variable that a word begins with, and what is left of the word without it (and without other variables). */
function leading({ parts }: WordNode): { readonly expansion: Expansion; readonly rest: string } | undefined {
  const flat = parts.flatMap((part) => (part.kind === 'double-quoted' ? part.parts : [part]));
  const [first, ...others] = flat;
  const expansion =
    first?.kind === 'expansion'
      ? first
      : first?.kind === 'literal' && first.value === '/' && others[0]?.kind === 'expansion'
        ? others[0]
        : undefined;
  if (
    !expansion ||
    expansion.operator !== null ||
    expansion.prefix !== null ||
    expansion.index ||
    !/^[A-Za-z_0-9@*]/.test(expansion.name)
  )
    return undefined;
  let rest = '';
  for (const part of flat) {
    if (part.kind === 'literal' || part.kind === 'single-quoted') rest += part.value;
    else if (part.kind === 'glob') rest += part.text;
    else if (part.kind !== 'expansion') return undefined;
  }
  return { expansion, rest };
}

/** The script gives it a text of its own before. */
function isSet({ name, start }: Expansion, subject: ShellSubject): boolean {
  return subject
    .nodes('assignment')
    .some(
      (one) =>
        one.name === name &&
        one.end < start &&
        /[\w/]/.test(one.assigned?.parts.map((part) => (part.kind === 'literal' ? part.value : '')).join('') ?? ''),
    );
}
