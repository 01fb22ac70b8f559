import type { Report } from '../lint/rule.ts';
import type { Line } from './lines.ts';
import type { Directive } from './model.ts';

const DIRECTIVE = /^\s*#\s*([a-z][a-z0-9]*)\s*=\s*(\S.*?)\s*$/i;
const KNOWN = new Set(['syntax', 'escape', 'check']);

/** The parser directives at the top: the first line that is none ends them. */
export function readDirectives(text: string, lines: readonly Line[]): Directive[] {
  const directives: Directive[] = [];
  for (const line of lines) {
    const [, name, value] = DIRECTIVE.exec(text.slice(line.start, line.end)) ?? [];
    if (name === undefined || value === undefined || !KNOWN.has(name.toLowerCase())) break;
    directives.push({ start: line.start, end: line.end, name: name.toLowerCase(), value });
  }
  return directives;
}

/** What the frontend refuses: an escape character it does not know, and a directive given twice. */
export function* directiveProblems(directives: readonly Directive[]): Generator<Report> {
  const seen = new Set<string>();
  for (const { name, value, start, end } of directives) {
    if (seen.has(name)) yield { start, end, message: ['The directive `{0}` is given twice', name] };
    else if (name === 'escape' && value !== '\\' && value !== '`') {
      yield { start, end, message: ['The escape character is `\\` or a backtick, not `{0}`', value] };
    }
    seen.add(name);
  }
}
