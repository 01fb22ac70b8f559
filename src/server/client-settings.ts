import type { MatchSetting } from '../config/matches-setting.ts';
import type { Overrides } from '../config/settings.ts';
import { HINT_FAMILIES, type HintFamily } from '../kubernetes/editing/inlay-hints.ts';
import type { Level } from '../lint/settings.ts';
import type { DockerfileFeature, FeatureSettings, KubernetesFeature } from './protocol.ts';

/** Which ShellCheck may be run. */
export interface ShellCheckSettings {
  readonly enabled: boolean;
  /** Absolute, or a name on `PATH`. */
  readonly path: string;
}

/** What the settings say. */
export interface ClientSettings {
  readonly features: Features;
  readonly overrides: Overrides;
  readonly shellCheck: ShellCheckSettings;
  /** Whether the user's own Go is asked. */
  readonly toolchain: 'auto' | 'off';
  /** A report whose findings are not shown, relative to the workspace folder; '' = none. */
  readonly baseline: string;
}

/** What the server answers; false where a setting says so or another extension answers already. */
export interface Features extends FeatureSettings {
  readonly codeLenses: Readonly<Record<LensFamily, boolean>>;
  readonly manifestHints: Readonly<Record<HintFamily, boolean>>;
  readonly goHints: boolean;
}

/** Code lenses by where they stand: each can be switched off by itself. */
export type LensFamily = 'dockerfile' | 'go' | 'exposure' | 'workloads' | 'objects' | 'kustomizations';

const DOCKERFILE_FEATURES: Readonly<Record<DockerfileFeature, true>> = {
  completion: true,
  hover: true,
  shell: true,
  outline: true,
  folding: true,
  selection: true,
  formatting: true,
  definition: true,
  references: true,
  highlights: true,
  rename: true,
  links: true,
  inlayHints: true,
};

const KUBERNETES_FEATURES: Readonly<Record<KubernetesFeature, true>> = {
  completion: true,
  values: true,
  hover: true,
  facts: true,
  outline: true,
  folding: true,
  selection: true,
  definition: true,
  references: true,
  highlights: true,
  rename: true,
  links: true,
  inlayHints: true,
};

const LENS_FAMILIES: Readonly<Record<LensFamily, true>> = {
  dockerfile: true,
  go: true,
  exposure: true,
  workloads: true,
  objects: true,
  kustomizations: true,
};

const SEVERITIES: readonly unknown[] = ['off', 'on', 'hint', 'info', 'warning', 'error'];

/** Reads the `gantry` section as the editor sends it; anything of the wrong type counts as absent. */
export function readClientSettings(section: unknown): ClientSettings {
  const rules = property(section, 'rules');
  const program = property(section, 'shellcheck', 'path');
  const version = property(section, 'kubernetes', 'version');
  const baseline = property(section, 'lint', 'baseline');
  const entries = typeof rules === 'object' && rules !== null ? Object.entries(rules) : [];
  return {
    features: {
      dockerfile: dockerfileFeatures(section),
      kubernetes: kubernetesFeatures(section),
      codeLenses: lensFamilies(section),
      manifestHints: hintFamilies(section),
      goHints: property(section, 'go', 'inlayHints') !== false,
    },
    overrides: {
      rules: Object.fromEntries(entries.filter((entry): entry is [string, Level] => SEVERITIES.includes(entry[1]))),
      ...(typeof version === 'string' && /^v?1\.\d+(?:\.\d+)?$/.test(version.trim())
        ? { kubernetesVersion: version.trim() }
        : {}),
      matches: matchesIn(property(section, 'matches')),
    },
    baseline: typeof baseline === 'string' ? baseline.trim() : '',
    toolchain: property(section, 'go', 'toolchain') === 'off' ? 'off' : 'auto',
    shellCheck: {
      enabled: property(section, 'shellcheck', 'enabled') !== 'off',
      path: typeof program === 'string' && program.trim() !== '' ? program.trim() : 'shellcheck',
    },
  };
}

/** What the editor remembers of containers. */
function matchesIn(section: unknown): readonly MatchSetting[] {
  return (Array.isArray(section) ? section : []).flatMap((one: unknown) => {
    const container = property(one, 'container');
    const program = property(one, 'program');
    if (typeof container !== 'string' || (typeof program !== 'string' && program !== null)) return [];
    return [{ container, program }];
  });
}

function dockerfileFeatures(section: unknown): Features['dockerfile'] {
  const features = switches(DOCKERFILE_FEATURES, (feature) => property(section, 'features', 'dockerfile', feature));
  const hints = property(section, 'dockerfile', 'inlayHints') !== false;
  return { ...features, inlayHints: features.inlayHints && hints };
}

function kubernetesFeatures(section: unknown): Features['kubernetes'] {
  const features = switches(KUBERNETES_FEATURES, (feature) => property(section, 'features', 'kubernetes', feature));
  const hints = Object.values(hintFamilies(section)).some(Boolean);
  return { ...features, inlayHints: features.inlayHints && hints };
}

function hintFamilies(section: unknown): Features['manifestHints'] {
  return switches(HINT_FAMILIES, (family) => property(section, 'kubernetes', 'inlayHints', family));
}

function lensFamilies(section: unknown): Features['codeLenses'] {
  const all = property(section, 'codeLens', 'enabled');
  return switches(LENS_FAMILIES, (family) => all !== false && property(section, 'codeLens', family));
}

/** On unless it is said that they are off. */
function switches<Name extends string>(names: Readonly<Record<Name, true>>, said: (name: Name) => unknown) {
  const entries = (Object.keys(names) as Name[]).map((name) => [name, said(name) !== false]);
  return Object.fromEntries(entries) as Record<Name, boolean>;
}

function property(value: unknown, ...path: string[]): unknown {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  return at;
}
