import type { GantryConfig } from './gantry-config.ts';
import type { HadolintConfig } from './hadolint-config.ts';
import type { RuleIds } from './rule-ids.ts';
import type { RuleEntry } from './rule-levels.ts';

/** Rules that say nothing until somebody says what is allowed, by the option they take. */
const REGISTRY_RULES = ['trusted-registries', 'trusted-image-registries'];
const LABEL_RULES = ['required-labels', 'no-other-labels', 'label-values'];

/** Options made of what is allowed here; `.gantry.yaml` wins over hadolint's words as a whole. */
export function policyEntries(config: GantryConfig, hadolint: HadolintConfig, { own }: RuleIds): RuleEntry[] {
  const registries = config.registries ?? hadolint.trustedRegistries;
  const { labelSchema, strictLabels } = hadolint;
  const labels =
    config.labels ??
    (labelSchema || strictLabels ? { schema: labelSchema ?? {}, strict: strictLabels ?? false } : undefined);
  const entries: RuleEntry[] = [];
  const give = (rules: readonly string[], options: RuleEntry['options']) => {
    for (const id of rules) {
      if (own.has(id) && options) entries.push({ target: { kind: 'rule', id }, options });
    }
  };
  if (registries) give(REGISTRY_RULES, { registries });
  if (labels) give(LABEL_RULES, { ...labels });
  return entries;
}
