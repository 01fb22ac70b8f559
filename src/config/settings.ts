import picomatch from 'picomatch';
import type { Report, RuleInfo, Severity } from '../lint/rule.ts';
import type { Level, LintSettings } from '../lint/settings.ts';
import { type CustomRule, infoOf } from './custom-rule.ts';
import { customRulesIn } from './custom-rules.ts';
import { type ConfigFiles, type PeerSettings, readPeers } from './peers.ts';
import type { MatchSetting } from './matches-setting.ts';
import { type GantryConfig, readGantryConfig } from './gantry-config.ts';
import type { HadolintConfig } from './hadolint-config.ts';
import { policyEntries } from './policies.ts';
import { type ProfileFlags, PROFILES } from './profiles.ts';
import { type RuleIds, ruleIds } from './rule-ids.ts';
import { joinLevels, type RuleEntry } from './rule-levels.ts';

/** What a door adds: settings of the editor or options of the command line. They win over files. */
export interface Overrides {
  /** Severity by rule id, ours or a peer's. */
  readonly rules?: Readonly<Record<string, Level>>;
  readonly enableAll?: boolean;
  /** The Kubernetes that the manifests are for, such as `1.36`. */
  readonly kubernetesVersion?: string;
  /** What hadolint's environment variables say, over its file. */
  readonly hadolint?: HadolintConfig;
  /** Which containers run which programs, as the user has said; what files say counts before it. */
  readonly matches?: readonly MatchSetting[];
  /** Today as `2026-01-31`: ignores may end some day. */
  readonly today?: string;
}

/** Everything that decides what is reported in a workspace. */
export interface ProjectSettings {
  /** The settings of a file (relative to the configuration's folder, with `/`). */
  readonly lintFor: (file: string) => LintSettings;
  /** Whether a path (relative to the configuration's folder, with `/`) is left out. */
  readonly ignores: (path: string) => boolean;
  /** Faults of the configuration files, by file as it was given. */
  readonly problems: ReadonlyMap<string, readonly Report[]>;
  /** The Kubernetes that the manifests are for; absent: nobody says. */
  readonly kubernetesVersion?: string;
  /** Ids in `Overrides.rules` that name no rule. */
  readonly unknownRules: readonly string[];
  /** Rules that users wrote themselves; whoever lints compiles them. */
  readonly customRules: readonly CustomRule[];
  /** Which containers run which programs, where names do not tell; the first that names a container counts. */
  readonly matches: readonly MatchSetting[];
  /** The severity from which on hadolint's configuration lets a Dockerfile fail; absent: it says nothing. */
  readonly dockerfilesFailOn?: Severity | 'never';
}

/**
 * Joins configuration files and overrides. The mightier later: the profile, peers' files, ours (those it extends first),
 * what ours says about some paths, the door.
 */
export function projectSettings(
  files: ConfigFiles,
  rules: readonly RuleInfo[],
  overrides: Overrides = {},
): ProjectSettings {
  const customRules = customRulesIn(files, rules);
  const ids = ruleIds([...rules, ...customRules.map(infoOf)]);
  const taken = new Set(rules.map(({ id }) => id));
  const peers = readPeers(files, ids, overrides);
  const configs = (files.gantry ?? []).map(({ file, text, missing }) => ({
    file,
    config: readGantryConfig(text, ids, missing, { name: file, taken }),
  }));
  const config = joinConfigs(configs.map((one) => one.config));
  const door = doorEntries(overrides, ids);
  const kubernetesVersion = overrides.kubernetesVersion ?? config.kubernetesVersion;
  const above = files.gantry?.at(-1)?.above;
  const problems = new Map([...peers.problems, ...configs.map((one) => [one.file, one.config.problems] as const)]);
  return {
    lintFor: settingsByFile(config, above, peers, door.entries, ids, overrides),
    ignores: matcher(config.ignore, above),
    problems,
    unknownRules: door.unknown,
    ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }),
    customRules,
    matches: [...config.matches, ...(overrides.matches ?? [])],
    ...(peers.failOn === undefined ? {} : { dockerfilesFailOn: peers.failOn }),
  };
}

