import { lintNames } from '../kubernetes/lint.ts';
import type { RenderedChart } from '../kubernetes/helm/rendered-chart.ts';
import { hasMark } from '../kubernetes/helm/template-values.ts';
import type { ManifestFile } from '../kubernetes/model.ts';
import type { Finding } from '../lint/finding.ts';
import type { FileChange, Fix, TextEdit } from '../lint/fix.ts';
import type { LintSettings } from '../lint/settings.ts';
import type { Contract } from './contract.ts';
import { lazily } from '../go/incremental/lazily.ts';
import { type ContractFile, type ContractLint, createContractLint } from './lint.ts';
import type { ContractRule } from './rule.ts';
import { contractRules } from './rules/index.ts';

/** What the rules across files say of what a chart makes by default. */
export interface ChartLint {
  readonly contract: Contract;
  readonly lint: ContractLint;
  /** Findings in templates and values, by file; what a loop writes several times is there as often. */
  readonly inChart: (settingsOf: (file: string) => LintSettings) => ReadonlyMap<string, readonly Finding[]>;
  /** The same with the offsets of what a template made. */
  readonly inMade: (file: string, settings: LintSettings) => readonly Finding[];
  /** Findings in a file beside the chart: of the source or an image. */
  readonly beside: (file: ContractFile, settings: LintSettings) => readonly Finding[];
}

interface Aside {
  readonly related?: Finding['related'] | undefined;
  readonly fixes?: Finding['fixes'] | undefined;
}

/** Rules about what manifests hold: of images and builds alone, the workspace is asked. */
const rules: readonly ContractRule[] = contractRules.filter(({ about }) =>
  /^(?:container|service|object)$/.test(about),
);

/** `contract`: joined with the workspace of the chart. */
export function createChartLint(chart: RenderedChart, contract: Contract): ChartLint {
  const lint = createContractLint(contract, rules);
  const own = new Set(chart.manifests.map(({ file }) => file));
  const arePortsKnown = lazily(() => hasAll(['ports', 'Port', 'containers']));
  const areLabelsKnown = lazily(() => hasAll(['labels', 'Labels', 'selector']));
  return {
    contract,
    lint,
    inChart(settingsOf) {
      const found = new Map<string, Finding[]>();
      for (const manifests of chart.manifests) {
        const { file } = manifests;
        for (const finding of inMade(manifests, settingsOf(file))) {
          const placed = placedIn(finding, manifests);
          if (!placed) continue;
          const known = found.get(placed.file) ?? [];
          found.set(placed.file, known);
          known.push(placed.finding);
        }
      }
      return found;
    },
    inMade(file, settings) {
      const manifests = chart.manifests.find((one) => one.file === file);
      return manifests ? inMade(manifests, settings).filter((finding) => !saysUnknown(finding)) : [];
    },
    beside(file, settings) {
      // Other manifests are no part of what it makes.
      if (own.has(file.file) || 'manifests' in file) return [];
      const { containers, initContainers, services, objects } = contract.at(file.file);
      if ([containers, initContainers, services, objects].every((list) => list.length === 0)) return [];
      const found = lint.findings(file, settings).filter((finding) => !saysUnknown(finding));
      return found.map(({ fixes, related, ...rest }) => ({ ...rest, ...around({ fixes, related }, file.file) }));
    },
  };

  function inMade(manifests: ManifestFile, settings: LintSettings): readonly Finding[] {
    const { file } = manifests;
    const { workspace } = chart;
    const ofPorts = arePortsKnown() ? lintNames('ports', manifests, workspace, settings) : [];
    // Whom a policy lets in is mostly no part of the chart.
    const ofLabels = areLabelsKnown() ? lintNames('labels', manifests, workspace, settings).filter(isCertain) : [];
    const ofTargets = lintNames('targets', manifests, workspace, settings);
    // What a chart does not make, somebody may make before it is installed: a slip in a name is none of that.
    const ofConfig = chart.mayHoldMoreConfig ? [] : lintNames('config', manifests, workspace, settings).filter(isSlip);
    return [...lint.findings({ file, manifests }, settings), ...ofPorts, ...ofLabels, ...ofTargets, ...ofConfig];
  }

  /** Values that others set bring no more of what these words are about. */
  function hasAll(words: readonly string[]): boolean {
    return !chart.manifests.some((file) =>
      file.manifests.some((manifest) => chart.workspace.mayBePatched({ file, manifest }, words)),
    );
  }

  function placedIn(finding: Finding, { file }: ManifestFile): { file: string; finding: Finding } | undefined {
    if (saysUnknown(finding)) return undefined;
    const { file: place, start, end } = chart.placeOf(file, finding);
    const { fixes: _fixes, related: _related, ...rest } = finding;
    return { file: place, finding: { ...rest, start, end, ...around(finding, file, place) } };
  }

  /** Where a finding leads to, and its fixes. `place`: the file that it is shown in. */
  function around({ related, fixes }: Aside, file: string, place = file): Pick<Finding, 'related' | 'fixes'> {
    const shown = related?.map((one) => (own.has(one.file) ? { ...one, ...chart.placeOf(one.file, one) } : one));
    const kept = fixes?.flatMap((fix) => written(fix, file, place) ?? []);
    return { ...(shown ? { related: shown } : {}), ...(kept && kept.length > 0 ? { fixes: kept } : {}) };
  }

  /** A fix in the chart's own files; undefined where they have no place for it. */
  function written(fix: Fix, file: string, place: string): Fix | undefined {
    const { edits, others = [], ...rest } = fix;
    const all: FileChange[] = [{ file, edits }, ...others];
    const inRendered = all.flatMap((change) =>
      own.has(change.file) && 'edits' in change ? change.edits.map((edit) => ({ file: change.file, edit })) : [],
    );
    const isNew = all.some((change) => 'create' in change);
    const mapped = isNew ? undefined : chart.editsOf(inRendered);
    if (!mapped) return undefined;
    const byFile = new Map<string, TextEdit[]>();
    const note = (name: string, edit: TextEdit) => byFile.set(name, [...(byFile.get(name) ?? []), edit]);
    for (const change of all) {
      if (!own.has(change.file) && 'edits' in change) for (const edit of change.edits) note(change.file, edit);
    }
    for (const one of mapped) note(one.file, one.edit);
    const here = byFile.get(place) ?? [];
    byFile.delete(place);
    const elsewhere = [...byFile].map(([name, list]) => ({ file: name, edits: list }));
    if (here.length === 0 && elsewhere.length === 0) return undefined;
    return { ...rest, edits: here, ...(elsewhere.length > 0 ? { others: elsewhere } : {}) };
  }
}

/** It leads to the object that was meant, in which nobody else can put more. */
function isSlip({ fixes = [] }: Finding): boolean {
  return fixes.length > 0;
}

function isCertain({ severity }: Finding): boolean {
  return severity !== 'info';
}

/** It names something that only whoever installs the chart knows. */
function saysUnknown({ message }: Finding): boolean {
  return message.slice(1).some((argument) => typeof argument === 'string' && hasMark(argument));
}
