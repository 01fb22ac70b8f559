import { isCalled } from '../../go/program-name.ts';
import type { FileEntry, Files } from '../../go/files.ts';
import type { Program } from '../../go/project.ts';
import type { ContextNeeds } from './context-needs.ts';
import { isInside, joinPath } from '../paths.ts';
import type { Storage } from '../storage/storage.ts';

export interface IgnoreInput {
  readonly program: Program;
  readonly storage: Storage;
  /** A stage of the Dockerfile runs the tests, which must be there then. */
  readonly tests: boolean;
  /** Names in the analysed folder. */
  readonly root: readonly FileEntry[];
  readonly files: Files;
  /** Files and folders that the plan itself writes there. */
  readonly planned: readonly string[];
  /** Of the Dockerfiles that stay. */
  readonly needs: ContextNeeds;
}

/** Names that a build never needs, unless Go code or an embed says otherwise. */
const FOLDERS = [
  '.cache',
  '.circleci',
  '.devcontainer',
  '.fleet',
  '.git',
  '.github',
  '.gitlab',
  '.idea',
  '.vs',
  '.vscode',
  '.zed',
  'bin',
  'build',
  'charts',
  'coverage',
  'deploy',
  'deployments',
  'dist',
  'doc',
  'docs',
  'examples',
  'helm',
  'k8s',
  'log',
  'logs',
  'node_modules',
  'out',
  'samples',
  'scripts',
  'target',
  'test',
  'testdata',
  'tests',
  'tmp',
];

const FILES = [
  /^\.(?:dockerignore|editorconfig|gitattributes|gitignore|gitmodules|golangci\.ya?ml|goreleaser\.ya?ml|DS_Store|travis\.yml)$/,
  /^(?:\.gitlab-ci|azure-pipelines|cloudbuild|skaffold|docker-compose(?:\.\w+)?|compose(?:\.\w+)?|Taskfile|\.pre-commit-config|\.gantry)\.ya?ml$/,
  /^(?:Dockerfile|Containerfile)(?:\..+)?$/,
  /^(?:Makefile|Tiltfile|Jenkinsfile|LICENSE(?:\..+)?|CODEOWNERS|coverage\..+)$/,
  /\.(?:md|test|exe|out|prof|log)$/,
];

/** What no command of a Dockerfile wants, whatever it is. */
const INERT =
  /^\.(?:dockerignore|circleci|devcontainer|fleet|github|gitlab|idea|vs|vscode|zed|editorconfig|DS_Store|travis\.yml)$|^node_modules$/;

/** Matched at any depth whether there is one now or not: they come and go while people work. */
const EVERYWHERE = ['**/.DS_Store', '**/.env', '**/.env.*', '**/*_test.go', '**/testdata'];

/** The .dockerignore: what is really there and no build needs, never what the program embeds, links or copies. */
export async function writeIgnoreFile(input: IgnoreInput): Promise<string> {
  const lines: string[] = [];
  const tests = input.tests || input.needs.tests || input.needs.all;
  for (const { name, folder } of entries(input)) {
    if (isNeeded(name, input) || (tests && /^test(?:s|data)?$/.test(name))) continue;
    if (name === 'vendor' && (await isBrokenVendor(input))) lines.push(name);
    if (input.needs.all && !INERT.test(name)) continue;
    if (folder && (!FOLDERS.includes(name) || (await holdsGo(input.files, name)))) continue;
    if (!folder && !FILES.some((pattern) => pattern.test(name)) && !isCalled(input.program, name)) continue;
    lines.push(escape(name));
  }
  const everywhere = EVERYWHERE.filter(
    (pattern) => !isPatternNeeded(pattern, input) && !(tests && pattern.includes('test')),
  );
  return `${[...new Set(lines)].sort(compare).concat(everywhere).join('\n')}\n`;
}

function entries({ root, planned }: IgnoreInput): readonly FileEntry[] {
  const fresh = planned
    .map((path) => ({ name: path.split('/', 1)[0] ?? path, folder: path.includes('/') }))
    .filter(({ name }) => !root.some((entry) => entry.name === name));
  return [...root, ...fresh];
}

/**
 * Whether an embed or a copied file may lie at `name` of the root. Embeds are relative to a package we do not know:
 * only one in the root reaches `name` by its first segment; other packages are Go code inside of their folder.
 */
function isNeeded(name: string, { program, storage, root, needs }: IgnoreInput): boolean {
  if (needs.paths.some((path) => matches(path.split('/', 1)[0] ?? path, name))) return true;
  const used = [
    ...storage.copies.map(({ from }) => from),
    ...(program.generated ?? []).flatMap(({ reads }) => reads),
    ...(program.testdata ?? []),
  ];
  if (used.some((path) => isInside(path, name))) return true;
  if (name === '.git' || !root.some((entry) => entry.name.endsWith('.go'))) return false;
  return program.embeds.some((embed) => matches(embed.replace(/^all:/, '').split('/', 1)[0] ?? embed, name));
}

/** Whether an embed, a copied file or a linked package names what the pattern would take away. */
function isPatternNeeded(pattern: string, { program, storage, needs }: IgnoreInput): boolean {
  const part = pattern.slice(3).replace(/^\*|\.?\*$/g, '');
  const used = [
    ...program.embeds,
    ...(program.testdata ?? []),
    ...storage.copies.map(({ from }) => from),
    ...needs.paths,
  ];
  return used.some((path) => path.includes(part));
}

/** A segment of Go's embed pattern (path.Match) against one name, generously. */
function matches(segment: string, name: string): boolean {
  if (segment === '.' || segment === name) return true;
  if (!/[*?[]/.test(segment)) return false;
  const pattern = segment
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\[[^\]]*\]?/g, '.')
    .replace(/\?/g, '.')
    .replace(/\*+/g, '.*');
  return new RegExp(`^${pattern}$`).test(name);
}

/** Whether Go source that a build may link lies below `folder`; a tree too large to look through counts as yes. */
async function holdsGo(files: Files, folder: string): Promise<boolean> {
  if (folder === '.git' || folder === 'node_modules') return false;
  const queue = [folder];
  for (let looked = 0; queue.length > 0; looked++) {
    if (looked > 500) return true;
    const next = queue.pop() ?? folder;
    for (const entry of await files.list(next)) {
      const path = joinPath(next, entry.name);
      if (entry.folder && path !== null && entry.name !== 'testdata') queue.push(path);
      else if (/\.(?:go|c|h|cc|cpp|s|S|syso)$/.test(entry.name) && !entry.name.endsWith('_test.go')) return true;
      else if (entry.name === 'go.mod') return true;
    }
  }
  return false;
}

/** With the list of vendored modules alone, or without it, the go command would look for them there, and stop. */
async function isBrokenVendor({ files, root }: IgnoreInput): Promise<boolean> {
  const names = await files.list('vendor');
  const hasList = names.some(({ name }) => name === 'modules.txt');
  return hasList ? names.length === 1 : root.some(({ name }) => name === 'go.mod');
}

function escape(name: string): string {
  return name.replace(/[*?[\]\\]/g, '\\$&').replace(/^([!#])/, '\\$1');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
