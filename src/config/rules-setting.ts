import { isMap, isScalar, type Node } from 'yaml';
import type { Level } from '../lint/settings.ts';
import type { RuleIds } from './rule-ids.ts';
import type { RuleEntry } from './rule-levels.ts';
import { entriesOf, mapOf, problem, valueOf, type YamlFile } from './yaml-file.ts';

const LEVELS: readonly string[] = ['off', 'on', 'hint', 'info', 'warning', 'error'];

/** Reads a map from rule ids, ours or a peer's, to severities or to severity and options. */
export function readRules(file: YamlFile, node: Node | undefined, ids: RuleIds): RuleEntry[] {
  const map = mapOf(file, node, ['`rules` must be a map from rule ids to severities']);
  return entriesOf(map).flatMap(({ key, at, value }) => {
    const targets = ids.targets(key);
    if (targets.length === 0) {
      reportUnknown(file, key, at, ids);
      return [];
    }
    const setting = readSetting(file, value);
    return targets.map((target) => ({ target, ...setting }));
  });
}

/** A peer's id without a rule of ours is no mistake: it has no effect here. */
function reportUnknown(file: YamlFile, key: string, at: Node, ids: RuleIds): void {
  if (ids.exists('gantry', key)) return;
  const guess = ids.guess('gantry', key);
  problem(
    file,
    at,
    guess ? ['There is no rule `{0}`; did you mean `{1}`?', key, guess] : ['There is no rule `{0}`', key],
  );
}

function readSetting(file: YamlFile, node: Node | null): Pick<RuleEntry, 'level' | 'options'> {
  if (isScalar(node)) return readLevel(file, node);
  const map = mapOf(file, node, ['A rule is set by a severity, or by `severity` and `options`']);
  if (!map) return {};
  const severity = valueOf(map, 'severity');
  const options = valueOf(map, 'options');
  return {
    ...(isScalar(severity) ? readLevel(file, severity) : {}),
    ...(isMap(options) ? { options: options.toJSON() as Record<string, unknown> } : {}),
  };
}

function readLevel(file: YamlFile, node: Node & { value: unknown }): { level?: Level } {
  // YAML 1.1 readers know `off` as false; people write it both ways.
  const value = node.value === false ? 'off' : node.value === true ? 'on' : String(node.value);
  if (LEVELS.includes(value)) return { level: value as Level };
  problem(file, node, ['`{0}` is no severity; use off, hint, info, warning or error', value]);
  return {};
}
