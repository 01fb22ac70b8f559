import type { Fix } from '../../lint/fix.ts';
import type { Report } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import type { SyntaxProblem } from '../problem.ts';
import type { ShellRule } from '../rule.ts';
import { codesOf } from '../syntax-codes.ts';

/** Rules of their own tell these. */
const ELSEWHERE: ReadonlySet<SyntaxProblem['kind']> = new Set(['literal-brace', 'quote-across-lines']);
const CODES = [
  ...[1009, 1010, 1020, 1035, 1036, 1044, 1045, 1046, 1047, 1048, 1049, 1050, 1051, 1053, 1054, 1055, 1056, 1057],
  ...[1058, 1059, 1060, 1061, 1062, 1063, 1064, 1065, 1069, 1070, 1072, 1073, 1074, 1086, 1088, 1089, 1102, 1140, 1141],
];

/** What a shell refuses: only the first such problem, the rest follows from it. */
export const shellSyntax: ShellRule = {
  id: 'shell-syntax',
  title: 'Write shell code that a shell can read',
  severity: 'error',
  aliases: CODES.map((code) => `shellcheck:SC${code}`),
  why: 'The shell reads a whole script before it runs any of it: it stops here, and the build with it. A test in brackets that it reads, but not as it looks, fails when it runs.',
  exampleOf: 'shell',
  examples: [
    { bad: '«if» [ -f go.mod ]; then go build ./...', good: 'if [ -f go.mod ]; then go build ./...; fi' },
    { bad: 'for name in a b; «do» echo "$name"', good: 'for name in a b; do echo "$name"; done' },
    { bad: 'echo «"»$HOME', good: 'echo "$HOME"' },
    { bad: 'test -f x && [ -f y«]»', good: 'test -f x && [ -f y ]', fixed: true },
    { bad: 'make &«;» wait', good: 'make & wait' },
  ],
  *check({ script, dialect }): Iterable<Report> {
    let stopped = false;
    for (const problem of script.problems) {
      if (ELSEWHERE.has(problem.kind)) continue;
      if (problem.kind === 'arithmetic-or-subshell' && dialect !== 'sh' && dialect !== 'dash') continue;
      if (problem.fatal && stopped) continue;
      stopped ||= problem.fatal;
      const { start, end } = problem;
      const fix = fixOf(problem);
      yield {
        ...{ start, end, message: messageOf(problem) },
        aliases: codesOf(problem).map((code) => `shellcheck:SC${code}`),
        ...(problem.kind === 'open-heredoc' ? { severity: 'warning' as const } : {}),
        ...(fix ? { fixes: [fix] } : {}),
      };
    }
  },
};

function messageOf({ kind, text, missing }: SyntaxProblem): Message {
  switch (kind) {
    case 'unexpected-token':
      return ['`{0}` stands where a command should', text];
    case 'unexpected-closing':
      return ['`{0}` closes nothing', text];
    case 'unexpected-parenthesis':
      return ['`{0}` cannot stand here: quote it if it is text', text];
    case 'tokens-after-command':
      return ['Something follows a compound command without `;`, `&&` or `|` between'];
    case 'missing-command':
      return ['No command follows `{0}`', text];
    case 'missing-function-body':
      return ['The function `{0}` has no body in braces', text];
    case 'missing-target':
      return ['The redirection `{0}` names no file', text];
    case 'function-parameters':
      return ['A shell function declares no parameters: write `()` in place of `{0}`', text];
    case 'loop-variable-with-dollar':
      return ['The loop variable `{0}` has to stand without `$`', text];
    case 'bad-loop-variable':
      return ['The loop `{0}` has no name that a variable can have', text];
    case 'bad-test':
      return ['The test in `[[ ]]` cannot be understood'];
    case 'ampersand-semicolon':
      return ['The `&` before `;` ends the command already'];
    case 'no-separator-before-keyword':
      return ['`{0}` is read as a word: put a `;` before it', text];
    case 'semicolon-after-keyword':
      return ['No `;` may follow `{0}`', text];
    case 'space-before-bracket':
      return ['A blank is missing before `{0}`', text];
    case 'words-after-test':
      return ['`{0}` follows the `]` that ends the test', text];
    case 'missing-space':
      return ['A blank is missing behind `{0}`', text];
    case 'open-heredoc':
    case 'open-quote':
      return ['`{0}` has no end', text];
    case 'arithmetic-or-subshell':
      return ['`sh` takes `$((` for arithmetic: write `$( (` for a subshell'];
    default:
      return ['`{0}` has no `{1}`', text, missing ?? ''];
  }
}

/** Where nothing else can be meant. The script fails as it is, so that nothing can break. */
function fixOf({ kind, start, end }: SyntaxProblem): Fix | undefined {
  switch (kind) {
    case 'space-before-bracket':
      return { title: ['Insert a blank'], safe: true, edits: [{ start, end: start, text: ' ' }] };
    case 'missing-space':
      return { title: ['Insert a blank'], safe: true, edits: [{ start: end, end, text: ' ' }] };
    case 'ampersand-semicolon':
      return { title: ['Drop the `;`'], safe: true, edits: [{ start, end, text: '' }] };
    case 'loop-variable-with-dollar':
      return { title: ['Drop the `$`'], safe: false, edits: [{ start, end: start + 1, text: '' }] };
    case 'no-separator-before-keyword':
      return { title: ['Insert a `;`'], safe: true, edits: [{ start, end: start, text: '; ' }] };
    case 'arithmetic-or-subshell':
      return { title: ['Insert a blank'], safe: true, edits: [{ start: end - 1, end: end - 1, text: ' ' }] };
    default:
      return undefined;
  }
}
