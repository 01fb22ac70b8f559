import type { Report } from '../lint/rule.ts';
import type { Level } from '../lint/settings.ts';
import type { RuleIds } from './rule-ids.ts';
import type { RuleEntry } from './rule-levels.ts';
import { readKubeLinterChecks } from './kube-linter-checks.ts';
import type { SettingSource } from './setting-source.ts';
import { booleanOf, mapOf, problem, readYaml, textsOf, valueOf } from './yaml-file.ts';

/** Reads `.kube-linter.yaml`: which of its checks run, and where not, and the checks of its users as far as we can follow them. */
export function readKubeLinterConfig(
  text: string,
  ids: RuleIds,
): { sources: readonly SettingSource[]; problems: readonly Report[] } {
  const file = readYaml(text, ['`.kube-linter.yaml` must be a map of settings']);
  const checks = mapOf(file, valueOf(file.root, 'checks'), ['`{0}` must be a map', 'checks']);
  const flag = (key: string) => booleanOf(file, valueOf(checks, key), ['`{0}` must be true or false', key]) ?? false;
  const texts = (key: string) => textsOf(file, valueOf(checks, key), ['`{0}` must be a list', key]);
  const entries: RuleEntry[] = [];
  const set = (id: string, level: Level) => {
    for (const target of ids.ofPeer('kube-linter', id)) entries.push({ target, level });
  };
  const custom = readKubeLinterChecks(file, '');
  if (flag('doNotAutoAddDefaults')) set('*', 'off');
  if (flag('addAllBuiltIn')) set('*', 'on');
  for (const id of custom.builtIn) set(id, 'on');
  for (const { id } of custom.rules) set(id, 'on');
  for (const [key, level] of [
    ['include', 'on'],
    ['exclude', 'off'],
  ] as const) {
    for (const { text: id, at } of texts(key)) {
      set(id, level);
      const guess = ids.exists('kube-linter', id) || custom.names.has(id) ? undefined : ids.guess('kube-linter', id);
      if (guess !== undefined) problem(file, at, ['There is no rule `{0}`; did you mean `{1}`?', id, guess]);
    }
  }
  const ignored = texts('ignorePaths').map((one) => one.text.replace(/^\.?\//, ''));
  const nowhere = ids.ofPeer('kube-linter', '*').map((target) => ({ target, level: 'off' as const }));
  const sources = ignored.length > 0 ? [{ entries }, { entries: nowhere, globs: ignored }] : [{ entries }];
  return { sources, problems: file.problems };
}
