import type { ReadCall } from './file-reads.ts';
import type { WriteCall } from './file-writes.ts';
import type { Use } from '../code/code-index.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';
import { AFERO } from '../libraries/library-paths.ts';

export const AFERO_READS: readonly (readonly [string, ReadCall])[] = [
  ...['ReadFile', 'ReadDir', 'Walk'].map((name) => [`${AFERO}.${name}`, { at: 1 }] as const),
  ...['Fs.Open', 'Afero.Open', 'Afero.ReadFile', 'Afero.ReadDir', 'Afero.Walk'].map(
    (name) => [`${AFERO}.${name}`, { at: 0 }] as const,
  ),
];

export const AFERO_WRITES: readonly (readonly [string, WriteCall])[] = [
  ...['WriteFile', 'WriteReader', 'SafeWriteReader'].flatMap((name) => [
    [`${AFERO}.${name}`, { at: 1, is: 'file' }] as const,
    [`${AFERO}.Afero.${name}`, { at: 0, is: 'file' }] as const,
  ]),
  ...['Fs', 'Afero'].flatMap((type) => [
    [`${AFERO}.${type}.Create`, { at: 0, is: 'file' }] as const,
    [`${AFERO}.${type}.Rename`, { at: 1, is: 'file' }] as const,
    [`${AFERO}.${type}.Mkdir`, { at: 0, is: 'folder' }] as const,
    [`${AFERO}.${type}.MkdirAll`, { at: 0, is: 'folder' }] as const,
  ]),
  ...['TempFile', 'TempDir'].map((name) => [`${AFERO}.${name}`, { at: 1, is: 'temporary' }] as const),
];

/** File systems in memory, below another folder, or over another one: paths of theirs are none of the disk's. */
const OTHERS = ['NewMemMapFs', 'NewBasePathFs', 'NewCopyOnWriteFs', 'NewReadOnlyFs', 'NewCacheOnReadFs'];

/** Whether a call goes to the disk; what goes through afero does where the program opens the disk by it, and nothing else. */
export function goesToDisk(name: string, code: LinkedCode): boolean {
  if (!name.startsWith(`${AFERO}.`)) return true;
  const opens = (maker: string) =>
    code.calls(maker).some(({ expression, site }) => calleeName(code, expression.callee, site) === `${AFERO}.${maker}`);
  return opens('NewOsFs') && !OTHERS.some(opens);
}

/** The folders that file systems of the disk begin in: `afero.NewBasePathFs(afero.NewOsFs(), root)`, of which something writes. */
export function* writtenRoots(code: LinkedCode): Generator<Use<Call> & { readonly root: Expression }> {
  if (!AFERO_CHANGES.some((method) => code.calls(method).some((use) => isOfAfero(use, code)))) return;
  for (const use of code.calls('NewBasePathFs')) {
    const [system, root] = use.expression.args;
    const isDisk = system?.kind === 'call' && calleeName(code, system.callee, use.site) === `${AFERO}.NewOsFs`;
    if (root && isDisk && isOfAfero(use, code)) yield { ...use, root };
  }
}

const AFERO_CHANGES = ['Create', 'OpenFile', 'Mkdir', 'MkdirAll', 'WriteFile', 'WriteReader', 'Rename'];

function isOfAfero({ expression, site }: Use<Call>, code: LinkedCode): boolean {
  return calleeName(code, expression.callee, site)?.startsWith(`${AFERO}.`) === true;
}
