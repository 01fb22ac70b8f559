import type { Expansion, WordNode, WordPart } from '../../shell/model.ts';

/** A text; undefined: nothing sets it. Null: the files do not say. */
export type Value = string | null | undefined;

/** What a shell knows where it runs a command. */
export interface ShellState<Item> {
  /** `$1` and those behind it; null: nobody knows which they are. */
  positional: readonly Item[] | null;
  /** What the script itself sets. */
  readonly variables: Map<string, Value>;
  readonly exported: Set<string>;
  /** What it was started with. */
  readonly env: (name: string) => Value;
}

/** What a name stands for, of a variable or a parameter. */
export function valueOf<Item extends { readonly value: string }>(name: string, state: ShellState<Item>): Value {
  const { positional, variables, env } = state;
  if (/^[1-9]\d*$/.test(name)) return positional && positional[Number(name) - 1]?.value;
  if (name === '#') return positional && String(positional.length);
  if (!/^[A-Za-z_]/.test(name)) return null;
  return variables.has(name) ? variables.get(name) : env(name);
}

/** The words that a word of a command becomes; null where the files do not say. */
export function expandedWords<Item extends { readonly value: string }>(
  word: WordNode,
  state: ShellState<Item>,
  made: (value: string, at: WordNode) => Item,
): readonly Item[] | null {
  if (isAllArguments(word)) return state.positional;
  const value = textOf(word, state);
  if (value === null) return null;
  const isQuoted = word.parts.some(({ kind }) => kind === 'double-quoted' || kind === 'single-quoted');
  if (value === '' && !isQuoted) return [];
  return hasBare(word) && /[\s*?[]/.test(value) ? null : [made(value, word)];
}

/** `"$@"`, or `$@` where it stands alone. */
function isAllArguments({ parts }: WordNode): boolean {
  const [first, other] = parts;
  const [inner, second] = first?.kind === 'double-quoted' ? first.parts : [first];
  return inner?.kind === 'expansion' && inner.name === '@' && inner.operator === null && !other && !second;
}

/** A variable outside of quotes, whose value is split at its blanks. */
function hasBare({ parts }: WordNode): boolean {
  return parts.some(({ kind }) => kind === 'expansion');
}

/** What a word stands for as one text; null where the files do not say. */
export function textOf<Item extends { readonly value: string }>(
  { parts }: Pick<WordNode, 'parts'>,
  state: ShellState<Item>,
): string | null {
  const texts = parts.map((part) => textOfPart(part, state));
  return texts.includes(null) ? null : texts.join('');
}

function textOfPart<Item extends { readonly value: string }>(part: WordPart, state: ShellState<Item>): string | null {
  switch (part.kind) {
    case 'literal':
      return part.value.replace(/\\\$/g, '$');
    case 'single-quoted':
      return part.ansi ? null : part.value;
    case 'double-quoted':
      return textOf(part, state);
    case 'expansion':
      return expanded(part, state);
    default:
      return null;
  }
}

function expanded<Item extends { readonly value: string }>(part: Expansion, state: ShellState<Item>): string | null {
  const { name, prefix, index, operator } = part;
  if (prefix !== null || index !== null) return null;
  const value = valueOf(name, state);
  if (value === null) {
    if (operator === '=' || operator === ':=') state.variables.set(name, null);
    return null;
  }
  const operand = () => (part.operand ? textOf(part.operand, state) : '');
  const isThere = value !== undefined && (value !== '' || operator?.startsWith(':') !== true);
  switch (operator) {
    case null:
      return value ?? '';
    case ':-':
    case '-':
      return isThere ? value : operand();
    case ':=':
    case '=':
      if (!isThere) state.variables.set(name, operand());
      return isThere ? value : operand();
    case ':+':
    case '+':
      return isThere ? operand() : '';
    case ':?':
    case '?':
      return isThere ? value : null;
    case '#':
    case '%':
      return without(value ?? '', operand(), operator);
    default:
      return null;
  }
}

/** `${1#-}`; null where what is taken away is a pattern. */
function without(value: string, end: string | null, operator: '#' | '%'): string | null {
  if (end === null || /[*?[]/.test(end)) return null;
  if (operator === '#') return value.startsWith(end) ? value.slice(end.length) : value;
  return value.endsWith(end) ? value.slice(0, value.length - end.length) : value;
}
