import { runProgram } from '../processes/run-program.ts';
import type { Message } from '../words/message.ts';
import { Problem } from '../words/problem.ts';
import { type GoCommand, goEnvironment, type GoView } from './go-command.ts';

/** What `go list` says of a package. */
export interface ListedPackage {
  /** `vendor/golang.org/x/…` inside the standard library. */
  readonly path: string;
  /** Empty where it could not be found. */
  readonly name: string;
  /** Absolute; empty where it could not be found. */
  readonly folder: string;
  readonly standard: boolean;
  /** False: the module itself has it. */
  readonly dependency: boolean;
  readonly goFiles: readonly string[];
  /** Files that import "C" and are built. */
  readonly cgoFiles: readonly string[];
  /** Import paths, as `path`. */
  readonly imports: readonly string[];
  /** Import paths as written, where they lead elsewhere. */
  readonly importMap: Readonly<Record<string, string>>;
  /** Why it is not whole; null where it is. */
  readonly error: string | null;
}

const FIELDS = 'ImportPath,Name,Dir,Standard,DepOnly,GoFiles,CgoFiles,Imports,ImportMap,Error';

/**
 * Packages by their import paths as the module in `folder` (absolute) sees them; null: all of its own and all that they link.
 * What cannot be found is there, too, with its error. Throws a Problem where the go command cannot read the module at all.
 */
export async function listPackages(
  go: GoCommand,
  folder: string,
  view: GoView,
  paths: readonly string[] | null,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ListedPackage>> {
  const args = ['list', '-e', `-json=${FIELDS}`, ...(paths ? ['--', ...paths] : ['-deps', './...'])];
  const { output, complaint } = await runProgram(
    { program: go.program, args, cwd: folder, env: goEnvironment(go, view) },
    signal,
  );
  const packages = readListed(output);
  if (packages.size === 0) {
    throw new Problem({
      kind: 'invalid-input',
      what: ['The go command cannot read the module in `{0}`', folder],
      why: reasonIn(complaint),
    });
  }
  return packages;
}

/** The objects that `go list -json` writes one after the other; what is none counts as absent. */
export function readListed(output: string): Map<string, ListedPackage> {
  const packages = new Map<string, ListedPackage>();
  for (const text of output.split(/(?<=^\})\s*$\s*(?=^\{)/m)) {
    const listed = readObject(text);
    if (listed) packages.set(listed.path, listed);
  }
  return packages;
}

/** The go command's own words, save where they are about what we do not let it do. */
function reasonIn(complaint: string): Message {
  const [first = '', second = ''] = complaint.split('\n').filter((line) => !line.startsWith('go: downloading'));
  const said = first.endsWith(':') ? `${first} ${second.trim()}` : first;
  const module = /(\S+@\S+): module lookup disabled by GOPROXY=off/.exec(said)?.[1];
  if (module !== undefined) return ['`{0}` is not on this machine: `go mod download` fetches it', module];
  return ['{0}', said.replace(/^go: /, '')];
}

function readObject(text: string): ListedPackage | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const fields = value as Readonly<Record<string, unknown>>;
  const path = fields['ImportPath'];
  if (typeof path !== 'string') return null;
  const { Err: error } = (fields['Error'] ?? {}) as { readonly Err?: unknown };
  return {
    path,
    name: typeof fields['Name'] === 'string' ? fields['Name'] : '',
    folder: typeof fields['Dir'] === 'string' ? fields['Dir'] : '',
    standard: fields['Standard'] === true,
    dependency: fields['DepOnly'] === true,
    goFiles: texts(fields['GoFiles']),
    cgoFiles: texts(fields['CgoFiles']),
    imports: texts(fields['Imports']),
    importMap: (fields['ImportMap'] ?? {}) as Readonly<Record<string, string>>,
    error: typeof error === 'string' ? error : null,
  };
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
