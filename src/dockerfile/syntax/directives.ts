import type { Line } from './lines.ts';
import type { Directive } from '../model.ts';

const DIRECTIVE = /^(\s*#\s*)([a-z][a-z0-9]*)(\s*=\s*)(\S.*?)\s*$/i;
const KNOWN = new Set(['syntax', 'escape', 'check']);

/** The parser directives at the top: the first line that is none ends them. */
export function readDirectives(text: string, lines: readonly Line[]): Directive[] {
  const directives: Directive[] = [];
  for (const line of lines) {
    const [, before = '', written, between = '', value] = DIRECTIVE.exec(text.slice(line.start, line.end)) ?? [];
    if (written === undefined || value === undefined || !KNOWN.has(written.toLowerCase())) break;
    const nameStart = line.start + before.length;
    const valueStart = nameStart + written.length + between.length;
    directives.push({
      start: line.start,
      end: line.end,
      name: written.toLowerCase(),
      written,
      value,
      nameRange: { start: nameStart, end: nameStart + written.length },
      valueRange: { start: valueStart, end: valueStart + value.split(/\s/, 1).join('').length },
    });
  }
  return directives;
}
