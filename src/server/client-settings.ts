import type { Overrides } from '../config/settings.ts';
import type { Level } from '../lint/settings.ts';
import type { DockerfileFeature, FeatureSettings } from './protocol.ts';

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
}

/** What the server answers; false where a setting says so or another extension answers already. */
export interface Features extends FeatureSettings {
  readonly codeLenses: boolean;
}

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

const SEVERITIES: readonly unknown[] = ['off', 'on', 'hint', 'info', 'warning', 'error'];

/** Reads the `gantry` section as the editor sends it; anything of the wrong type counts as absent. */
export function readClientSettings(section: unknown): ClientSettings {
  const rules = property(section, 'rules');
  const program = property(section, 'shellcheck', 'path');
  const entries = typeof rules === 'object' && rules !== null ? Object.entries(rules) : [];
  return {
    features: {
      dockerfile: dockerfileFeatures(section),
      kubernetesFields: property(section, 'features', 'kubernetesFields') !== false,
      codeLenses: property(section, 'codeLens', 'enabled') !== false,
    },
    overrides: {
      rules: Object.fromEntries(entries.filter((entry): entry is [string, Level] => SEVERITIES.includes(entry[1]))),
    },
    shellCheck: {
      enabled: property(section, 'shellcheck', 'enabled') !== 'off',
      path: typeof program === 'string' && program.trim() !== '' ? program.trim() : 'shellcheck',
    },
  };
}

function dockerfileFeatures(section: unknown): Features['dockerfile'] {
  const entries = Object.keys(DOCKERFILE_FEATURES).map((feature) => [
    feature,
    property(section, 'features', 'dockerfile', feature) !== false,
  ]);
  const features = Object.fromEntries(entries) as Features['dockerfile'];
  const hints = property(section, 'dockerfile', 'inlayHints') !== false;
  return { ...features, inlayHints: features.inlayHints && hints };
}

function property(value: unknown, ...path: string[]): unknown {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  return at;
}
