import type { Program, Write } from '../../go/project.ts';
import type { ContractContainer } from '../contract.ts';
import { isAsWritten } from '../ports/effective-listener.ts';
import { fallbackOf } from './setting-place.ts';

/**
 * The folder that must be writable, or the file where none is known, as a container lets the program write it: what its one
 * setting says where that takes the place of its default. Undefined: nobody knows.
 */
export function writtenPath(
  write: Write,
  program: Pick<Program, 'env' | 'flags'>,
  given: ContractContainer['given'],
): string | undefined {
  const { path, folder, configuredBy = [], certainty } = write;
  if (isAsWritten(write, given)) return folder ?? path;
  const set = configuredBy.filter((by) => given(by) !== undefined);
  const [by = '', second] = set;
  const value = given(by)?.replace(/(?<=.)\/+$/, '');
  const fallback = fallbackOf(by, program);
  if (certainty !== 'default' || second !== undefined || !fallback || !value || !/^\/[\w./-]*$/.test(value))
    return undefined;
  const moved = [path, ...(folder === undefined ? [] : [folder])].map((one) =>
    one === fallback ? value : one.startsWith(`${fallback}/`) ? `${value}${one.slice(fallback.length)}` : undefined,
  );
  const [file, around] = moved;
  if (file === undefined) return undefined;
  return folder === undefined ? file : (around ?? file.slice(0, file.lastIndexOf('/')));
}
