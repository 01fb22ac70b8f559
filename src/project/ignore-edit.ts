import type { Finding } from '../lint/finding.ts';
import type { TextEdit } from '../lint/fix.ts';

/**
 * The comment that silences a finding: `# gantry-ignore rule-id` on a line of its own above the finding's line, indented
 * like it. Undefined where a comment cannot stand (JSON, inside a continued instruction or a heredoc the line above ends with `\`).
 */
export function ignoreEdit(text: string, finding: Finding): TextEdit | undefined {
  if (/^\s*[{[]/.test(text)) return undefined;
  let lineStart = startOfLine(text, finding.start);
  while (lineStart > 0 && continues(lineBefore(text, lineStart))) lineStart = startOfLine(text, lineStart - 1);
  const [indent = ''] = /^[ \t]*/.exec(text.slice(lineStart)) ?? [];
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  return { start: lineStart, end: lineStart, text: `${indent}# gantry-ignore ${finding.rule}${lineEnd}` };
}

function startOfLine(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function lineBefore(text: string, lineStart: number): string {
  return text.slice(startOfLine(text, lineStart - 1), lineStart);
}

function continues(line: string): boolean {
  return /[\\`][ \t]*\r?\n$/.test(line);
}
