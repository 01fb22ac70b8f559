// `npm run generate`: writes everything that is made from something else; `--check` only compares and fails on drift.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { configSchema } from './generate/config-schema.ts';
import { readmeWithRules } from './generate/readme.ts';
import { ruleIndex, rulePage } from './generate/rule-pages.ts';
import { translationBundles } from './generate/translations.ts';
import { allRules } from '../src/project/all-rules.ts';

const root = path.join(import.meta.dirname, '..');
const check = process.argv.includes('--check');
const problems: string[] = [];

const files = new Map<string, string>([
  ...allRules.map((rule): [string, string] => [`docs/rules/${rule.id}.md`, rulePage(rule)]),
  ['docs/rules/README.md', ruleIndex(allRules)],
  ['schemas/gantry.schema.json', configSchema(allRules)],
]);
const translations = await translationBundles(root, allRules);
problems.push(...translations.problems);
for (const [file, text] of translations.files) files.set(file, text);
for (const name of ['README.md', 'README.zh-cn.md']) {
  const text = await readFile(path.join(root, name), 'utf8').catch(() => undefined);
  if (text !== undefined) files.set(name, readmeWithRules(text, allRules));
}

for (const [file, text] of files) await put(file, text);
await removeStalePages();

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);

async function put(file: string, text: string): Promise<void> {
  const target = path.join(root, file);
  const present = await readFile(target, 'utf8').catch(() => undefined);
  if (present === text) return;
  if (check) {
    problems.push(`${file} is not what \`npm run generate\` writes`);
    return;
  }
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
  console.log(`wrote ${file}`);
}

/** A page whose rule is gone must go, too. */
async function removeStalePages(): Promise<void> {
  for (const name of await readdir(path.join(root, 'docs/rules')).catch(() => [])) {
    const file = `docs/rules/${name}`;
    if (files.has(file)) continue;
    if (check) problems.push(`${file} belongs to no rule`);
    else await rm(path.join(root, file));
  }
}
