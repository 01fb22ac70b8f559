import { lineage } from './stages.ts';
import type { Dockerfile, Pair, Stage } from './model.ts';

/** A variable in scope: where it was last set, and its value where the file decides it. */
export interface Variable {
  readonly name: string;
  readonly kind: 'ARG' | 'ENV';
  /** Undefined: only the build's call decides. */
  readonly value: string | undefined;
  readonly pair: Pair;
}

export type Scope = ReadonlyMap<string, Variable>;

/** The ARGs before the first FROM, with their defaults: what FROM lines may use. */
export function globalScope(dockerfile: Dockerfile): Scope {
  const scope = new Map<string, Variable>();
  const firstFrom = dockerfile.stages[0]?.from.start ?? Infinity;
  for (const { keyword, pairs, start } of dockerfile.instructions) {
    if (start >= firstFrom) break;
    if (keyword === 'ARG') for (const pair of pairs) set(scope, 'ARG', pair, scope, dockerfile.escape);
  }
  return scope;
}

/** Variables in a stage as they are before `offset`: its ENV and ARG, those ENV of the stages it is based on. */
export function scopeAt(dockerfile: Dockerfile, stage: Stage, offset = Infinity): Scope {
  const scope = new Map<string, Variable>();
  const globals = globalScope(dockerfile);
  for (const one of lineage(dockerfile.stages, stage).reverse()) {
    for (const [name, variable] of scope) if (variable.kind === 'ARG' && one.base !== null) scope.delete(name);
    for (const { keyword, pairs, start } of one.instructions) {
      if (one === stage && start >= offset) break;
      if (keyword !== 'ARG' && keyword !== 'ENV') continue;
      // Values of one instruction see the variables before it.
      const before = new Map(scope);
      for (const pair of pairs) {
        if (keyword === 'ARG' && scope.get(pair.key.value)?.kind === 'ENV') continue;
        set(scope, keyword, pair, before, dockerfile.escape, globals);
      }
    }
  }
  return scope;
}

function set(
  into: Map<string, Variable>,
  kind: 'ARG' | 'ENV',
  pair: Pair,
  scope: Scope,
  escape: string,
  globals?: Scope,
): void {
  const name = pair.key.value;
  const own = pair.value === null ? undefined : expand(pair.value.value, scope, escape);
  const value = pair.value === null ? globals?.get(name)?.value : own;
  into.set(name, { name, kind, value, pair });
}

const VARIABLE =
  /\$(?:(?<plain>[A-Za-z_]\w*|\d)|\{(?<name>[A-Za-z_]\w*)(?:(?<operator>:?[-+?]|##?|%%?|\/\/?)(?<word>(?:[^{}]|\{[^{}]*\})*))?\})/g;

/** `text` with its variables replaced; undefined where a value is not decided by the file. An unset variable is empty. */
export function expand(text: string, scope: Scope, escape = '\\'): string | undefined {
  if (!text.includes('$')) return text;
  let decided = true;
  let result = '';
  let index = 0;
  for (const match of text.matchAll(VARIABLE)) {
    if (match.index > 0 && text[match.index - 1] === escape) continue;
    const { plain, name = plain ?? '', operator, word = '' } = match.groups ?? {};
    const value = valueOf(scope, name, operator, word, escape);
    if (value === undefined) decided = false;
    result += text.slice(index, match.index) + (value ?? '');
    index = match.index + match[0].length;
  }
  return decided ? result + text.slice(index) : undefined;
}

function valueOf(
  scope: Scope,
  name: string,
  operator: string | undefined,
  word: string,
  escape: string,
): string | undefined {
  const variable = scope.get(name);
  const value = variable?.value;
  // What the platform or the call sets is known only when the build runs.
  const undecided =
    (variable !== undefined && value === undefined) || (variable === undefined && PREDEFINED.test(name));
  switch (operator) {
    case ':-':
    case '-': {
      if (value !== undefined && (operator === '-' || value !== '')) return value;
      // An ARG without default may still be given; its fallback is what the file says.
      return expand(word, scope, escape);
    }
    case ':+':
    case '+':
      if (undecided) return undefined;
      return value === undefined || (operator === ':+' && value === '') ? '' : expand(word, scope, escape);
    case '#':
    case '##':
    case '%':
    case '%%':
    case '/':
    case '//':
      return undecided ? undefined : modified(value ?? '', operator, word);
    default:
      return undecided ? undefined : (value ?? '');
  }
}

const PREDEFINED = /^(?:BUILD|TARGET)(?:PLATFORM|OS|ARCH|VARIANT)$|^(?:https?|ftp|no|all)_proxy$/i;

/** Prefix, suffix and replacement; patterns with special characters are left undecided. */
function modified(value: string, operator: string, word: string): string | undefined {
  if (operator.startsWith('/')) {
    const [pattern = '', replacement = ''] = word.split('/');
    if (/[*?[\]\\]/.test(pattern) || pattern === '') return undefined;
    return operator === '//' ? value.replaceAll(pattern, replacement) : value.replace(pattern, replacement);
  }
  if (/[?[\]\\]/.test(word)) return undefined;
  const pattern = word.replaceAll(/[.+^${}()|]/g, '\\$&');
  if (operator === '#') return value.replace(new RegExp(`^${pattern.replaceAll('*', '.*?')}`, 's'), '');
  if (operator === '##') return value.replace(new RegExp(`^${pattern.replaceAll('*', '.*')}`, 's'), '');
  for (
    let start = operator === '%' ? value.length : 0;
    operator === '%' ? start >= 0 : start <= value.length;
    operator === '%' ? start-- : start++
  ) {
    if (new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 's').test(value.slice(start))) return value.slice(0, start);
  }
  return value;
}
