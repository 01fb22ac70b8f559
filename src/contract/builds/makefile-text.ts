import { resolvePath } from '../../dockerfile/files/paths.ts';
import { folderOf } from '../../kubernetes/paths.ts';
import { baseName } from '../images/image-name.ts';

/** What a reference of a Makefile is looked up in. */
export interface MakeScope {
  /** The text that a variable stands for, itself to be expanded; null: nobody knows. */
  readonly valueOf: (name: string) => string | null;
  /** Where make runs. */
  readonly folder: string | undefined;
  /** Of one Makefile: references that may still be followed. */
  readonly budget: { left: number };
}

/** Stands for a text that nobody knows. */
const UNKNOWN = '*';
const DEEPEST = 20;
/** Variables that hold others several times grow without end. */
const LONGEST = 10_000;

/** A text of a Makefile as make hands it on: `*` for what is not known. */
export function expandedText(text: string, scope: MakeScope, depth = 0): string {
  if (!text.includes('$')) return text;
  if (depth > DEEPEST || text.length > LONGEST || --scope.budget.left < 0) return UNKNOWN;
  let result = '';
  for (let at = 0; at < text.length; at++) {
    if (result.length > LONGEST) return UNKNOWN;
    const next = text[at + 1];
    if (text[at] !== '$' || next === undefined) result += text[at] ?? '';
    else if (next === '$') {
      result += '$';
      at++;
    } else if (next === '(' || next === '{') {
      const end = closing(text, at + 1);
      if (end < 0) return `${result}${UNKNOWN}`;
      result += referenced(text.slice(at + 2, end), scope, depth);
      at = end;
    } else {
      result += variable(next, scope, depth);
      at++;
    }
  }
  return result;
}

/** Where the bracket closes that opens at a place. */
function closing(text: string, start: number): number {
  const [open, close] = text[start] === '(' ? ['(', ')'] : ['{', '}'];
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === open) depth++;
    else if (text[at] === close && --depth === 0) return at;
  }
  return -1;
}

function variable(name: string, scope: MakeScope, depth: number): string {
  const value = scope.valueOf(name);
  return value === null ? UNKNOWN : expandedText(value, scope, depth + 1);
}

function referenced(content: string, scope: MakeScope, depth: number): string {
  const [, name, rest = ''] = /^([a-z]+)[ \t]+(.*)$/s.exec(content) ?? [];
  if (name !== undefined) return called(name, rest, scope, depth);
  const plain = expandedText(content, scope, depth + 1).trim();
  const [, part, of] = /^([@<*])([DF])$/.exec(plain) ?? [];
  if (part !== undefined) {
    const value = variable(part, scope, depth);
    return of === 'F' ? baseName(value) : folderOf(value) || '.';
  }
  return /[\s:=*]/.test(plain) ? UNKNOWN : variable(plain, scope, depth);
}

/** `$(dir names)` and its like. */
function called(name: string, rest: string, scope: MakeScope, depth: number): string {
  const args = argumentsIn(rest);
  const text = (index: number) => expandedText((args[index] ?? '').trim(), scope, depth + 1);
  const each = (index: number, change: (word: string) => string) => wordsOf(text(index)).map(change).join(' ');
  switch (name) {
    case 'shell':
      return ofShell(text(0), scope);
    case 'call':
      return ofCall(text(0), args.slice(1), scope, depth);
    case 'abspath':
    case 'realpath':
      // `realpath -s` of a shell is taken for it by mistake, and works.
      return each(0, (word) => (word.startsWith('-') ? '' : (resolvePath(word, scope.folder) ?? UNKNOWN))).trim();
    case 'dir':
      return each(0, (word) => `${folderOf(word) || (word.startsWith('/') ? '' : '.')}/`);
    case 'notdir':
      return each(0, baseName);
    case 'firstword':
      return wordsOf(text(0))[0] ?? '';
    case 'lastword':
      return wordsOf(text(0)).at(-1) ?? '';
    case 'strip':
      return wordsOf(text(0)).join(' ');
    case 'addprefix':
      return each(1, (word) => `${text(0)}${word}`);
    case 'addsuffix':
      return each(1, (word) => `${word}${text(0)}`);
    case 'subst':
      return text(2).replaceAll(text(0), text(1));
    case 'if': {
      const condition = text(0);
      return condition === UNKNOWN ? UNKNOWN : text(condition === '' ? 2 : 1);
    }
    case 'or':
      return args.map((_, index) => text(index)).find((one) => one !== '') ?? '';
    default:
      return UNKNOWN;
  }
}

function ofShell(command: string, { folder }: MakeScope): string {
  return folder !== undefined && /^(?:pwd(?: -P)?|git rev-parse --show-toplevel)(?: 2>.*)?$/.test(command)
    ? folder
    : UNKNOWN;
}

function ofCall(name: string, given: readonly string[], scope: MakeScope, depth: number): string {
  const args = given.map((one) => expandedText(one.trim(), scope, depth + 1));
  const valueOf = (one: string) => (/^[1-9]$/.test(one) ? (args[Number(one) - 1] ?? '') : scope.valueOf(one));
  return variable(name, { ...scope, valueOf }, depth);
}

/** At the commas outside of brackets. */
function argumentsIn(text: string): string[] {
  const found: string[] = [];
  let [depth, start] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '(' || char === '{') depth++;
    else if (char === ')' || char === '}') depth--;
    if (char !== ',' || depth !== 0) continue;
    found.push(text.slice(start, at));
    start = at + 1;
  }
  return [...found, text.slice(start)];
}

export function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
