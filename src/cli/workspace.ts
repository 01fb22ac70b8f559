import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileKind, isGoFile } from '../config/file-kind.ts';
import type { Overrides, ProjectSettings } from '../config/settings.ts';
import { walk } from '../disk/walk.ts';
import type { SchemaSet } from '../kubernetes/schema/schema-set.ts';
import { createProject, type Project } from '../project/project.ts';
import { type Message, say } from '../words/message.ts';
import type { Common, Door } from './door.ts';
import { loadExpressions } from './expressions.ts';
import { readGoSource } from './go-source.ts';
import { type ConfigPlaces, readSettings } from './settings.ts';

/** A file that was to be read and could not be; `message` goes on where its name ends. */
export interface UnreadFile {
  readonly file: string;
  readonly message: Message;
}

/** One PATH of a call, read. */
export interface CliWorkspace {
  readonly project: Project;
  /** Absolute folder that the project's paths are relative to. */
  readonly base: string;
  /** Files to report on, in a stable order. */
  readonly files: readonly string[];
  readonly errors: readonly UnreadFile[];
  readonly settings: ProjectSettings;
  /** What a file holds, one of Go, too; undefined where it cannot be read. */
  readonly textOf: (file: string) => string | undefined;
}

const LARGEST_FILE = 20 * 1024 * 1024;
const SMALL_ENOUGH_TO_MATTER = 5 * 1024 * 1024;

/** Reads a PATH: a folder with everything in it, or one file (then rules across files stay silent). */
export async function readWorkspace(
  target: string,
  overrides: Overrides,
  places: ConfigPlaces & { readonly distDir: string },
  schemas?: () => SchemaSet,
  afterFile?: () => void,
): Promise<CliWorkspace> {
  const single = statSync(target).isFile();
  const base = single ? path.dirname(target) : target;
  const sourceOf = (file: string) => readForLint(path.join(base, file), false).text;
  const project = createProject({ sourceOf });
  if (schemas) project.workspace.schemas.provide(schemas);
  const settings = await readSettings(base, overrides, places);
  project.configure(settings);
  const errors: UnreadFile[] = [];
  const files: string[] = [];
  const leftOut = (file: string, isFolder: boolean) => {
    project.know(file, isFolder ? 'unseen' : 'file');
  };
  for (const file of single ? [path.basename(target)] : walk(base, leftOut)) {
    if (!single) project.know(file);
    const wanted = fileKind(file) !== undefined && !isGoFile(file);
    if (!(single || wanted) || settings.ignores(file)) continue;
    const read = readForLint(path.join(base, file), single);
    if (read.error !== undefined) errors.push({ file, message: read.error });
    else if (read.text !== undefined) {
      project.set(file, read.text);
      files.push(file);
      afterFile?.();
    }
  }
  if (single) readIgnoreFile(project, base, path.basename(target));
  else {
    project.complete();
    if (project.joins()) {
      project.setGo(await readGoSource(base, places.distDir));
      for (const file of project.sourceWithFindings()) {
        const text = settings.ignores(file) ? undefined : sourceOf(file);
        if (text === undefined) continue;
        project.set(file, text);
        files.push(file);
      }
    }
  }
  await loadExpressions(project);
  const textOf = (file: string) => project.text(file) ?? sourceOf(file);
  return { project, base, files, errors, settings, textOf };
}

/** Says on standard error what could not be read. */
export function tellUnread(errors: readonly UnreadFile[], door: Door, { translations }: Common): void {
  for (const { file, message } of errors) door.stderr(`gantry: ${file} ${say(message, translations)}\n`);
}

/** Text of a file; binary files of a folder and large ones that are no manifest are passed over, a file that was asked for is an error. */
function readForLint(file: string, asked: boolean): { readonly text?: string; readonly error?: Message } {
  try {
    const { size } = statSync(file);
    if (size > (asked ? LARGEST_FILE : SMALL_ENOUGH_TO_MATTER)) {
      if (!asked && !beginsAsManifest(file)) return {};
      return { error: ['is {0} MB, too large to be a Dockerfile or a manifest', Math.round(size / 1024 / 1024)] };
    }
    // Thousands of small files: waiting for each would cost more than reading it.
    const text = readFileSync(file, 'utf8');
    if (!text.includes('\0')) return { text };
    return asked ? { error: ['is a binary file'] } : {};
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A dangling link or a link to a folder is nothing to lint.
    if (!asked && (code === 'ENOENT' || code === 'EISDIR' || code === 'ELOOP')) return {};
    return {
      error:
        code === 'EACCES' ? ['cannot be read: permission denied'] : ['cannot be read ({0})', code ?? String(error)],
    };
  }
}

const HEAD = 64 * 1024;
const MANIFEST = /(?:^|[{,\s"])(?:apiVersion|kind)"?\s*:/;

function beginsAsManifest(file: string): boolean {
  const head = Buffer.alloc(HEAD);
  const opened = openSync(file, 'r');
  try {
    return MANIFEST.test(head.toString('utf8', 0, readSync(opened, head)));
  } finally {
    closeSync(opened);
  }
}

function readIgnoreFile(project: Project, base: string, dockerfile: string): void {
  if (fileKind(dockerfile) !== 'dockerfile') return;
  for (const name of [`${dockerfile}.dockerignore`, '.dockerignore']) {
    const { text } = readForLint(path.join(base, name), false);
    if (text !== undefined) project.set(name, text);
  }
}
