import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { UsageError } from './door.ts';

/** The arguments of a command, with the options that every command knows; a wrong one is a UsageError. */
export function parseArguments<Options extends ParseArgsOptionsConfig>(args: readonly string[], options: Options) {
  const common = { lang: { type: 'string' }, color: { type: 'string' } } as const;
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { ...common, ...options } });
  } catch (error) {
    throw new UsageError(inShort(error as Error & { readonly code?: string }));
  }
}

/** Node says it in up to three sentences, and advises what is hardly ever meant. */
function inShort({ code, message }: Error & { readonly code?: string }): string {
  const option = /'(-[^\s'=,]+)/.exec(message)?.[1];
  if (option === undefined) return message;
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `there is no option ${option}; see --help`;
  if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return message;
  return message.includes('does not take') ? `${option} takes no value` : `${option} wants a value`;
}
