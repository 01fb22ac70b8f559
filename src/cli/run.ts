import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { say } from '../words/message.ts';
import { explain, Problem } from '../words/problem.ts';
import { type Common, type Door, UsageError } from './door.ts';
import { helpText } from './help.ts';
import { localeLanguage, readTranslations } from './translations.ts';

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
  let common: Common = { translations: {}, reportTranslations: {}, color: false };
  try {
    const { lang, color } = wantedOf(args);
    common = { ...common, ...(await languages(lang, door)) };
    common = { ...common, color: isColored(color, door) };
    const { name, rest } = commandOf(args);
    if (name === '--version') {
      door.stdout(`${await version(door)}\n`);
      return 0;
    }
    if (['', '--help', '-h', 'help'].includes(name) || rest.includes('--help')) {
      const about = name === 'help' ? rest.find((word) => !word.startsWith('-')) : name;
      door.stdout(helpText(about, common.translations));
      return name === '' ? 2 : 0;
    }
    const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!load) throw new UsageError(['there is no command "{0}"; see gantry --help', name]);
    const command = await load();
    return await command(rest, door, common);
  } catch (error) {
    door.stderr(`gantry: ${sentence(error, common)}\n`);
    return 2;
  }
}

function sentence(error: unknown, { translations }: Common): string {
  if (error instanceof Problem) return explain(error, translations);
  if (error instanceof UsageError) return say(error.said, translations);
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
function wantedOf(args: readonly string[]): { readonly lang?: unknown; readonly color?: unknown } {
  const options = { lang: { type: 'string' }, color: { type: 'string' } } as const;
  return parseArgs({ args: [...args], strict: false, options }).values;
}

async function languages(lang: unknown, door: Door): Promise<Pick<Common, 'translations' | 'reportTranslations'>> {
  const language = lang ?? localeLanguage(door.env);
  if (language !== 'en' && language !== 'zh-cn') throw new UsageError(['--lang is en or zh-cn']);
  const translations = language === 'en' ? {} : await readTranslations(door.distDir, language);
  return { translations, reportTranslations: lang === undefined ? {} : translations };
}

function isColored(color: unknown, door: Door): boolean {
  if (color === 'always') return true;
  if (color === undefined || color === 'auto') return door.colors && !door.env['NO_COLOR'];
  if (color !== 'never') throw new UsageError(['--color is auto, always or never']);
  return false;
}

async function version(door: Door): Promise<string> {
  const manifest = JSON.parse(await readFile(path.join(door.distDir, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}
