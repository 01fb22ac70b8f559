import { gantryConfigRule } from '../config/gantry-config.ts';
import { peerConfigRule } from '../config/peers.ts';
import { contractRules } from '../contract/rules/index.ts';
import { ignoreRules } from '../dockerfile/ignore-rules/index.ts';
import { dockerfileRules } from '../dockerfile/rules/index.ts';
import { shellCheck } from '../dockerfile/commands/shellcheck.ts';
import { dockerfileSyntax } from '../dockerfile/refused/syntax.ts';
import { admissionPolicy } from '../kubernetes/custom/admission-policies.ts';
import { kubernetesRules } from '../kubernetes/rules/index.ts';
import { shellRules } from '../shell/rules/index.ts';
import { yamlSyntax } from '../kubernetes/yaml-syntax.ts';
import type { RuleInfo } from '../lint/rule.ts';
import { unusedIgnore } from '../lint/unused-ignore.ts';

/** Every id a finding can carry: pages, the configuration schema and look-ups are made from this list. */
export const allRules: readonly RuleInfo[] = [
  dockerfileSyntax,
  ...dockerfileRules,
  ...shellRules,
  shellCheck,
  ...ignoreRules,
  yamlSyntax,
  ...kubernetesRules,
  admissionPolicy,
  ...contractRules,
  unusedIgnore,
  gantryConfigRule,
  peerConfigRule,
];
