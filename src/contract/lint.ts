import { ignoreSuppressions } from '../dockerfile/files/lint-ignore-file.ts';
import { suppressionsOf as dockerfileSuppressions } from '../dockerfile/suppressions.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { ManifestFile } from '../kubernetes/model.ts';
import { suppressionsOf as manifestSuppressions } from '../kubernetes/suppressions.ts';
import type { Finding } from '../lint/finding.ts';
import { lint } from '../lint/lint.ts';
import type { Report, Rule } from '../lint/rule.ts';
import type { LintSettings } from '../lint/settings.ts';
import type { Contract, FileParts } from './contract.ts';
import { type Fault, reportsIn } from './fault.ts';
import { goSuppressions } from './go-suppressions.ts';
import type { ContractRule } from './rule.ts';
import { lazily } from '../go/incremental/lazily.ts';
import { contractRules } from './rules/index.ts';
import { type FoundFault, keyOf, type Question, questionsOf } from './subject.ts';

/** A file of any of the three languages, with what its ignore comments are read from. */
export type ContractFile =
  | { readonly file: string; readonly dockerfile: Dockerfile }
  | { readonly file: string; readonly manifests: ManifestFile }
  /** With comments that begin with `#`, and nothing else that is read here: a .dockerignore, a file of variables. */
  | { readonly file: string; readonly text: string }
  | { readonly file: string; readonly source: string };

/** The rules across files on one contract; of each thing they are asked once, however many files show it. */
export interface ContractLint {
  /** Findings in one file. Ignore comments of that file count. */
  readonly findings: (file: ContractFile, settings?: LintSettings) => readonly Finding[];
  /** What every rule finds in these parts, whatever settings and comments say. */
  readonly faults: (parts: FileParts) => readonly FoundFault[];
}

export function createContractLint(contract: Contract, asked: readonly ContractRule[] = contractRules): ContractLint {
  const known = new Map<ContractRule, Map<object, readonly Fault[]>>();
  const rules = lazily((): readonly Rule<string>[] =>
    asked.map((rule) => ({
      ...rule,
      check: (file: string) => once(faultsAt(rule, file).flatMap((fault) => reportsIn(file, fault))),
    })),
  );
  return {
    findings: (file, settings = {}) => lint(file.file, rules(), settings, suppressionsOf(file)),
    faults: (parts) =>
      asked.flatMap((rule) =>
        questionsOf(rule, parts, contract).flatMap((question) =>
          faultsOf(rule, question).map((fault) => ({ rule: rule.id, fault, subject: question.subject })),
        ),
      ),
  };

  function faultsAt(rule: ContractRule, file: string): readonly Fault[] {
    return questionsOf(rule, contract.at(file), contract).flatMap((question) => faultsOf(rule, question));
  }

  function faultsOf(rule: ContractRule, { subject, ask }: Question): readonly Fault[] {
    const ofRule = known.get(rule) ?? new Map<object, readonly Fault[]>();
    known.set(rule, ofRule);
    const key = keyOf(subject);
    const faults = ofRule.get(key) ?? [...ask()];
    ofRule.set(key, faults);
    return faults;
  }
}

/** Two overlays that are wrong in the same way say one thing about the source. */
function once(reports: readonly Report[]): readonly Report[] {
  if (reports.length < 2) return reports;
  const said = new Map(
    reports.map((report) => [`${report.start} ${report.end} ${JSON.stringify(report.message)}`, report] as const),
  );
  return [...said.values()];
}

export function suppressionsOf(file: ContractFile) {
  if ('dockerfile' in file) return dockerfileSuppressions(file.dockerfile);
  if ('text' in file) return ignoreSuppressions(file.text);
  return 'manifests' in file ? manifestSuppressions(file.manifests) : goSuppressions(file.source);
}
