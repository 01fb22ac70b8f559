import { readModLines } from './mod-lines.ts';
import type { AnalysisError, GoModule, Place } from '../project.ts';
import type { Message } from '../../words/message.ts';

export interface Require {
  readonly path: string;
  readonly version: string;
  readonly indirect: boolean;
}

export interface Replace {
  readonly path: string;
  /** Null = every version. */
  readonly version: string | null;
  /** A module path, or a folder that starts with `./`, `../` or `/`. */
  readonly by: string;
  readonly byVersion: string | null;
}

export interface GoMod {
  /** Empty where the file names none. */
  readonly module: string;
  readonly go: string | null;
  readonly toolchain: string | null;
  /** Where the two are written. */
  readonly places: { readonly go: Place | null; readonly toolchain: Place | null };
  readonly requires: readonly Require[];
  readonly replaces: readonly Replace[];
  /** Import paths of `tool`. */
  readonly tools: readonly string[];
  /** Versions or ranges of `retract`, as written. */
  readonly retracts: readonly string[];
  readonly errors: readonly AnalysisError[];
}

/** Directives of the module reference that carry no fact we need. */
const OTHER_VERBS = new Set(['exclude', 'godebug', 'ignore']);

/** Reads a go.mod; broken lines become errors, the others still count. */
export function parseGoMod(file: string, text: string): GoMod {
  const { lines, problems } = readModLines(text);
  const errors: AnalysisError[] = problems.map((message) => ({ file, message }));
  if (text.startsWith('\uFEFF'))
    errors.unshift({ file, message: ['line {0}: go refuses the byte order mark that the file begins with', 1] });
  let module = '';
  let go: string | null = null;
  let toolchain: string | null = null;
  const places: { go: Place | null; toolchain: Place | null } = { go: null, toolchain: null };
  const requires: Require[] = [];
  const replaces: Replace[] = [];
  const tools: string[] = [];
  const retracts: string[] = [];
  for (const { verb, words, spans, comment, line } of lines) {
    const [first, second] = words;
    const place = spans[0] ? { file, ...spans[0], line } : null;
    const fail = (message: Message) => errors.push({ file, message });
    if (OTHER_VERBS.has(verb)) continue;
    if (verb === 'tool') {
      if (first === undefined || words.length > 1) fail(['line {0}: `tool` needs one import path', line]);
      else tools.push(first);
    } else if (verb === 'retract') {
      retracts.push(words.join(' '));
    } else if (verb === 'replace') {
      const replace = readReplace(words);
      if (replace) replaces.push(replace);
      else fail(['line {0}: `replace` needs a module, `=>` and what replaces it', line]);
    } else if (verb === 'require') {
      if (first === undefined || !/^v\d/.test(second ?? '') || words.length > 2)
        fail(['line {0}: `require` needs a module and its version', line]);
      else requires.push({ path: first, version: second ?? '', indirect: /^indirect(?:;|$)/.test(comment) });
    } else if (verb === 'module') {
      if (first === undefined || words.length > 1) fail(['line {0}: `module` needs one path', line]);
      else module = first;
    } else if (verb === 'go') {
      if (!/^1(?:\.\d+){0,2}(?:(?:rc|beta)\d+)?$/.test(first ?? '') || words.length > 1)
        fail(['line {0}: `go` needs a version such as 1.26', line]);
      else [go, places.go] = [first ?? null, place];
    } else if (verb === 'toolchain') {
      if (first === undefined || words.length > 1) fail(['line {0}: `toolchain` needs one name', line]);
      else [toolchain, places.toolchain] = [first, place];
    } else {
      fail(['line {0}: `{1}` is no directive', line, verb]);
    }
  }
  if (module === '') errors.push({ file, message: ['the file names no module'] });
  return { module, go, toolchain, places, requires, replaces, tools, retracts, errors };
}

/** Folders of `use` in a go.work, as written. */
export function parseGoWork(text: string): string[] {
  return readModLines(text).lines.flatMap(({ verb, words }) =>
    verb === 'use' && words[0] !== undefined ? [words[0]] : [],
  );
}

/** The `go` directive of a go.work, if it has one. */
export function goOfWork(file: string, text: string): GoModule['workspaceGo'] {
  const { words, spans, line } = readModLines(text).lines.find(({ verb }) => verb === 'go') ?? {};
  const [version] = words ?? [];
  const [span] = spans ?? [];
  return version === undefined || !span || line === undefined ? undefined : { version, place: { file, ...span, line } };
}

/** What a go.work replaces for all of its modules; folders are relative to it. */
export function replacesOfWork(text: string): Replace[] {
  return readModLines(text).lines.flatMap(({ verb, words }) => (verb === 'replace' ? (readReplace(words) ?? []) : []));
}

/** Whether a replacement is a folder. */
export function isFolder({ by }: Replace): boolean {
  return /^(?:\.{0,2}\/|\.{1,2}$)/.test(by);
}

function readReplace(words: readonly string[]): Replace | null {
  const arrow = words.indexOf('=>');
  const [path, version] = words.slice(0, Math.max(arrow, 0));
  const [by, byVersion, extra] = words.slice(arrow + 1);
  if (arrow < 1 || arrow > 2 || path === undefined || by === undefined || extra !== undefined) return null;
  return { path, version: version ?? null, by, byVersion: byVersion ?? null };
}
