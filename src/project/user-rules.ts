import type { ExpressionEngine } from '../cel/types.ts';
import type { CustomRule } from '../config/custom-rule.ts';
import { hasPolicies, policyRule } from '../kubernetes/custom/admission-policies.ts';
import type { ManifestRule } from '../kubernetes/subject.ts';
import type { Workspace } from '../kubernetes/workspace.ts';
import type { Report } from '../lint/rule.ts';
import { type CompiledRules, compileRules } from './custom-rules.ts';

/** The rules that users wrote, in the configuration and as admission policies; there are none until an engine reads them. */
export interface UserRules {
  /** Whether there are such rules, and nothing to read them with. */
  readonly wantsEngine: () => boolean;
  readonly setEngine: (engine: ExpressionEngine) => void;
  /** What the configuration says. */
  readonly write: (written: readonly CustomRule[]) => void;
  /** `revision`: of the workspace, whose policies are read once for each. */
  readonly rules: (revision: number) => readonly ManifestRule[];
  /** What is wrong with the rules of a configuration file. */
  readonly problems: (file: string) => readonly Report[];
}

export function createUserRules(workspace: Workspace): UserRules {
  let engine: ExpressionEngine | undefined;
  let written: readonly CustomRule[] = [];
  let compiled: CompiledRules | undefined;
  let all: { readonly revision: number; readonly rules: readonly ManifestRule[] } | undefined;

  return {
    wantsEngine: () => engine === undefined && (written.length > 0 || hasPolicies(workspace)),
    setEngine(next) {
      engine = next;
    },
    write(next) {
      written = next;
      compiled = undefined;
    },
    rules(revision) {
      if (!engine) return [];
      if (all?.revision !== revision) {
        const policies = policyRule(workspace, engine);
        all = { revision, rules: [...(compiledNow()?.rules ?? []), ...(policies ? [policies] : [])] };
      }
      return all.rules;
    },
    problems: (file) => compiledNow()?.problems.get(file) ?? [],
  };

  function compiledNow(): CompiledRules | undefined {
    return engine && (compiled ??= compileRules(written, engine));
  }
}
