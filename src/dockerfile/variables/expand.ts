import { cutPrefix, cutSuffix, replaceMatches } from '../syntax/pattern.ts';
import { type Part, readWord, type VariablePart } from '../syntax/variable-syntax.ts';
import type { Scope } from './variables.ts';

/**
 * A word with its quotes removed and its variables replaced; undefined where the file does not decide a value.
 * An ARG counts as its default.
 */
export function expand(text: string, scope: Scope, escape = '\\'): string | undefined {
  if (!/[$"'\\`]/.test(text)) return text;
  const { parts, problem } = readWord(text, escape);
  return problem ? undefined : expandParts(parts, scope);
}

function expandParts(parts: readonly Part[], scope: Scope): string | undefined {
  let result = '';
  for (const part of parts) {
    const value = part.kind === 'text' ? part.text : valueOf(part, scope);
    if (value === undefined) return undefined;
    result += value;
  }
  return result;
}

function valueOf({ name, operator, word, replacement }: VariablePart, scope: Scope): string | undefined {
  const state = lookUp(name, scope);
  switch (operator) {
    case null:
      return state.set ? state.value : state.otherwise;
    case ':-':
    case '-':
      if (!state.set) return state.byCall || state.otherwise === '' ? expandParts(word, scope) : undefined;
      return operator === ':-' && state.value === '' ? expandParts(word, scope) : state.value;
    case ':+':
    case '+':
      if (!state.set) return state.otherwise;
      return operator === ':+' && state.value === '' ? '' : expandParts(word, scope);
    case ':?':
    case '?':
      return state.set && (operator === '?' || state.value !== '') ? state.value : undefined;
    default: {
      const value = state.set ? state.value : state.otherwise;
      const pattern = expandParts(word, scope);
      if (value === undefined || pattern === undefined) return undefined;
      if (operator === '#' || operator === '##') return cutPrefix(value, pattern, operator === '##');
      if (operator === '%' || operator === '%%') return cutSuffix(value, pattern, operator === '%%');
      const text = expandParts(replacement, scope);
      return text === undefined ? undefined : replaceMatches(value, pattern, text, operator === '//');
    }
  }
}

type State =
  | { readonly set: true; readonly value: string }
  /** `otherwise` is what it expands to: empty, or undefined where something outside the file may set it. */
  | { readonly set: false; readonly otherwise: '' | undefined; readonly byCall: boolean };

function lookUp(name: string, { variables, baseUnknown }: Scope): State {
  const variable = variables.get(name);
  if (variable?.value !== undefined) return { set: true, value: variable.value };
  if (PLATFORM.test(name) || PROXY.test(name)) return { set: false, otherwise: undefined, byCall: false };
  if (variable) return { set: false, otherwise: undefined, byCall: variable.kind === 'ARG' && variable.open };
  return { set: false, otherwise: baseUnknown ? undefined : '', byCall: false };
}

const PLATFORM = /^(?:BUILD|TARGET)(?:PLATFORM|OS|ARCH|VARIANT)$|^TARGETSTAGE$/;
const PROXY = /^(?:https?|ftp|no|all)_proxy$/i;
