import type { Overrides } from '../config/settings.ts';
import type { Severity } from '../lint/rule.ts';

/** What the server answers; false where a setting says so or another extension answers already. */
export interface Features {
  readonly dockerfileCompletion: boolean;
  readonly dockerfileOutline: boolean;
  readonly kubernetesFields: boolean;
  readonly codeLenses: boolean;
}

const SEVERITIES: readonly unknown[] = ['off', 'hint', 'info', 'warning', 'error'];

/** Reads the `gantry` section as the editor sends it; anything of the wrong type counts as absent. */
export function readClientSettings(section: unknown): { features: Features; overrides: Overrides } {
  const rules = property(section, 'rules');
  const entries = typeof rules === 'object' && rules !== null ? Object.entries(rules) : [];
  return {
    features: {
      dockerfileCompletion: property(section, 'features', 'dockerfileCompletion') !== false,
      dockerfileOutline: property(section, 'features', 'dockerfileOutline') !== false,
      kubernetesFields: property(section, 'features', 'kubernetesFields') !== false,
      codeLenses: property(section, 'codeLens', 'enabled') !== false,
    },
    overrides: {
      rules: Object.fromEntries(
        entries.filter((entry): entry is [string, Severity | 'off'] => SEVERITIES.includes(entry[1])),
      ),
    },
  };
}

function property(value: unknown, ...path: string[]): unknown {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  return at;
}
