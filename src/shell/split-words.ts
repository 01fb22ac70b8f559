import type { Expansion, ShellNode, WordNode } from './model.ts';
import type { ShellSubject } from './subject.ts';

/** Parameters that never hold blanks or patterns. */
const SAFE_PARAMETERS = new Set([
  ...['#', '?', '$', '!', '-', 'RANDOM', 'SECONDS', 'UID', 'EUID', 'PPID', 'LINENO', 'OPTIND'],
]);
/** What BuildKit says of the platform that it builds on and for: `linux/arm64`, `arm64`, `v8`. */
const PLATFORM = /^(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT)$/;
const DECLARING = new Set(['export', 'readonly', 'local', 'declare', 'typeset']);

/**
 * Whether what a part of a word expands to is split at blanks and taken for patterns: it stands outside quotes, in an
 * argument or in the name of a file, and not where a shell takes one word anyway (assignments, `case`, `[[ ]]`, arithmetic).
 */
export function isSplit(part: ShellNode, subject: ShellSubject): boolean {
  let inner: ShellNode = part;
  for (let around = subject.parent(part); around; around = subject.parent(around)) {
    switch (around.kind) {
      case 'word':
      case 'brace-expansion':
        break;
      case 'expansion':
        // What `${x:+word}` gives is not looked at again.
        if (around.operator === '+' || around.operator === ':+') return false;
        break;
      case 'simple':
        return around.words.includes(inner as WordNode) && around.words[0] !== inner;
      case 'redirection':
        return around.heredoc === null && around.operator.text !== '<<<';
      case 'assignment':
        // dash splits the value of `export A=$B`; bash does not.
        return subject.dialect !== 'bash' && subject.dialect !== 'ksh' && isDeclared(around, subject);
      default:
        return false;
    }
    inner = around;
  }
  return false;
}

function isDeclared(assignment: ShellNode, subject: ShellSubject): boolean {
  const word = subject.parent(assignment);
  const command = word && word.kind === 'word' ? subject.parent(word) : undefined;
  return command?.kind === 'simple' && DECLARING.has(command.words[0]?.value ?? '');
}

/**
 * Tells of a script's expansions whether they can give nothing that is split: a number, a length, or a variable to which
 * the script itself gives plain words only. Made once a script.
 */
export function plainValues(subject: ShellSubject): (expansion: Expansion) => boolean {
  let names: ReadonlySet<string> | undefined;
  return ({ name, prefix, operator }) => {
    if (SAFE_PARAMETERS.has(name) || PLATFORM.test(name) || prefix === '#') return true;
    // What `${x:+word}` gives is the word, with quotes of its own.
    if (operator === '+' || operator === ':+') return true;
    if (operator !== null && /[-=]$/.test(operator)) return false;
    return (names ??= plainNames(subject)).has(name);
  };
}

/** Variables that the script sets, every time to one plain word, and that nothing else sets. */
function plainNames(subject: ShellSubject): ReadonlySet<string> {
  const plain = new Set<string>();
  const other = new Set(subject.variables);
  for (const { name, elements, assigned } of subject.nodes('assignment')) {
    (elements === null && (!assigned || isPlainWord(assigned)) ? plain : other).add(name);
  }
  for (const { variable, words } of subject.nodes('for')) {
    (words?.every(isPlainWord) ? plain : other).add(variable.value);
  }
  for (const { words } of subject.commands) {
    if (READS.has(words[0]?.value ?? '')) for (const { value } of words) other.add(value);
  }
  for (const name of other) plain.delete(name);
  return plain;
}

const READS = new Set(['read', 'getopts', 'mapfile', 'readarray', 'printf']);

function isPlainWord(word: WordNode): boolean {
  return word.parts.every((part) => {
    if (part.kind === 'arithmetic') return true;
    if (part.kind === 'expansion') return SAFE_PARAMETERS.has(part.name) || part.prefix === '#';
    if (part.kind === 'double-quoted')
      return part.parts.every((inner) => inner.kind === 'literal' && !/[\s*?[]/.test(inner.text));
    return (part.kind === 'literal' || part.kind === 'single-quoted') && !/[\s*?[]/.test(part.value);
  });
}
