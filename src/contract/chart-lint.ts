import { lintMade, lintNames } from '../kubernetes/lint.ts';
import type { RenderedChart } from '../kubernetes/helm/rendered-chart.ts';
import { hasMark } from '../kubernetes/helm/template-values.ts';
import type { ManifestFile } from '../kubernetes/model.ts';
import type { Finding } from '../lint/finding.ts';
import type { FileChange, Fix, TextEdit } from '../lint/fix.ts';
import type { Range } from '../lint/rule.ts';
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
  /** What is said of what a template makes, in words, by all rules. */
  readonly wordings: (file: string) => ReadonlySet<string>;
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

/** `contract`: joined with the workspace of the chart; `variantOf`: the same chart without the file of values beside its own. */
export function createChartLint(chart: RenderedChart, contract: Contract, variantOf?: ChartLint): ChartLint {
  const lint = createContractLint(contract, rules);
  const own = new Set(chart.manifests.map(({ file }) => file));
  const arePortsKnown = lazily(() => hasAll(['ports', 'Port', 'containers']));
  const wordings = new Map<string, ReadonlySet<string>>();
  const areLabelsKnown = lazily(() => hasAll(['labels', 'Labels', 'selector']));
  return {
    contract,
    lint,
    wordings(file) {
      const manifests = chart.manifests.find((one) => one.file === file);
      const known = wordings.get(file) ?? new Set(manifests ? inMade(manifests, {}, true).map(wordingOf) : []);
      wordings.set(file, known);
      return known;
    },
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

  function inMade(manifests: ManifestFile, settings: LintSettings, withAll = false): readonly Finding[] {
    const { file } = manifests;
    const { workspace } = chart;
    const ofPorts = arePortsKnown() ? lintNames('ports', manifests, workspace, settings) : [];
    // Whom a policy lets in is mostly no part of the chart.
    const ofLabels = areLabelsKnown() ? lintNames('labels', manifests, workspace, settings).filter(isCertain) : [];
    const ofLimits = lintNames('limits', manifests, workspace, settings);
    const ofTargets = lintNames('targets', manifests, workspace, settings);
    // What a chart does not make, somebody may make before it is installed: a slip in a name is none of that.
    const ofConfig = chart.mayHoldMoreConfig ? [] : lintNames('config', manifests, workspace, settings).filter(isSlip);
    const ofObjects = withAll ? lintMade('alone', manifests, workspace, settings) : madeByVariant(manifests, settings);
    const ofNames = [...ofPorts, ...ofLabels, ...ofTargets, ...ofConfig, ...ofLimits];
    return [...lint.findings({ file, manifests }, settings), ...ofNames, ...ofObjects];
  }

  /** What a file of values writes itself, or decides: of the rest, others may set more. */
  function madeByVariant(manifests: ManifestFile, settings: LintSettings): readonly Finding[] {
    if (!variantOf) return [];
    const { file } = manifests;
    const found = lintMade('alone', manifests, chart.workspace, settings);
    return found.filter((one) => !variantOf.wordings(file).has(wordingOf(one)) && causeIn(one, manifests));
  }

  /** Values that others set bring no more of what these words are about. */
  function hasAll(words: readonly string[]): boolean {
    return !chart.manifests.some((file) =>
      file.manifests.some((manifest) => chart.workspace.mayBePatched({ file, manifest }, words)),
    );
  }

  function placedIn(finding: Finding, manifests: ManifestFile): { file: string; finding: Finding } | undefined {
    if (saysUnknown(finding)) return undefined;
    const { file } = manifests;
    const written = chart.placeOf(file, finding);
    const isOwn = !variantOf || variantOf.wordings(file).has(wordingOf(finding));
    const { file: place, start, end } = (isOwn ? undefined : causeIn(finding, manifests)) ?? written;
    const { fixes: _fixes, related: _related, ...rest } = finding;
    return { file: place, finding: { ...rest, start, end, ...around(finding, file, place) } };
  }

  /** Where a file of values says what only it makes: by words of its own, or by what it leaves out. */
  function causeIn({ start, end, message }: Range & Pick<Finding, 'message'>, { file, text }: ManifestFile) {
    const spans = chart.overridden(file);
    const own = spans.find((one) => one.start < end && start < one.end);
    if (own) return own.origin;
    const decisions = chart.decisionsIn(file).filter((one) => one.text.trim() !== '');
    const [decision, another] = new Map(decisions.map(({ origin }) => [origin.start, origin])).values();
    if (decision) return another ? undefined : decision;
    const words = new Set(message.slice(1).map(String));
    return spans.find((one) => words.has(text.slice(one.start, one.end)))?.origin;
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
    if (!mapped || (variantOf && mapped.some((one) => one.file !== chart.overrides))) return undefined;
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

function wordingOf({ rule, message }: Finding): string {
  return JSON.stringify([rule, message]);
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
