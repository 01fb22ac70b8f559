import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import type { Message } from '../words/message.ts';
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
function inShort({ code, message }: Error & { readonly code?: string }): Message {
  const option = /'(-[^\s'=,]+)/.exec(message)?.[1];
  if (option === undefined) return ['{0}', message];
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return ['there is no option {0}; see --help', option];
  if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return ['{0}', message];
  return [message.includes('does not take') ? '{0} takes no value' : '{0} wants a value', option];
}
