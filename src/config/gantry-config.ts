import { isMap, isScalar, type Node, type YAMLMap } from 'yaml';
import type { Report, RuleInfo } from '../lint/rule.ts';
import type { CustomRule } from './custom-rule.ts';
import { readCustomRules } from './custom-rules-setting.ts';
import { type LabelRequirements, readLabels } from './labels-setting.ts';
import { type MatchSetting, readMatches } from './matches-setting.ts';
import { readImages } from './read-images.ts';
import { PROFILES } from './profiles.ts';
import type { RuleIds } from './rule-ids.ts';
import type { RuleEntry } from './rule-levels.ts';
import { readRules } from './rules-setting.ts';
import { similar } from './similar.ts';
import { entriesOf, mapOf, problem, readYaml, textsOf, valueOf, type YamlFile } from './yaml-file.ts';

/** What one `.gantry.yaml` says. */
export interface GantryConfig {
  /** Paths of files that this one builds on, relative to it. */
  readonly extends: readonly string[];
  readonly profile?: string;
  readonly rules: readonly RuleEntry[];
  readonly profiles: Readonly<Record<string, Profile>>;
  readonly paths: readonly PathSetting[];
  /** Globs of files that are not linted, relative to the configuration's folder. */
  readonly ignore: readonly string[];
  /** Registries that images may come from. */
  readonly registries?: readonly string[];
  readonly labels?: LabelRequirements;
  /** The Kubernetes that the manifests are for, such as `1.36`. */
  readonly kubernetesVersion?: string;
  /** Rules of the workspace's own. */
  readonly customRules: readonly CustomRule[];
  /** Which containers run which programs. */
  readonly matches: readonly MatchSetting[];
  /** Faults of the file itself, at their places. */
  readonly problems: readonly Report[];
}

/** A profile of the workspace's own. */
export interface Profile {
  /** The profile it begins with; `recommended` where it says nothing. */
  readonly extends?: string;
  readonly rules: readonly RuleEntry[];
}

/** What is different in some files. */
export interface PathSetting {
  readonly glob: string;
  readonly profile?: string;
  readonly rules: readonly RuleEntry[];
}

/** The pseudo rule under which faults of `.gantry.yaml` are reported. */
export const gantryConfigRule: RuleInfo = {
  id: 'gantry-config',
  title: 'Keep .gantry.yaml valid',
  severity: 'error',
  aliases: [],
  why: 'A setting that Gantry cannot read has no effect, so a rule you meant to set keeps its default.',
  examples: [],
  exampleOf: 'workspace',
};

/** Keys of `.gantry.yaml` that have a meaning; `schemas/gantry.schema.json` describes them. */
export const CONFIG_KEYS = [
  'extends',
  'profile',
  'rules',
  'profiles',
  'paths',
  'ignore',
  'registries',
  'labels',
  'kubernetesVersion',
  'customRules',
  'images',
  'matches',
] as const;
/** Keys that later parts of Gantry read: accepted here, so that one file serves every version. */
const LATER_KEYS = ['environments'] as const;

/**
 * Reads `.gantry.yaml`: never throws, faulty parts are left out and reported, as is what it extends and is `missing`.
 * `taken`: ids that rules of its own must not have.
 */
export function readGantryConfig(
  text: string,
  ids: RuleIds,
  missing: readonly string[] = [],
  { name, taken }: OwnRules = { name: '.gantry.yaml', taken: new Set() },
): GantryConfig {
  const file = readYaml(text, ['`.gantry.yaml` must be a map of settings']);
  const { root } = file;
  const known: readonly string[] = [...CONFIG_KEYS, ...LATER_KEYS];
  checkKeys(file, root, known);
  const profiles = readProfiles(file, ids);
  const names = [...Object.keys(PROFILES), ...Object.keys(profiles)];
  const profile = readProfileName(file, valueOf(root, 'profile'), names);
  const registries = readRegistries(file);
  const labels = readLabels(file, valueOf(root, 'labels'));
  // Who writes Dockerfiles reads it again (imagesOf): here only its faults count.
  readImages(file, valueOf(root, 'images'));
  const kubernetesVersion = readKubernetesVersion(file, valueOf(root, 'kubernetesVersion'));
  return {
    extends: readExtends(file, missing),
    ...(profile === undefined ? {} : { profile }),
    rules: readRules(file, valueOf(root, 'rules'), ids),
    profiles,
    paths: readPaths(file, ids, names),
    ignore: textsOf(file, valueOf(root, 'ignore'), ['`ignore` must be a list of globs']).map((glob) => glob.text),
    ...(registries === undefined ? {} : { registries }),
    ...(labels === undefined ? {} : { labels }),
    ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }),
    customRules: readCustomRules(file, name, valueOf(root, 'customRules'), taken),
    matches: readMatches(file, valueOf(root, 'matches')),
    problems: file.problems,
  };
}

