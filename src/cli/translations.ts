import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Translations } from '../words/message.ts';

/** The bundle of translated messages that ships beside the bundles in `distDir`. */
export async function readTranslations(distDir: string, language: string): Promise<Translations> {
  const file = path.join(distDir, '..', 'l10n', `bundle.l10n.${language}.json`);
  return JSON.parse(await readFile(file, 'utf8')) as Translations;
}
