import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import type { Finding } from '../lint/finding.ts';
import type { TextEdit } from '../lint/fix.ts';
import { parseIgnoreComment } from '../lint/ignore-comment.ts';
import { pickWords } from './ignore-words.ts';
import type { ParsedFile } from './parsed-file.ts';

/** A comment that silences a finding, and the id that it names. */
export interface IgnoreEdit {
  readonly edit: TextEdit;
  readonly id: string;
}

/** The comment that silences a finding of a file; undefined where none can stand. `dialect`: of a Dockerfile's comments. */
export function ignoreIn(
  parsed: ParsedFile,
  text: string,
  finding: Finding,
  dialect: (dockerfile: Dockerfile) => string,
): IgnoreEdit | undefined {
  switch (parsed.kind) {
    case 'dockerfile':
      return ignoreInDockerfile(parsed.dockerfile, finding, dialect(parsed.dockerfile));
    case 'manifests':
      return ignoreInManifest(text, finding);
    case 'dockerignore':
      return ignoreInIgnoreFile(text, finding);
    case 'go':
      return ignoreInSource(text, finding);
    default:
      return undefined;
  }
}

/**
 * The comment that silences a finding of a Dockerfile, in the words of a dialect: on a line of its own above the
 * instruction, indented like it, or one id more in the comment that is there.
 */
function ignoreInDockerfile(
  { text, instructions }: Pick<Dockerfile, 'text' | 'instructions'>,
  finding: Finding,
  dialect: string,
): IgnoreEdit {
  const { id, prefix, joins } = pickWords(dialect, finding);
  const lineStart = startOfLine(text, instructionAt(instructions, finding.start)?.start ?? finding.start);
  const above = { start: startOfLine(text, lineStart - 1), end: lineStart };
  const present = joins && lineStart > 0 ? commentIn(text, above, dialect) : undefined;
  if (present !== undefined) return { id, edit: { start: present, end: present, text: `,${id}` } };
  return { id, edit: ownLine(text, lineStart, `# ${prefix}${id}`) };
}

/** The same in a manifest: `# gantry-ignore rule-id` above the finding's line. Undefined in JSON, which has no comments. */
function ignoreInManifest(text: string, finding: Finding): IgnoreEdit | undefined {
  if (/^\s*[{[]/.test(text)) return undefined;
  const edit = ownLine(text, startOfLine(text, finding.start), `# gantry-ignore ${finding.rule}`);
  return { id: finding.rule, edit };
}

/** The same in Go source and go.mod: a comment on a line of its own above. */
function ignoreInSource(text: string, finding: Finding): IgnoreEdit {
  const edit = ownLine(text, startOfLine(text, finding.start), `// gantry-ignore ${finding.rule}`);
  return { id: finding.rule, edit };
}

/** The same in a .dockerignore, where a comment begins with the line, whatever stands below it. */
function ignoreInIgnoreFile(text: string, finding: Finding): IgnoreEdit {
  const {
    start,
    end,
    text: written,
  } = ownLine(text, startOfLine(text, finding.start), `# gantry-ignore ${finding.rule}`);
  return { id: finding.rule, edit: { start, end, text: written.trimStart() } };
}

function ownLine(text: string, lineStart: number, comment: string): TextEdit {
  // A BOM stays at the beginning of the file.
  const start = lineStart === 0 && text.startsWith('\uFEFF') ? 1 : lineStart;
  const [indent = ''] = /^[ \t]*/.exec(text.slice(start)) ?? [];
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  return { start, end: start, text: `${indent}${comment}${lineEnd}` };
}

/** Behind the last id of an ignore comment of a dialect that is all of a line; undefined for other lines. */
function commentIn(text: string, { start, end }: { start: number; end: number }, dialect: string): number | undefined {
  const line = text.slice(start, end);
  const hash = line.search(/\S/);
  if (line[hash] !== '#') return undefined;
  const ignore = parseIgnoreComment(line.slice(hash));
  if (ignore?.dialect !== dialect || ignore.scope !== 'line' || ignore.ids === 'all') return undefined;
  const last = ignore.ids.at(-1);
  return last && start + hash + last.end;
}

function instructionAt(instructions: readonly Instruction[], offset: number): Instruction | undefined {
  return instructions.find(({ start, end }) => start <= offset && offset <= end);
}

function startOfLine(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}
