import type { Node } from 'yaml';
import type { Report } from '../lint/rule.ts';
import type { RuleIds } from './rule-ids.ts';
import type { RuleEntry } from './rule-levels.ts';
import { problem, readYaml, textsOf, valueOf, type YamlFile } from './yaml-file.ts';

/**
 * Reads `.checkov.yaml`: `skip-check` silences checks, `check` leaves only those that it names. Both take `CKV_K8S*`;
 * severities (`LOW`) say nothing, as they need checkov's platform.
 */
export function readCheckovConfig(
  text: string,
  ids: RuleIds,
): { entries: readonly RuleEntry[]; problems: readonly Report[] } {
  const file = readYaml(text, ['`.checkov.yaml` must be a map of settings']);
  const only = checks(file, 'check', ids);
  const skipped = checks(file, 'skip-check', ids);
  const entries: RuleEntry[] = [];
  if (only.length > 0) {
    for (const target of ids.ofPeer('checkov', '*')) entries.push({ target, level: 'off' });
    for (const id of only) for (const target of ids.ofPeer('checkov', id)) entries.push({ target, level: 'on' });
  }
  for (const id of skipped) for (const target of ids.ofPeer('checkov', id)) entries.push({ target, level: 'off' });
  return { entries, problems: file.problems };
}

/** A list, or one text with commas. */
function checks(file: YamlFile, key: string, ids: RuleIds): string[] {
  const found: string[] = [];
  for (const { text, at } of textsOf(file, valueOf(file.root, key), ['`{0}` must be a list', key])) {
    for (const id of text.split(',').map((one) => one.trim())) {
      if (id === '' || /^(?:LOW|MEDIUM|HIGH|CRITICAL)$/.test(id)) continue;
      if (!id.includes('*')) reportUnknown(file, at, id, ids);
      found.push(id);
    }
  }
  return found;
}

function reportUnknown(file: YamlFile, at: Node, id: string, ids: RuleIds): void {
  const guess = ids.exists('checkov', id) ? undefined : ids.guess('checkov', id);
  if (guess !== undefined) problem(file, at, ['There is no rule `{0}`; did you mean `{1}`?', id, guess]);
}
