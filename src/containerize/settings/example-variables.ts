import type { Files } from '../../go/files.ts';
import type { Program } from '../../go/project.ts';
import { readDotenv } from './dotenv.ts';
import { exampleOf } from './example-files.ts';
import { joinPath } from '../paths.ts';

/** What an example of a .env file gives variables. */
export interface ExampleVariables {
  readonly file: string;
  readonly values: ReadonlyMap<string, string>;
}

/** The example nearest to the program: `.env.example`, `.env-sample`, `example.env`; values that are none are left out. */
export async function exampleVariables(
  files: Files,
  { moduleDir, package: folder }: Program,
): Promise<ExampleVariables | null> {
  for (const name of ['.env', 'env']) {
    const file = await exampleOf(files, moduleDir, joinPath(folder, name) ?? name);
    const text = file === null ? null : await files.read(file);
    if (file === null || text === null) continue;
    return { file, values: new Map([...readDotenv(text)].filter(([, value]) => isMeant(value))) };
  }
  return null;
}

/** The port that an example gives the setting of a listener whose source leaves it open. */
export function examplePort({ listens }: Program, examples: ExampleVariables | null): number | null {
  const ports = listens
    .filter(({ port }) => port === null)
    .flatMap(({ configuredBy }) => configuredBy)
    .map((by) => examples?.values.get(by.replace(/^env:/, '')) ?? '')
    .map((value) => Number(/(?:^|:)(\d+)$/.exec(value)?.[1]))
    .filter((port) => port >= 1024 && port < 65_536);
  return ports[0] ?? null;
}

/** Words that stand for a value that everybody has to find for themselves. */
const PLACEHOLDER =
  /^[<[{].*[>\]}]$|^[x.*-]{3,}$|(?:^|[^a-z])(?:your|my)(?:[^a-z]|$)|change[-_ ]?(?:me|this|it)|replace|placeholder|todo|example|dummy|(?:^|[^a-z])(?:foo|bar|baz)(?:[^a-z]|$)/i;

/** A path of whoever wrote it, which the image may not have. */
const PATH = /^(?:\.{0,2}|~)\/|^[a-z]:\\/i;

/** Long and of letters and digits mixed: it may be a key, whatever its name. */
const KEY = /^(?=.*\d)(?=.*[a-z])[\w+/=-]{20,}$/i;

function isMeant(value: string): boolean {
  return ![PLACEHOLDER, PATH, KEY].some((one) => one.test(value));
}
