import type { RuleInfo } from '../lint/rule.ts';

/** The pseudo rule under which faults of the YAML itself are reported. */
export const yamlSyntax: RuleInfo = {
  id: 'yaml-syntax',
  title: 'Write valid YAML',
  severity: 'error',
  aliases: ['kubeconform:schema'],
  why: 'The API server, kubectl and kustomize refuse the file, or read something else than it seems to say.',
  exampleOf: 'manifest',
  examples: [],
};
