import type { Construct, SyntaxProblem } from './problem.ts';

/** Which of ShellCheck's codes speak of a problem. It gives up at most of them, and says so with several codes at once. */

/** Behind these ShellCheck reads on. */
const READ_ON: ReadonlySet<SyntaxProblem['kind']> = new Set([
  'function-parameters',
  'loop-variable-with-dollar',
  'ampersand-semicolon',
  'semicolon-after-keyword',
  'missing-space',
  'arithmetic-or-subshell',
  'literal-brace',
  'quote-across-lines',
]);

/** Whether nothing more can be said of a script than that it cannot be read. */
export function stopsReading({ kind }: SyntaxProblem): boolean {
  return !READ_ON.has(kind);
}

/** What a list lacks that ends too early, by what it stands in. */
const CLOSING: Readonly<Partial<Record<Construct, readonly number[]>>> = {
  if: [1046, 1047],
  elif: [1046, 1047],
  loop: [1061, 1062],
  group: [1056],
};

/** ShellCheck's codes, without `SC`. */
export function codesOf(problem: SyntaxProblem): readonly number[] {
  const { kind, within, text, missing } = problem;
  switch (kind) {
    case 'unexpected-token':
      return within.length === 0 ? (text === ';;' ? [1089] : [1070]) : ended(problem);
    case 'unexpected-closing':
      return within.length === 0 ? [1089] : ended(problem);
    case 'unexpected-parenthesis':
      return listAround(within).length === 0 ? [1036, 1088] : [1036, ...ended(problem)];
    case 'tokens-after-command':
      return within.length === 0 ? [1070, 1141] : [1141, ...ended(problem)];
    case 'words-after-test':
      return listAround(within).length === 0 ? [1070, 1140] : [1140, ...ended(problem)];
    case 'missing-command':
      return [...emptyCodes(problem), ...failed(within)];
    case 'missing-function-body':
      return [1064, ...failed(within)];
    case 'missing-target':
    case 'bad-loop-variable':
    case 'bad-test':
    case 'open-quote':
      return failed(within);
    case 'open-heredoc':
      return [1044, ...failed(within)];
    case 'space-before-bracket':
      return [1020, ...failed([...outside(within), 'test'])];
    case 'not-closed':
      return missing === ']' ? failed([...outside(within), 'test']) : [...missingCodes(problem), ...failed(within)];
    case 'missing-space':
      return [text === '{' ? 1054 : /^[a-z]/.test(text) ? 1069 : 1035];
    case 'semicolon-after-keyword':
      return [text === 'do' ? 1059 : text === 'else' ? 1053 : 1051];
    case 'no-separator-before-keyword':
      return [text === 'do' ? 1063 : 1010];
    default:
      return READ_ON_CODES[kind];
  }
}

const READ_ON_CODES = {
  'function-parameters': [1065],
  'loop-variable-with-dollar': [1086],
  'ampersand-semicolon': [1045],
  'arithmetic-or-subshell': [1102],
  'literal-brace': [1083],
  'quote-across-lines': [1078, 1079],
} as const;

/** A construct cannot be parsed (1073, 1072), and which one is around it (1009). */
function failed(within: readonly Construct[]): readonly number[] {
  if (within.length === 0) return [1072];
  return within.length === 1 ? [1073, 1072] : [1009, 1073, 1072];
}

/** The list ends where it may not: what holds it cannot be parsed. */
function ended({ within, missing }: SyntaxProblem): readonly number[] {
  const around = listAround(within);
  const closing = missing === 'command' ? [] : (CLOSING[around.at(-1) ?? 'test'] ?? []);
  return [...closing, ...failed(around)];
}

/** What holds a list, without the clause that it is. */
function listAround(within: readonly Construct[]): readonly Construct[] {
  return within.filter((construct) => construct !== 'simple command' && construct !== 'then' && construct !== 'else');
}

/** What holds a simple command that is a test. */
function outside(within: readonly Construct[]): readonly Construct[] {
  return within.at(-1) === 'simple command' || within.at(-1) === 'test' ? within.slice(0, -1) : within;
}

function emptyCodes({ text, within }: SyntaxProblem): readonly number[] {
  if (text === 'then' || text === 'else') return [1048];
  if (text === 'do') return [1060];
  return text === '{' && within.at(-1) === 'group' ? [1055] : [];
}

function missingCodes({ text, missing }: SyntaxProblem): readonly number[] {
  switch (missing) {
    case 'then':
      return text === 'elif' ? [1049] : [1049, 1050];
    case 'fi':
      return [1046, 1047];
    case 'do':
      return text === 'for' || text === 'select' ? [1058] : [1057, 1058];
    case 'done':
      return [1061, 1062];
    case '}':
      return text.startsWith('$') ? [] : [1056];
    case ';;':
      return [1074];
    default:
      return [];
  }
}