interface OwnRules {
  /** How the project calls the file. */
  readonly name: string;
  readonly taken: ReadonlySet<string>;
}

/** The rules of its own in a `.gantry.yaml`, before anything else in it is read: it may set them as all others. */
export function customRulesOf(text: string, { name, taken }: OwnRules): readonly CustomRule[] {
  const file = readYaml(text, ['`.gantry.yaml` must be a map of settings']);
  return readCustomRules(file, name, valueOf(file.root, 'customRules'), taken);
}

/** The files that a `.gantry.yaml` builds on, before anything else in it is read. */
export function extendsOf(text: string): readonly string[] {
  return readExtends(readYaml(text, ['`.gantry.yaml` must be a map of settings']));
}

function readExtends(file: YamlFile, missing: readonly string[] = []): readonly string[] {
  const written = textsOf(file, valueOf(file.root, 'extends'), [
    '`extends` must be the path of a file, or a list of them',
  ]);
  return written.flatMap(({ text, at }) => {
    if (missing.includes(text)) problem(file, at, ['The file `{0}` cannot be read', text]);
    // Configuration is read from disk only: what decides must not change with the network.
    if (!/^\w[\w+.-]+:/.test(text)) return [text];
    problem(file, at, ['`extends` takes files of this machine only, not `{0}`', text]);
    return [];
  });
}

function checkKeys(file: YamlFile, map: YAMLMap | null, known: readonly string[]): void {
  for (const { key, at } of entriesOf(map)) {
    if (known.includes(key)) continue;
    const guess = similar(key, known);
    problem(file, at, guess ? ['`{0}` is no setting; did you mean `{1}`?', key, guess] : ['`{0}` is no setting', key]);
  }
}

function readProfiles(file: YamlFile, ids: RuleIds): Record<string, Profile> {
  const map = mapOf(file, valueOf(file.root, 'profiles'), ['`profiles` must be a map from names to settings']);
  const names = [...Object.keys(PROFILES), ...entriesOf(map).map(({ key }) => key)];
  const profiles: Record<string, Profile> = {};
  for (const { key, at, value } of entriesOf(map)) {
    if (key in PROFILES) problem(file, at, ['`{0}` is a profile that everybody has; choose another name', key]);
    const setting = mapOf(file, value, ['`{0}` must be a map', key]);
    checkKeys(file, setting, ['extends', 'rules']);
    const base = readProfileName(file, valueOf(setting, 'extends'), names);
    const rules = readRules(file, valueOf(setting, 'rules'), ids);
    if (!(key in PROFILES)) profiles[key] = base === undefined ? { rules } : { extends: base, rules };
  }
  return profiles;
}

function readPaths(file: YamlFile, ids: RuleIds, names: readonly string[]): PathSetting[] {
  const map = mapOf(file, valueOf(file.root, 'paths'), ['`paths` must be a map from globs to settings']);
  return entriesOf(map).map(({ key, value }) => {
    const setting = mapOf(file, value, ['`{0}` must be a map', key]);
    checkKeys(file, setting, ['profile', 'rules']);
    const profile = readProfileName(file, valueOf(setting, 'profile'), names);
    const rules = readRules(file, valueOf(setting, 'rules'), ids);
    return { glob: key, ...(profile === undefined ? {} : { profile }), rules };
  });
}

function readProfileName(file: YamlFile, node: Node | undefined, names: readonly string[]): string | undefined {
  if (node === undefined) return undefined;
  const name = isScalar(node) ? String(node.value) : '';
  if (names.includes(name)) return name;
  problem(file, node, ['There is no profile `{0}`; use {1}', name, names.join(', ')]);
  return undefined;
}

/** As it is written: `1.30` is the number 1.3 to YAML. */
function readKubernetesVersion(file: YamlFile, node: Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  const written = isScalar(node) ? (node.source ?? String(node.value)) : '';
  if (/^v?1\.\d+(?:\.\d+)?$/.test(written)) return written;
  problem(file, node, ['`kubernetesVersion` is like `1.36`']);
  return undefined;
}

/** A list, or `trusted` in a map. */
function readRegistries(file: YamlFile): readonly string[] | undefined {
  const node = valueOf(file.root, 'registries');
  const list = isMap(node) ? valueOf(node, 'trusted') : node;
  if (list === undefined) return undefined;
  return textsOf(file, list, ['`registries` must be a list of registries']).map((registry) => registry.text);
}
