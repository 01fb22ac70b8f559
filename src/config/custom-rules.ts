import type { RuleInfo } from '../lint/rule.ts';
import type { CustomRule } from './custom-rule.ts';
import { customRulesOf } from './gantry-config.ts';
import { readKubeLinterChecks } from './kube-linter-checks.ts';
import type { ConfigFiles } from './peers.ts';
import { readYaml } from './yaml-file.ts';

/** All rules that users wrote themselves, whatever file they stand in; of several of one id the first. */
export function customRulesIn(files: ConfigFiles, rules: readonly RuleInfo[]): readonly CustomRule[] {
  const taken = new Set(rules.map(({ id }) => id));
  const found = new Map<string, CustomRule>();
  for (const { file, text } of files.gantry ?? []) {
    for (const rule of customRulesOf(text, { name: file, taken })) if (!found.has(rule.id)) found.set(rule.id, rule);
  }
  const { kubeLinter } = files;
  if (kubeLinter) {
    const yaml = readYaml(kubeLinter.text, ['`.kube-linter.yaml` must be a map of settings']);
    for (const rule of readKubeLinterChecks(yaml, kubeLinter.file).rules) {
      const id = taken.has(rule.id) || found.has(rule.id) ? `${rule.id}-of-kube-linter` : rule.id;
      if (!found.has(id)) found.set(id, { ...rule, id });
    }
  }
  return [...found.values()];
}
