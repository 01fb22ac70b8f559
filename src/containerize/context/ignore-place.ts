import { isIgnored, parseIgnoreFile } from '../../dockerfile/files/ignore-file.ts';
import type { Files } from '../../go/files.ts';
import type { Program } from '../../go/project.ts';
import { joinPath } from '../paths.ts';
import { exists, type SourceLayout } from '../image/source-layout.ts';
import type { Storage } from '../storage/storage.ts';

export interface BuildInput {
  /** Path of the planned Dockerfile. */
  readonly dockerfile: string;
  readonly program: Program;
  readonly layout: SourceLayout;
  readonly storage: Storage;
  /** What is there makes room. */
  readonly replace: boolean;
}

/** Folders that mostly hold packages of a program. */
const PACKAGES = /^(?:api|app|cmd|internal|lib|pkg|server|services?|src|vendor)$/;

/**
 * `.dockerignore`; beside a Dockerfile of its own where the folder's leaves out what the build needs, as one does that was
 * made for an image of a program built elsewhere. BuildKit takes `<Dockerfile>.dockerignore` in place of the other.
 */
export async function ignorePlace(files: Files, input: BuildInput): Promise<string> {
  const own = `${input.dockerfile}.dockerignore`;
  if ((await files.read(own)) !== null) return own;
  const present = input.replace ? null : await files.read('.dockerignore');
  // A Dockerfile that stays is built as it always was.
  if (present === null || (await exists(files, input.dockerfile))) return '.dockerignore';
  const ignored = parseIgnoreFile(present);
  return needed(input).some((path) => isIgnored(ignored, path)) ? own : '.dockerignore';
}

function needed({ program, layout, storage }: BuildInput): readonly string[] {
  return [
    program.main.file,
    ...layout.dependencyFiles.flatMap(({ folder, names }) => names.map((name) => joinPath(folder, name) ?? name)),
    ...storage.copies.filter(({ stage }) => stage === undefined).map(({ from }) => from),
    ...layout.root.filter(({ name, folder }) => folder && PACKAGES.test(name)).map(({ name }) => `${name}/x.go`),
  ];
}
