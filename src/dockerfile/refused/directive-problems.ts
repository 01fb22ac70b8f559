import { isBoolean } from './mount-problems.ts';
import type { Directive } from '../model.ts';
import { PARSE, peers, type SyntaxReport } from './syntax-report.ts';

/** What the frontend refuses: an escape character it does not know, a directive given twice; and names in capitals. */
export function* directiveProblems(directives: readonly Directive[]): Generator<SyntaxReport> {
  const seen = new Set<string>();
  const twice = directives.filter(({ name }) => name === 'escape').length > 1;
  for (const { name, written, value, nameRange, valueRange } of directives) {
    const escapes = name === 'escape';
    if (seen.has(name)) {
      yield {
        rule: 'escape-directive',
        start: nameRange.start,
        end: valueRange.end,
        message: ['The directive `{0}` is given twice', name],
        aliases: escapes ? peers(PARSE, 'DUPLICATED_ESCAPE_DIRECTIVE') : [PARSE],
      };
    } else if (escapes && value !== '\\' && value !== '`') {
      yield {
        rule: 'escape-directive',
        ...valueRange,
        message: ['The escape character is `\\` or a backtick, not `{0}`', value],
        aliases: twice ? [PARSE] : peers(PARSE, 'INVALID_ESCAPE_DIRECTIVE'),
      };
    }
    if (name === 'check' && !seen.has(name) && !readable(value)) {
      const message = ['`{0}` is no list of checks, such as `skip=JSONArgsRecommended`', value] as const;
      yield { rule: 'escape-directive', ...valueRange, message, aliases: [PARSE] };
    }
    seen.add(name);
    if (written !== name && !twice) {
      yield {
        rule: 'directive-casing',
        ...nameRange,
        message: ['The directive `{0}` is not in lower case', written],
        aliases: escapes ? peers('CASING_DIRECTIVE') : [],
        fixes: [{ title: ['Write `{0}`', name], safe: true, edits: [{ ...nameRange, text: name }] }],
      };
    }
  }
}

/** `skip=A,B;error=true;experimental=all`. */
function readable(checks: string): boolean {
  return checks.split(';').every((one) => {
    const [, name = '', value = ''] = /^\s*(skip|experimental|error)\s*=(.*)$/s.exec(one) ?? [];
    return name === 'error' ? isBoolean(value.trim()) : name !== '';
  });
}
