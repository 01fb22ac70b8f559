import type { ListFolder } from '../dockerfile/file-tree.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { suppressionsOf as dockerfileSuppressions } from '../dockerfile/suppressions.ts';
import type { GoProject } from '../go/project.ts';
import { suppressionsOf as manifestSuppressions } from '../kubernetes/suppressions.ts';
import type { Workspace } from '../kubernetes/workspace.ts';
import type { Finding } from '../lint/finding.ts';
import { lint } from '../lint/lint.ts';
import type { LintSettings } from '../lint/settings.ts';
import { type Contract, joinContract } from './contract.ts';
import { containersIn, servicesIn } from './manifest-facts.ts';
import { contractRules } from './rules/index.ts';

/** What a workspace holds of the three languages. */
export interface ContractInputs {
  readonly go: GoProject;
  /** By file, relative to the workspace. */
  readonly dockerfiles: ReadonlyMap<string, Dockerfile>;
  readonly workspace: Workspace;
  /** What is on disk; absent: not all of it is known. */
  readonly list?: ListFolder;
}

export function contractOf({ go, dockerfiles, workspace }: ContractInputs): Contract {
  return joinContract(go, dockerfiles, containersIn(workspace), servicesIn(workspace));
}

/** Findings of the rules across files, by the file they are in. Ignore comments of that file count. */
export function lintContract(
  inputs: ContractInputs,
  settingsFor: (file: string) => LintSettings = () => ({}),
  contract = contractOf(inputs),
): ReadonlyMap<string, readonly Finding[]> {
  const manifests = [...inputs.workspace.files()].map((file) => [file.file, manifestSuppressions(file)] as const);
  const dockerfiles = [...inputs.dockerfiles].map(([file, one]) => [file, dockerfileSuppressions(one)] as const);
  const found = new Map<string, readonly Finding[]>();
  for (const [file, suppressions] of [...manifests, ...dockerfiles]) {
    const subject = { contract, file, ...(inputs.list ? { list: inputs.list } : {}) };
    const findings = lint(subject, contractRules, settingsFor(file), suppressions);
    if (findings.length > 0) found.set(file, findings);
  }
  return found;
}
