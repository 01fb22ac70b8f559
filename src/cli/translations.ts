import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Translations } from '../words/message.ts';

/** The language of the user's locale, among those that messages are in; bytes of another encoding than UTF-8 could not be read. */
export function localeLanguage({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): 'en' | 'zh-cn' {
  const locale = [LC_ALL, LC_MESSAGES, LANG].find((one) => one !== undefined && one !== '') ?? '';
  return /^zh(?:_CN|_SG)?(?:\.utf-?8)?(?:@|$)/i.test(locale) ? 'zh-cn' : 'en';
}

/** The bundle of translated messages that ships beside the bundles in `distDir`. */
export async function readTranslations(distDir: string, language: string): Promise<Translations> {
  const file = path.join(distDir, '..', 'l10n', `bundle.l10n.${language}.json`);
  return JSON.parse(await readFile(file, 'utf8')) as Translations;
}
