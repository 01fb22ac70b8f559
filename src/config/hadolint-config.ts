import type { Node } from 'yaml';
import type { Report } from '../lint/rule.ts';
import type { Level } from '../lint/settings.ts';
import type { LabelSchema } from './label-schema.ts';
import { readLabelSchema } from './labels-setting.ts';
import type { RuleIds } from './rule-ids.ts';
import type { RuleEntry } from './rule-levels.ts';
import { similar } from './similar.ts';
import { booleanOf, entriesOf, mapOf, problem, readYaml, textsOf, valueOf, type YamlFile } from './yaml-file.ts';

/** What hadolint is told, by `.hadolint.yaml` or by HADOLINT_* variables; an absent key says nothing. */
export interface HadolintConfig {
  readonly ignored?: readonly string[];
  /** Ids by hadolint's level. */
  readonly override?: Readonly<Partial<Record<HadolintLevel, readonly string[]>>>;
  readonly trustedRegistries?: readonly string[];
  readonly labelSchema?: LabelSchema;
  readonly strictLabels?: boolean;
  readonly disableIgnorePragma?: boolean;
  readonly failureThreshold?: HadolintThreshold;
  readonly noFail?: boolean;
}

export const HADOLINT_LEVELS = { error: 'error', warning: 'warning', info: 'info', style: 'hint' } as const;
export type HadolintLevel = keyof typeof HADOLINT_LEVELS;
const HADOLINT_THRESHOLDS = ['error', 'warning', 'info', 'style', 'ignore', 'none'] as const;
export type HadolintThreshold = (typeof HADOLINT_THRESHOLDS)[number];

const KEYS = [
  'ignored',
  'override',
  'trustedRegistries',
  'label-schema',
  'strict-labels',
  'disable-ignore-pragma',
  'failure-threshold',
  'no-fail',
  'format',
  'no-color',
];

/** Reads `.hadolint.yaml`; never throws, faulty parts are left out and reported. */
export function readHadolintConfig(
  text: string,
  ids: RuleIds,
): { config: HadolintConfig; problems: readonly Report[] } {
  const file = readYaml(text, ['`.hadolint.yaml` must be a map of settings']);
  const { root } = file;
  for (const { key, at } of entriesOf(root)) {
    if (KEYS.includes(key)) continue;
    const guess = similar(key, KEYS);
    problem(
      file,
      at,
      guess
        ? ['hadolint has no setting `{0}`; did you mean `{1}`?', key, guess]
        : ['hadolint has no setting `{0}`', key],
    );
  }
  const rules = (key: string, node: Node | undefined) => readIds(file, key, node, ids);
  const config: HadolintConfig = {
    ...defined('ignored', rules('ignored', valueOf(root, 'ignored'))),
    ...defined('override', readOverride(file, rules)),
    ...defined('trustedRegistries', readTexts(file, 'trustedRegistries')),
    ...defined('labelSchema', readLabels(file)),
    ...defined('strictLabels', readSwitch(file, 'strict-labels')),
    ...defined('disableIgnorePragma', readSwitch(file, 'disable-ignore-pragma')),
    ...defined('noFail', readSwitch(file, 'no-fail')),
    ...defined('failureThreshold', readThreshold(file)),
  };
  return { config, problems: file.problems };
}

/** What the rules are told; options for trusted registries and labels are told separately. */
export function hadolintEntries({ ignored = [], override = {} }: HadolintConfig, ids: RuleIds): RuleEntry[] {
  const entries: RuleEntry[] = [];
  const add = (id: string, level: Level) => {
    for (const target of ids.ofPeer('hadolint', id)) entries.push({ target, level });
  };
  for (const [name, level] of Object.entries(HADOLINT_LEVELS)) {
    for (const id of override[name as HadolintLevel] ?? []) add(id, level);
  }
  for (const id of ignored) add(id, 'off');
  return entries;
}

function readOverride(
  file: YamlFile,
  rules: (key: string, node: Node | undefined) => readonly string[] | undefined,
): HadolintConfig['override'] {
  const map = mapOf(file, valueOf(file.root, 'override'), ['`{0}` must be a map', 'override']);
  if (!map) return undefined;
  for (const { key, at } of entriesOf(map)) {
    if (!(key in HADOLINT_LEVELS))
      problem(file, at, ['`{0}` is no level of hadolint’s; use error, warning, info or style', key]);
  }
  return Object.fromEntries(
    Object.keys(HADOLINT_LEVELS).map((level) => [level, rules(level, valueOf(map, level)) ?? []]),
  );
}

function readIds(file: YamlFile, key: string, node: Node | undefined, ids: RuleIds): readonly string[] | undefined {
  if (node === undefined) return undefined;
  return textsOf(file, node, ['`{0}` must be a list of rule ids', key]).map(({ text, at }) => {
    if (!ids.exists('hadolint', text)) {
      const guess = ids.guess('hadolint', text);
      problem(
        file,
        at,
        guess ? ['There is no rule `{0}`; did you mean `{1}`?', text, guess] : ['There is no rule `{0}`', text],
      );
    }
    return text;
  });
}

function readTexts(file: YamlFile, key: string): readonly string[] | undefined {
  const node = valueOf(file.root, key);
  if (node === undefined) return undefined;
  return textsOf(file, node, ['`{0}` must be a list', key]).map(({ text }) => text);
}

function readSwitch(file: YamlFile, key: string): boolean | undefined {
  return booleanOf(file, valueOf(file.root, key), ['`{0}` must be true or false', key]);
}

function readLabels(file: YamlFile): LabelSchema | undefined {
  const map = mapOf(file, valueOf(file.root, 'label-schema'), ['`{0}` must be a map', 'label-schema']);
  if (!map) return undefined;
  return readLabelSchema(file, map);
}

function readThreshold(file: YamlFile): HadolintThreshold | undefined {
  const node = valueOf(file.root, 'failure-threshold');
  const [written] = textsOf(file, node, ['`{0}` must be one word', 'failure-threshold']);
  if (!written || isThreshold(written.text)) return written?.text as HadolintThreshold | undefined;
  problem(file, written.at, ['`{0}` is no threshold; use {1}', written.text, HADOLINT_THRESHOLDS.join(', ')]);
  return undefined;
}

export function isThreshold(text: string): text is HadolintThreshold {
  return (HADOLINT_THRESHOLDS as readonly string[]).includes(text);
}

function defined<Key extends keyof HadolintConfig>(
  key: Key,
  value: HadolintConfig[Key] | undefined,
): Pick<HadolintConfig, Key> | undefined {
  return value === undefined ? undefined : ({ [key]: value } as unknown as Pick<HadolintConfig, Key>);
}
