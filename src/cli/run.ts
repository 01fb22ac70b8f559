import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { explain, Problem } from '../words/problem.ts';
import { type Common, type Door, UsageError } from './door.ts';
import { helpText } from './help.ts';
import { readTranslations } from './translations.ts';

type Command = (args: readonly string[], door: Door, common: Common) => Promise<number>;

/** A call loads its own command's code only. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  lint: async () => (await import('./lint.ts')).lintCommand,
  analyze: async () => (await import('./analyze.ts')).analyzeCommand,
  containerize: async () => (await import('./containerize.ts')).containerizeCommand,
  graph: async () => (await import('./graph.ts')).graphCommand,
  'create-secret': async () => (await import('./create-secret.ts')).createSecretCommand,
  prove: async () => (await import('./prove.ts')).proveCommand,
};

/** Runs one call of the command line; resolves to the exit status and throws nothing. */
export async function run(args: readonly string[], door: Door): Promise<number> {
  let common: Common = { translations: {}, color: false };
  try {
    common = await commonOptions(args, door);
    const { name, rest } = commandOf(args);
    if (name === '--version') {
      door.stdout(`${await version(door)}\n`);
      return 0;
    }
    if (['', '--help', '-h', 'help'].includes(name) || rest.includes('--help')) {
      door.stdout(helpText(Object.hasOwn(COMMANDS, name) ? name : undefined));
      return name === '' ? 2 : 0;
    }
    const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!load) throw new UsageError(`there is no command "${name}"; see gantry --help`);
    const command = await load();
    return await command(rest, door, common);
  } catch (error) {
    door.stderr(`gantry: ${sentence(error, common)}\n`);
    return 2;
  }
}

function sentence(error: unknown, { translations }: Common): string {
  if (error instanceof Problem) return explain(error, translations);
  return error instanceof Error ? error.message : String(error);
}

/** The command, and what it reads: also the common options that stand before it. */
function commandOf(args: readonly string[]): { readonly name: string; readonly rest: readonly string[] } {
  let before = 0;
  while (/^--(?:lang|color)(?:=|$)/.test(args[before] ?? '')) before += args[before]?.includes('=') ? 1 : 2;
  const [name = '', ...rest] = args.slice(before);
  return { name, rest: [...args.slice(0, before), ...rest] };
}

/** --lang and --color may stand anywhere; the commands read the rest. */
async function commonOptions(args: readonly string[], door: Door): Promise<Common> {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    options: { lang: { type: 'string' }, color: { type: 'string' } },
  });
  const { lang = 'en', color = 'auto' } = values;
  if (lang !== 'en' && lang !== 'zh-cn') throw new UsageError('--lang is en or zh-cn');
  if (color !== 'auto' && color !== 'always' && color !== 'never') {
    throw new UsageError('--color is auto, always or never');
  }
  const auto = door.colors && !door.env['NO_COLOR'];
  return {
    translations: lang === 'en' ? {} : await readTranslations(door.distDir, lang),
    color: color === 'always' || (color === 'auto' && auto),
  };
}

async function version(door: Door): Promise<string> {
  const manifest = JSON.parse(await readFile(path.join(door.distDir, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}
