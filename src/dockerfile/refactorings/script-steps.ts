import type { Range } from '../../lint/rule.ts';

/** What makes more of a list than commands that run one after the other. */
const NOT_A_STEP = /^(?:if|for|while|until|case|select|function|then|do|else|\{|!|\[\[)(?![\w-])|^set\s+\+|^trap\s/;

/**
 * The commands of `a && b && c`, by index; undefined for a script with anything else at its top level: `||`, `;`, `&`, groups,
 * comments, open quotes. A pipe is one step. Inside `$(…)` nothing may be that `set -e` changes.
 */
export function stepsOf(script: string): Range[] | undefined {
  const steps: Range[] = [];
  let start = 0;
  for (let index = 0; index < script.length; index++) {
    const character = script[index] as string;
    if (character === '\\') index++;
    else if (character === "'" || character === '"') {
      const end = endOfQuote(script, index);
      if (end === undefined) return undefined;
      index = end;
    } else if (character === '$' && script[index + 1] === '(') {
      const end = endOfSubstitution(script, index + 2);
      if (end === undefined) return undefined;
      index = end;
    } else if (character === '&' && script[index + 1] === '&') {
      steps.push({ start, end: index });
      index++;
      start = index + 1;
    } else if (character === '&' && /[<>]/.test(script[index - 1] ?? '')) continue;
    else if (character === '|' && script[index + 1] !== '|' && script[index - 1] !== '|') continue;
    else if (/[&|;()`\n]/.test(character)) return undefined;
    else if (character === '#' && /\s/.test(script[index - 1] ?? ' ')) return undefined;
  }
  steps.push({ start, end: script.length });
  const trimmed = steps.map((step) => trim(script, step));
  const plain = trimmed.every((step) => step.end > step.start && !NOT_A_STEP.test(script.slice(step.start, step.end)));
  return plain ? trimmed : undefined;
}

/** The index of the quote that closes; undefined for none, and where a command in it has more than one step. */
function endOfQuote(script: string, from: number): number | undefined {
  const quote = script[from];
  for (let index = from + 1; index < script.length; index++) {
    const character = script[index];
    if (character === quote) return index;
    if (character === '\n') return undefined;
    if (quote === "'") continue;
    if (character === '\\') index++;
    else if (character === '`') return undefined;
    else if (character === '$' && script[index + 1] === '(') {
      const end = endOfSubstitution(script, index + 2);
      if (end === undefined) return undefined;
      index = end;
    }
  }
  return undefined;
}

/** The index of the `)`; undefined where what is inside is more than one command or a pipe. */
function endOfSubstitution(script: string, from: number): number | undefined {
  const end = script.indexOf(')', from);
  return end < 0 || /[;&`()\n\\"']/.test(script.slice(from, end)) ? undefined : end;
}

function trim(script: string, { start, end }: Range): Range {
  const text = script.slice(start, end);
  const begin = start + text.length - text.trimStart().length;
  return { start: begin, end: Math.max(begin, start + text.trimEnd().length) };
}
