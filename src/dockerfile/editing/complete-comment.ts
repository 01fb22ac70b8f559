import type { Completion } from '../../lint/editing.ts';
import type { Range } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import type { Dockerfile } from '../model.ts';
import { dockerfileRules } from '../rules/index.ts';
import { DIRECTIVES } from './directive-texts.ts';
import { valueItem } from './complete-value.ts';

/** How a comment begins that silences rules, and whose ids stand behind it (null: ours). */
const IGNORES: readonly { readonly head: string; readonly source: string | null; readonly about: Message }[] = [
  { head: 'gantry-ignore ', source: null, about: ['Silences rules in the instruction below, ours or a peer’s.'] },
  { head: 'gantry-ignore-file ', source: null, about: ['Silences rules in the whole file.'] },
  {
    head: 'hadolint ignore=',
    source: 'hadolint',
    about: ['Silences rules in the instruction below, also in hadolint.'],
  },
  {
    head: 'hadolint global ignore=',
    source: 'hadolint',
    about: ['Silences rules in the whole file, also in hadolint.'],
  },
  {
    head: 'check=skip=',
    source: 'buildkit',
    about: ['Silences rules in the instruction below, also in `docker build --check`.'],
  },
  { head: 'trivy:ignore:', source: 'trivy', about: ['Silences a rule in the instruction below, also in Trivy.'] },
  { head: 'checkov:skip=', source: 'checkov', about: ['Silences a rule in the whole file, also in Checkov.'] },
  {
    head: 'shellcheck disable=',
    source: 'shellcheck',
    about: ['Silences rules in the shell code below, also in ShellCheck.'],
  },
];

/** Directives at the top, ignore comments and rule ids; undefined where the caret is in no comment. */
export function completeComment(dockerfile: Dockerfile, offset: number): Completion[] | undefined {
  const { text, instructions } = dockerfile;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const [, hash = '', written = ''] = /^(\uFEFF?\s*#[ \t]*)(.*)$/.exec(text.slice(lineStart, offset)) ?? [];
  if (hash === '') return undefined;
  const start = lineStart + hash.length;
  const whole = { start, end: offset };
  const ignore = IGNORES.find(({ head }) => written.startsWith(head));
  if (ignore && !isDirectivePlace(dockerfile, lineStart))
    return ruleIds(ignore.source, start + ignore.head.length, text, offset);
  const [, name = '', value] = /^(\w+)[ \t]*=[ \t]*(.*)$/.exec(written) ?? [];
  if (isDirectivePlace(dockerfile, lineStart)) {
    if (value !== undefined) return directiveValues(name, value, text, offset);
    const taken = new Set(dockerfile.directives.filter((one) => one.start < lineStart).map((one) => one.name));
    const directives = Object.entries(DIRECTIVES).filter(([directive]) => !taken.has(directive));
    return [...directives.map(([directive, { about }]) => headItem(`${directive}=`, about, whole)), ...ignores(whole)];
  }
  return instructions.length === 0 && written.includes('=')
    ? []
    : ignores(whole).filter(({ label }) => label.startsWith(written));
}

function ignores(whole: Range): Completion[] {
  return IGNORES.map(({ head, about }) => headItem(head, about, whole));
}

function headItem(label: string, about: Message, replace: Range): Completion {
  return { label: label.trimEnd(), kind: 'keyword', markdown: [about], insert: label, replace, more: true };
}

/** Directives stand above everything but other directives. */
function isDirectivePlace({ text }: Dockerfile, lineStart: number): boolean {
  return text
    .slice(0, lineStart)
    .replace('\uFEFF', '')
    .split('\n')
    .slice(0, -1)
    .every((line) => /^\s*#\s*(?:syntax|escape|check)\s*=\s*\S/i.test(line));
}

function directiveValues(name: string, value: string, text: string, offset: number): Completion[] {
  const directive = name.toLowerCase();
  if (directive === 'check' && /(?:^|;)skip=[\w,]*$/.test(value)) {
    return ruleIds('buildkit', offset - (/[\w]*$/.exec(value)?.[0].length ?? 0), text, offset);
  }
  const known = Object.hasOwn(DIRECTIVES, directive) ? (DIRECTIVES[directive]?.values ?? []) : [];
  return known.map((one) => valueItem(one, { start: offset - value.length, end: offset }));
}

/** Ids behind the last comma or blank. */
function ruleIds(source: string | null, from: number, text: string, offset: number): Completion[] {
  const typed = text.slice(from, offset);
  if (/ (?:—|--?|#|\/\/)/.test(typed)) return [];
  const start = from + Math.max(typed.lastIndexOf(','), typed.lastIndexOf(' ')) + 1;
  const seen = new Set<string>();
  return dockerfileRules.flatMap(({ id, title, aliases }) => {
    const ids =
      source === null
        ? [id]
        : aliases.filter((alias) => alias.startsWith(`${source}:`)).map((alias) => alias.slice(source.length + 1));
    return ids.flatMap((label): Completion[] => {
      if (seen.has(label)) return [];
      seen.add(label);
      return [{ label, kind: 'value', markdown: [[title]], insert: label, replace: { start, end: offset } }];
    });
  });
}
