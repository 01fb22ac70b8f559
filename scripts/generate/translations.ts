import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RuleInfo } from '../../src/lint/rule.ts';
import { messageTemplates } from './message-templates.ts';

/**
 * Merges l10n/<language>/*.json into the bundle that ships, and holds it against the templates in the source:
 * one entry a template, with the same holes.
 */
export async function translationBundles(
  root: string,
  rules: readonly RuleInfo[],
): Promise<{ files: Map<string, string>; problems: string[] }> {
  const { templates, problems } = messageTemplates(root);
  const needed = new Set([...templates, ...rules.flatMap(({ title, why }) => [title, why])]);
  const files = new Map<string, string>();
  for (const language of ['zh-cn']) {
    const { entries, problems: faults } = await readParts(path.join(root, 'l10n', language), language);
    problems.push(...faults);
    for (const template of needed) {
      const translation = entries.get(template);
      if (translation === undefined) problems.push(`l10n/${language}: no entry for ${JSON.stringify(template)}`);
      else if (holes(translation) !== holes(template)) {
        problems.push(`l10n/${language}: other holes than in ${JSON.stringify(template)}`);
      }
    }
    for (const template of entries.keys()) {
      if (!needed.has(template)) problems.push(`l10n/${language}: nothing says ${JSON.stringify(template)}`);
    }
    const sorted = [...entries].filter(([template]) => needed.has(template)).sort(([a], [b]) => (a < b ? -1 : 1));
    files.set(`l10n/bundle.l10n.${language}.json`, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
  }
  return { files, problems };
}

async function readParts(
  folder: string,
  language: string,
): Promise<{ entries: Map<string, string>; problems: string[] }> {
  const entries = new Map<string, string>();
  const problems: string[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const part = JSON.parse(await readFile(path.join(folder, name), 'utf8')) as Record<string, string>;
    for (const [template, translation] of Object.entries(part)) {
      const present = entries.get(template);
      if (present !== undefined && present !== translation) {
        problems.push(`l10n/${language}/${name}: another translation of ${JSON.stringify(template)} exists`);
      }
      entries.set(template, translation);
    }
  }
  return { entries, problems };
}

function holes(text: string): string {
  return [...new Set(text.match(/\{\d+\}/g))].sort().join();
}
