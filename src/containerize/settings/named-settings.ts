import { isLoopback } from '../../go/loopback.ts';
import type { Files } from '../../go/files.ts';
import type { EnvVariable, Listener, Program, Write } from '../../go/project.ts';
import { decide } from '../decision.ts';
import { folderOf, joinPath } from '../paths.ts';
import type { Decision } from '../plan-types.ts';
import { keysOf, scalarsAt, textsIn } from './settings-keys.ts';

export interface NamedSettings {
  /** As it is with the file. */
  readonly program: Program;
  readonly decisions: readonly Decision[];
}

/** Variables that hold the path of a configuration file. */
const NAMES_FILE = /(?:^|_)(?:CONFIG|CONF|CFG)(?:_?(?:PATH|FILE|FILE_?PATH|FILENAME|LOCATION))?$/i;
const FOLDERS = ['', 'config', 'configs', 'conf', 'cfg', 'etc', 'settings'];
const FILE = /^[\w-][\w.-]*\.(?:ya?ml|json)$/;
/** An example is for people to copy, a file for tests or for the own machine for less than the others. */
const RANKS = [
  /prod/i,
  /^(?:config|application|app|settings|default)\.\w+$/i,
  /docker|container|k8s/i,
  /stag/i,
  /dev/i,
  /local/i,
];
const NOT_MEANT = /example|sample|template|dist|test/i;
const DATABASE = /^(?!\/|[a-z]+:)[\w.-][\w./-]*\.(?:db3?|sqlite3?)$/i;

/**
 * A program that takes its port from a configuration file which only a variable names gets that variable, where the repository
 * has a file with those keys: what the file says then counts as what the source says.
 */
export async function nameSettings(program: Program, files: Files): Promise<NamedSettings> {
  const open = program.listens.filter(isLeftToFile);
  const variables = program.env.filter(({ name, default: value }) => value === null && NAMES_FILE.test(name));
  const [first] = open;
  const [variable, another] = variables;
  if (!first || open.length < program.listens.length || !variable || another) return { program, decisions: [] };
  const found = await fittingFiles(program, files, keysOf(first));
  const [best, ...others] = found;
  if (!best) return { program, decisions: [] };
  return {
    program: withFile(program, variable, best),
    decisions: [
      decide(
        ['configuration file'],
        best.source,
        ['Only {0} says which file the program reads, and this one has its keys', variable.name],
        { evidence: variable, alternatives: others.map(({ source }) => source) },
      ),
    ],
  };
}

interface Fitting {
  readonly path: string;
  readonly source: string;
  readonly text: string;
}

function isLeftToFile({ port, configuredBy }: Listener): boolean {
  return port === null && configuredBy.length > 0 && configuredBy.every((by) => by.startsWith('config:'));
}

/** The files that say something under each key, the one for production first. */
async function fittingFiles({ moduleDir }: Program, files: Files, keys: readonly string[]): Promise<Fitting[]> {
  const fitting: Fitting[] = [];
  for (const path of FOLDERS) {
    const folder = joinPath(moduleDir, path) ?? moduleDir;
    for (const { name, folder: isFolder } of await files.list(folder === '.' ? '' : folder)) {
      if (isFolder || !FILE.test(name) || NOT_MEANT.test(name)) continue;
      const source = joinPath(folder, name) ?? name;
      const text = (await files.read(source)) ?? '';
      if (scalarsAt(text, keys).every((one) => one !== null))
        fitting.push({ path: joinPath(path || '.', name) ?? name, source, text });
    }
  }
  return fitting.sort((a, b) => rank(a.path) - rank(b.path));
}

function rank(path: string): number {
  const at = RANKS.findIndex((one) => one.test(path.slice(path.lastIndexOf('/') + 1)));
  return at < 0 ? RANKS.length : at;
}

function withFile(program: Program, variable: EnvVariable, { path, source, text }: Fitting): Program {
  const { file, start, end, line } = variable;
  const place = { file, start, end, line };
  const databases = [...new Set(textsIn(text).filter((value) => DATABASE.test(value)))];
  const writes = databases.map((one): Write => ({ ...place, path: one, folder: folderOf(one), certainty: 'default' }));
  return {
    ...program,
    env: program.env.map((one) => (one === variable ? { ...one, default: path } : settledBy(one, text))),
    listens: program.listens.map((one) => (isLeftToFile(one) ? listening(one, text) : one)),
    runtimeFiles: [...program.runtimeFiles, { ...place, path, source, certainty: 'default' }],
    writes: [...program.writes, ...writes],
  };
}

/** What is required gets the value that the file has under its name: it would be there by the file alone, too. */
function settledBy(variable: EnvVariable, text: string): EnvVariable {
  if (variable.required !== true || variable.default !== null || variable.secret) return variable;
  const [said] = scalarsAt(text, [variable.name.toLowerCase()]);
  return said ? { ...variable, default: String(said.value) } : variable;
}

/** The listener as the values of its keys make it. */
function listening(listener: Listener, text: string): Listener {
  const values = scalarsAt(text, keysOf(listener)).map((one) => one?.source ?? '');
  const port = values.map((value) => Number(/(?:^|:)(\d{1,5})$/.exec(value)?.[1] ?? 0)).find((one) => one > 0);
  if (port === undefined || port > 65_535) return listener;
  const isAtLoopback = values.some((value) => isLoopback(value.replace(/:\d{1,5}$/, '')));
  return { ...listener, port, bind: isAtLoopback ? 'loopback' : 'all', certainty: 'default' };
}
