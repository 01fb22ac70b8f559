import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { UsageError } from './door.ts';

/** The arguments of a command, with the options that every command knows; a wrong one is a UsageError. */
export function parseArguments<Options extends ParseArgsOptionsConfig>(args: readonly string[], options: Options) {
  const common = { lang: { type: 'string' }, color: { type: 'string' } } as const;
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { ...common, ...options } });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
