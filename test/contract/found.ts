import assert from 'node:assert/strict';
import { say } from '../../src/words/message.ts';
import { mended } from './seed.ts';
import { findingsOf, type Texts } from './workspace.ts';

/** `file: rule: the marked text: the titles of its fixes` of the rules that a pattern names, in files that are shown. */
export function finder(rules: RegExp, isShown: (file: string) => boolean = () => true) {
  return async (texts: Texts): Promise<string[]> =>
    [...(await findingsOf(texts))].flatMap(([file, findings]) =>
      findings
        .filter(({ rule }) => isShown(file) && rules.test(rule))
        .map(({ rule, start, end, fixes = [] }) => {
          const titles = fixes.map(({ title }) => say(title)).join(' | ');
          return [file, rule, texts[file]?.slice(start, end) ?? '', titles].join(': ');
        }),
    );
}

/** Every fix of these rules leaves nothing for them to say. */
export async function assertFixesMend(
  table: Iterable<readonly [what: string, texts: Texts, ...rest: readonly unknown[]]>,
  rules: RegExp,
  found: (texts: Texts) => Promise<string[]>,
): Promise<void> {
  for (const [what, texts] of table) {
    for (const [file, findings] of await findingsOf(texts)) {
      for (const fix of findings.flatMap(({ rule, fixes = [] }) => (rules.test(rule) ? fixes : []))) {
        assert.deepEqual(await found(mended(texts, file, fix)), [], `${what}: ${say(fix.title)}`);
      }
    }
  }
}
