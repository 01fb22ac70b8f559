import type { Fix } from '../../lint/fix.ts';
import type { Range, Report } from '../../lint/rule.ts';
import type { Dialect } from '../dialect.ts';
import type { Redirection } from '../model.ts';
import type { ShellRule } from '../rule.ts';
import type { ShellSubject } from '../subject.ts';

export const bashSyntaxInSh: ShellRule = {
  id: 'bash-syntax-in-sh',
  title: 'Write what every sh understands',
  severity: 'warning',
  aliases: [
    ...['SC3001', 'SC3002', 'SC3003', 'SC3004', 'SC3005', 'SC3006', 'SC3007', 'SC3008', 'SC3009', 'SC3010', 'SC3011'],
    ...['SC3020', 'SC3021', 'SC3022', 'SC3023', 'SC3024', 'SC3025', 'SC3026', 'SC3029', 'SC3030', 'SC3032', 'SC2112'],
    ...['SC2113'],
  ].map((id) => `shellcheck:${id}`),
  why: 'The shell of RUN is `/bin/sh`: dash on Debian and Ubuntu, ash on Alpine. Both lack most of what bash adds, and some of it they read as something else: `cmd &> file` runs `cmd` in the background. Where bash is meant, `SHELL ["/bin/bash", "-c"]` says so.',
  exampleOf: 'shell',
  examples: [
    { bad: '«[[ -f x ]]» && echo yes', good: '[ -f x ] && echo yes' },
    { bad: 'make «&>» log', good: 'make > log 2>&1', fixed: true },
    { bad: 'make «|&» tee log', good: 'make 2>&1 | tee log', fixed: true },
    { bad: 'list=«(a b)»', good: 'list="a b"' },
    { bad: 'echo «{a,b}»', good: 'echo a b' },
    { bad: 'diff «<(sort a)» b', good: '#!/bin/bash\n[[ -f x ]] && diff <(sort a) b &> log' },
  ],
  *check(subject): Iterable<Report> {
    if (!isPlain(subject.dialect)) return;
    // ash has the test of bash, as far as most scripts need it.
    if (subject.dialect !== 'ash') for (const node of subject.nodes('test-command')) yield is(node, '[[ ]]', 'SC3010');
    for (const node of subject.nodes('process-substitution')) yield is(node, `${node.direction}(…)`, 'SC3001');
    for (const node of subject.nodes('extended-glob')) yield is(node, node.text, 'SC3002');
    for (const node of subject.nodes('single-quoted')) {
      if (node.ansi && subject.dialect === 'sh') yield is(node, "$'…'", 'SC3003');
    }
    for (const node of subject.nodes('double-quoted')) if (node.text.startsWith('$')) yield is(node, '$"…"', 'SC3004');
    for (const node of subject.nodes('arithmetic-for')) yield is(head(node, 3), 'for ((', 'SC3005');
    for (const node of subject.nodes('arithmetic-command')) yield is(node, '((…))', 'SC3006');
    for (const node of subject.nodes('arithmetic')) if (node.brackets) yield is(node, '$[…]', 'SC3007');
    for (const node of subject.nodes('for')) if (node.keyword === 'select') yield is(head(node, 6), 'select', 'SC3008');
    for (const node of subject.nodes('brace-expansion')) yield is(node, node.text, 'SC3009');
    for (const node of subject.nodes('glob')) if (node.text.startsWith('[^')) yield is(node, '[^…]', 'SC3026');
    for (const node of subject.nodes('redirection')) yield* redirection(node);
    for (const { operators } of subject.nodes('pipeline')) {
      for (const operator of operators) {
        if (operator.text !== '|&') continue;
        yield { ...is(operator, '|&', 'SC3029'), fixes: [rewrite(operator, '2>&1 |')] };
      }
    }
    yield* assignments(subject);
    for (const node of subject.nodes('function')) {
      if (!node.keyword) continue;
      yield is(node.keyword, 'function', node.parentheses ? 'SC2112' : 'SC2113');
    }
    for (const { words } of subject.nodes('simple')) {
      if (words[0]?.value === 'coproc') yield is(words[0], 'coproc', 'SC3032');
    }
  },
};

/** Shells that need not know what bash adds. */
export function isPlain(dialect: Dialect): boolean {
  return dialect === 'sh' || dialect === 'dash' || dialect === 'ash';
}

export function is({ start, end }: Range, what: string, id: string): Report {
  return { start, end, message: ['`{0}` is not part of every `sh`', what], aliases: [`shellcheck:${id}`] };
}

function head({ start }: Range, length: number): Range {
  return { start, end: start + length };
}

function rewrite({ start, end }: Range, text: string): Fix {
  return { title: ['Write `{0}`', text], safe: false, edits: [{ start, end, text }] };
}

function* redirection({ start, operator, descriptor, target }: Redirection): Iterable<Report> {
  const { text } = operator;
  if (text === '<<<') yield is(operator, '<<<', 'SC3011');
  if (text === '&>' || text === '&>>') {
    const to = target && !/\s/.test(target.text) ? [rewriteBoth(operator, target, text === '&>' ? '>' : '>>')] : [];
    yield { ...is(operator, text, 'SC3020'), ...(to.length > 0 ? { fixes: to } : {}) };
  }
  if (text === '>&' && target && !/^(?:\d+-?|-|["']?\$.*)$/.test(target.text)) yield is(operator, '>& file', 'SC3021');
  if (descriptor?.startsWith('{')) yield is({ start, end: operator.end }, descriptor, 'SC3022');
  else if (descriptor !== null && descriptor.length > 1) yield is({ start, end: operator.end }, descriptor, 'SC3023');
  if (target && /^["']?\/dev\/(?:tcp|udp)\//.test(target.text)) yield is(target, target.text, 'SC3025');
}

function rewriteBoth(operator: Range, target: Range & { readonly text: string }, to: string): Fix {
  const text = `${to} ${target.text} 2>&1`;
  return { title: ['Write `{0}`', text], safe: false, edits: [{ start: operator.start, end: target.end, text }] };
}

function* assignments(subject: ShellSubject): Iterable<Report> {
  for (const { elements, append, nameRange, end } of subject.nodes('assignment')) {
    if (elements !== null) yield is({ start: nameRange.end + (append ? 2 : 1), end }, '(…)', 'SC3030');
    if (append) yield is({ start: nameRange.start, end: nameRange.end + 2 }, '+=', 'SC3024');
  }
}