/** Settings of the workspace without any configuration file. */
export function defaultSettings(rules: readonly RuleInfo[]): ProjectSettings {
  return projectSettings({}, rules);
}

/** Lists are put behind each other, of single values the last counts. */
function joinConfigs(configs: readonly GantryConfig[]): GantryConfig {
  const single = Object.assign({}, ...configs) as Partial<GantryConfig>;
  return {
    ...single,
    extends: [],
    rules: configs.flatMap((config) => config.rules),
    profiles: Object.assign({}, ...configs.map((config) => config.profiles)) as GantryConfig['profiles'],
    paths: configs.flatMap((config) => config.paths),
    ignore: configs.flatMap((config) => config.ignore),
    customRules: [],
    // Ours counts before those that it extends.
    matches: configs.toReversed().flatMap((config) => config.matches),
    problems: [],
  };
}

/** Most files have the same settings: they are made once for every set of matching globs. */
function settingsByFile(
  config: GantryConfig,
  above: string | undefined,
  peers: PeerSettings,
  door: readonly RuleEntry[],
  ids: RuleIds,
  { enableAll, today }: Overrides,
): (file: string) => LintSettings {
  const peerSources = peers.sources.map((source) => ({
    entries: source.entries,
    matches: source.globs ? matcher(source.globs, source.above) : () => true,
  }));
  const pathSettings = config.paths.map((path) => ({ ...path, matches: matcher([path.glob], above) }));
  const policies = policyEntries(config, peers.hadolint, ids);
  const made = new Map<string, LintSettings>();
  const make = (active: readonly boolean[]): LintSettings => {
    const paths = pathSettings.filter((_, index) => active[peerSources.length + index]);
    const profile = paths.findLast((path) => path.profile !== undefined)?.profile ?? config.profile;
    const { flags, rules } = resolveProfile(profile, config);
    const sources = [
      rules,
      policies,
      ...peerSources.filter((_, index) => active[index]).map(({ entries }) => entries),
      config.rules,
      ...paths.map((path) => path.rules),
      door,
    ];
    return {
      ...flags,
      ...(enableAll ? { enableAll } : {}),
      ...(peers.hadolint.disableIgnorePragma ? { ignoredDialects: ['hadolint'] } : {}),
      ...(today === undefined ? {} : { today }),
      rules: joinLevels(sources, ids),
      ids,
    };
  };
  return (file) => {
    const active = [...peerSources, ...pathSettings].map(({ matches }) => matches(file));
    const key = active.map(Number).join('');
    const settings = made.get(key) ?? make(active);
    made.set(key, settings);
    return settings;
  };
}

/** Flags and rules of a profile with those it extends; one that leads back to itself ends there. */
function resolveProfile(
  name: string | undefined,
  { profiles }: GantryConfig,
  seen: readonly string[] = [],
): { flags: ProfileFlags; rules: readonly RuleEntry[] } {
  const own = name === undefined || seen.includes(name) ? undefined : profiles[name];
  if (name === undefined || own === undefined) return { flags: PROFILES[name ?? 'recommended'] ?? {}, rules: [] };
  const base = resolveProfile(own.extends, { profiles } as GantryConfig, [...seen, name]);
  return { flags: base.flags, rules: [...base.rules, ...own.rules] };
}

function doorEntries({ rules = {} }: Overrides, ids: RuleIds): { entries: RuleEntry[]; unknown: string[] } {
  const entries: RuleEntry[] = [];
  const unknown: string[] = [];
  for (const [id, level] of Object.entries(rules)) {
    const targets = ids.targets(id);
    if (targets.length === 0 && !ids.exists('gantry', id)) unknown.push(id);
    for (const target of targets) entries.push({ target, level });
  }
  return { entries, unknown };
}

/** `above`: the folder of the files, seen from the one that the globs count from. */
function matcher(globs: readonly string[], above?: string): (path: string) => boolean {
  if (globs.length === 0) return () => false;
  const matches = picomatch([...globs], { dot: true });
  return above === undefined ? matches : (path) => matches(`${above}/${path}`);
}
