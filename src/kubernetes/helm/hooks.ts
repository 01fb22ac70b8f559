import type { Manifest } from '../model.ts';
import type { Hook, Printed } from './printer.ts';

/** A hook of an object, with the keys that it stands under, the innermost first. */
interface ObjectHook extends Hook {
  readonly keys: readonly string[];
}

/** Where values that others set may put more into an object, or something else. */
export interface ObjectHooks {
  /** Whether one of the words stands in what may be there besides. */
  readonly mention: (words: readonly string[]) => boolean;
  /** What it may set besides, as patches would; null: whatever. */
  readonly patches: () => readonly (string | null)[];
}

/** The hooks of one document of what a template prints. */
export function hooksOf(printed: Printed, { start }: Manifest): ObjectHooks {
  const document = documentAround(printed.text, start);
  const hooks = printed.hooks
    .filter((hook) => document.start <= hook.at && hook.at <= document.end && hasLines(hook))
    .map((hook): ObjectHook => ({ ...hook, keys: keysAt(printed.text, document.start, hook) }));
  return {
    mention: (words) =>
      hooks.some((hook) => {
        const around = hook.keys.filter((key, index) => !CONTAINERS.test(key) || (index === 0 && mayBeItem(hook)));
        const texts = [hook.text, ...around.map((key) => `${key}:`)];
        return hook.kind !== 'filled' && words.some((word) => texts.some((text) => names(word, text)));
      }),
    patches: () => hooks.flatMap(patchOf),
  };
}

/** What is put into one of them brings no other container. */
const CONTAINERS = /^(?:init|ephemeral)?containers$/i;

/** Not where it begins with a field: that is one of the item before it. */
function mayBeItem(hook: Hook): boolean {
  return indentationOf(hook)?.isItem ?? true;
}

/** Whether it may have lines of its own, and is not only another word in one that is there. */
function hasLines({ kind, text }: Hook): boolean {
  if (kind !== 'skipped' || /\b(?:toYaml|tpl|n?indent|template)\b/.test(text)) return true;
  return /:|-\s/.test(text.replace(/\{\{[^]*?\}\}/g, ''));
}

/** `metadata` is not `data`, and on which port nodes take traffic is not what Services ask. */
function names(word: string, text: string): boolean {
  if (word === 'data') return /(?<![A-Za-z])data\b/.test(text);
  return text.replaceAll('nodePort', '').includes(word);
}

/** Kinds of whole objects that may come from values that others set; null among them: of any kind. */
export function kindsOfMore({ hooks, text }: Printed): readonly (string | null)[] {
  return hooks.flatMap((hook): (string | null)[] => {
    const written = [...hook.text.matchAll(/^[ \t]*kind:[ \t]*(\S*)/gm)].map(([, kind = '']) => kind);
    if (written.length > 0) return written.map((kind) => (/^[A-Z]\w+$/.test(kind) ? kind : null));
    const isOpen = /\b(?:toYaml|tpl|include|template)\b/.test(hook.text);
    return isOpen && keysAt(text, documentAround(text, hook.at).start, hook).length === 0 ? [null] : [];
  });
}

function documentAround(text: string, offset: number): { start: number; end: number } {
  const before = text.lastIndexOf('\n---', offset);
  const after = text.indexOf('\n---', offset);
  return { start: Math.max(0, before), end: after < 0 ? text.length : after };
}

const KEY = /^([ \t]*)((?:- +)*)(["']?[\w./-]+["']?):(?:\s|$)/;

/** The keys around a place, as far as the indentation of what would stand there tells; else of the line before. */
function keysAt(text: string, start: number, hook: Hook): string[] {
  const lines = text.slice(start, hook.at).split('\n');
  const own = indentationOf(hook);
  let limit = own?.blanks ?? Infinity;
  let isItem = own?.isItem ?? true;
  const keys: string[] = [];
  for (const line of lines.toReversed()) {
    const [, blanks = '', dashes = '', key] = KEY.exec(line) ?? [];
    if (key === undefined) continue;
    const depth = blanks.length + dashes.length;
    // A list may stand as far to the left as its key, which has nothing else then.
    const mayHold = isItem && dashes === '' && /:\s*$/.test(line);
    if (depth > limit || (depth === limit && !mayHold)) continue;
    keys.push(key.replace(/["']/g, ''));
    limit = blanks.length;
    isItem = dashes !== '';
    if (limit === 0 && !isItem) break;
  }
  return keys;
}

function indentationOf({ text }: Hook): { blanks: number; isItem: boolean } | undefined {
  const [, body = text] = /^\{\{[^]*?\}\}([^]*)$/.exec(text) ?? [];
  const line = body.split('\n').find((one) => one.trim() !== '' && !/^\s*(?:\{\{|#)/.test(one));
  if (line !== undefined && line.trim() !== '') {
    return { blanks: line.length - line.trimStart().length, isItem: line.trimStart().startsWith('-') };
  }
  const [, indent] = /n?indent\s+(\d+)/.exec(text) ?? [];
  return indent === undefined ? undefined : { blanks: Number(indent), isItem: true };
}

const ENVIRONMENT = /^(?:env|envFrom)$/;

/** What it does to variables: those that it names, or any. */
function patchOf({ keys, text, kind }: ObjectHook): (string | null)[] {
  const isInside = keys.some((key) => ENVIRONMENT.test(key));
  if (!isInside && !/\benv(?:From)?:/.test(text)) return [];
  const isOpen = kind !== 'skipped' || /\b(?:toYaml|tpl|include|template|range|envFrom)\b|name:\s*["']?\{\{/.test(text);
  if (isOpen || keys.includes('envFrom')) return [null];
  const names = [...text.matchAll(/-\s*name:\s*["']?([\w.-]+)/g)].map(([, name = '']) => name);
  const env = names.map((name) => `{name: ${name}}`).join(', ');
  return [`spec: {template: {spec: {containers: [{env: [${env}]}]}}}`];
}
