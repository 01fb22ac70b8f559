import { type ChartLint, createChartLint } from '../contract/chart-lint.ts';
import { goesBefore } from '../contract/merge-findings.ts';
import { type ChangingFile, createOverlayLint } from '../contract/overlay-lint.ts';
import type { ChartContract, Contract, JoinedOverlay } from '../contract/contract.ts';
import type { GraphRendering } from '../contract/graph/graph.ts';
import { reported } from '../contract/reported.ts';
import type { FilePlace } from '../contract/fault.ts';
import type { ContractInputs } from '../contract/inputs.ts';
import { joinContract } from '../contract/join.ts';
import { createGoTables, type GoTables } from '../contract/go-tables.ts';
import { lazily } from '../go/incremental/lazily.ts';
import { type ContractFile, type ContractLint, createContractLint } from '../contract/lint.ts';
import { createManifestFacts } from '../contract/containers/manifest-facts.ts';
import { createMatchers } from '../contract/matching/kept-matches.ts';
import { renamedImages } from '../contract/matching/renamed-images.ts';
import { sharedTables } from '../contract/shared-tables.ts';
import type { Finding } from '../lint/finding.ts';
import { byPosition } from '../lint/lint.ts';
import { lineOf } from '../lint/markdown.ts';
import type { LintSettings } from '../lint/settings.ts';
import type { ManifestRule } from '../kubernetes/subject.ts';
import type { RenderedChart } from '../kubernetes/helm/rendered-chart.ts';
import {
  createOverlayFinder,
  type FoundOverlay,
  type RenderedOverlay,
} from '../kubernetes/overlaid/rendered-overlay.ts';
import type { FoundChart } from './charts.ts';

/** The languages joined: with the manifests of the folder, and with those that each of its charts makes. */
export interface Joint {
  readonly contract: Contract;
  readonly lint: ContractLint;
  readonly findings: (file: ContractFile) => readonly Finding[];
  /** What rules about manifests alone say of what overlays make, for which nobody has to know any source. */
  readonly ofOverlays: (file: ContractFile) => readonly Finding[];
  /** For the graph; `around`: what is found in the files as they are written. */
  readonly graphRenderings: (around: (file: string) => readonly Finding[]) => readonly GraphRendering[];
}

export interface JointInputs extends Omit<ContractInputs, 'manifests' | 'matchers' | 'charts' | 'overlays'> {
  readonly charts: readonly FoundChart[];
  readonly lintFor: (file: string) => LintSettings;
  /** Rules about manifests that users wrote. */
  readonly userRules?: () => readonly ManifestRule[];
}

/** Joins what is there now; what manifests say is kept from one time to the next. */
export function createJoiner(): (inputs: JointInputs) => Joint {
  const kept = { manifests: createManifestFacts(), matchers: createMatchers() };
  const overlaysIn = createOverlayFinder();
  const ofGo = createGoTables();
  return (inputs) => join(inputs, kept, ofGo(inputs.go), () => overlaysIn(inputs.workspace));
}

function join(
  { charts, lintFor, userRules, ...inputs }: JointInputs,
  kept: Pick<ContractInputs, 'manifests' | 'matchers'>,
  ofGo: GoTables,
  foundOverlays: () => readonly FoundOverlay[],
): Joint {
  const shared = sharedTables(inputs, ofGo);
  const joinedCharts = lazily(() => lints.map(chartContract));
  const contract = joinContract({ ...inputs, ...kept, charts: joinedCharts, overlays: () => overlays() }, shared);
  const lint = createContractLint(contract);
  const lints = charts.map(({ folder, rendered, variants: all }) => {
    const lint = lintOf(rendered);
    const ofVariant = all.map(({ file, rendered: made }) => ({ file, made, lint: lazily(() => lintOf(made(), lint)) }));
    return { folder, rendered, lint, variants: ofVariant, inChart: lazily(() => lint.inChart(lintFor)) };
  });
  const variants = lints.flatMap((chart) =>
    chart.variants.map(({ file, lint: ofVariant }) => ({
      file,
      findings: lazily(() => inVariant(file, ofVariant().inChart(lintFor))),
    })),
  );
  const overlays = lazily(() =>
    foundOverlays().map(({ folder, file, changing, sources, rendered, unpatched }) => {
      const joined = lazily(() => joinedOverlay(folder, rendered()));
      return {
        ...{ folder, file, changing, sources, joined },
        texts: lazily(() => [...changing].flatMap((file) => changingFile(file) ?? [])),
        lint: lazily(() => {
          const made = joined();
          return (
            made && createOverlayLint(made, () => joinedOverlay(folder, unpatched()), { contract, lint }, userRules)
          );
        }),
      };
    }),
  );
  return {
    contract,
    lint,
    findings(file) {
      const settings = lintFor(file.file);
      const own = lint.findings(file, settings);
      const others = [
        ...lints.flatMap((chart) => chart.lint.beside(file, settings)),
        ...inCharts(file.file),
        ...inOverlays(file, own),
      ];
      return others.length > 0 ? once([...own, ...others]) : own;
    },
    ofOverlays: (file) => changedBy(file).flatMap(({ lint, changed }) => lint.ofManifests(changed, lintFor(file.file))),
    graphRenderings: (around) => [...graphCharts(around), ...graphOverlays(around)],
  };

  function graphCharts(around: (file: string) => readonly Finding[]): GraphRendering[] {
    return lints.map(({ lint: { contract, lint, inMade }, rendered }) => ({
      contract,
      findings: {
        faults: (parts) =>
          reported(lint.faults(parts), (file) =>
            contract.workspace.file(file) ? inMade(file, lintFor(file)) : around(file),
          ),
        ofManifests: (file) => inMade(file, lintFor(file)),
      },
      lineOf: (spot) => lineAt(rendered.placeOf(spot.file, spot)),
      shows: 'all',
    }));
  }

  /** Only of overlays whose patches something is found in. */
  function graphOverlays(around: (file: string) => readonly Finding[]): GraphRendering[] {
    return overlays().flatMap(({ folder, file, texts, lint: lintOverlay }): GraphRendering[] => {
      const lint = lintOverlay();
      if (!lint) return [];
      const { overlay, contract } = lint.joined;
      const { faults, ofManifests } = lint.reported(texts(), around);
      if (faults.length === 0 && ofManifests.length === 0) return [];
      return [
        {
          contract,
          findings: {
            faults: () => faults,
            ofManifests: (file) => ofManifests.flatMap((one) => (one.file === file ? one.finding : [])),
          },
          lineOf: (spot) => lineAt(overlay.placeOf(spot.file, spot) ?? spot),
          shows: 'broken',
          overlay: { folder, file },
        },
      ];
    });
  }

  function lineAt({ file, start }: FilePlace): { readonly file: string; readonly line: number } {
    return { file, line: lineOf(inputs.sourceOf?.(file) ?? '', start) };
  }

  function inCharts(file: string): readonly Finding[] {
    const variant = variants.find((one) => one.file === file);
    if (variant) return variant.findings();
    return lints.filter(({ folder }) => file.startsWith(folder)).flatMap(({ inChart }) => inChart().get(file) ?? []);
  }

  function chartContract({ folder, rendered, lint: own, variants: all }: (typeof lints)[number]): ChartContract {
    const variants = lazily(() =>
      all.map(({ file, made, lint: ofVariant }) => {
        const { placeOf, editsOf } = made();
        return { folder, overrides: file, placeOf, editsOf, contract: ofVariant().contract, variants: () => [] };
      }),
    );
    return { folder, placeOf: rendered.placeOf, editsOf: rendered.editsOf, contract: own.contract, variants };
  }

  /** What patches make of others, where nothing is said of it in what is written. */
  function inOverlays(file: ContractFile, own: readonly Finding[]): readonly Finding[] {
    const settings = lintFor(file.file);
    const found =
      'manifests' in file || 'text' in file
        ? changedBy(file).flatMap(({ lint, changed }) => lint.findings(changed, settings))
        : overlaysAround(file.file).flatMap(({ lint, texts }) => lint()?.beside(file, texts(), settings) ?? []);
    return found.filter((finding) => !own.some((one) => saysTheSame(one, finding) || explains(one, finding)));
  }

  /** The overlays that a file says something of which they change. */
  function changedBy({ file }: ContractFile) {
    return overlays().flatMap(({ changing, texts, lint: lintOverlay }) => {
      const changed = changing.has(file) ? texts().find((one) => one.file === file) : undefined;
      const lint = changed && lintOverlay();
      return lint ? [{ lint, changed }] : [];
    });
  }

  function changingFile(file: string): ChangingFile | undefined {
    const manifests = inputs.workspace.file(file);
    if (manifests) return { file, text: manifests.text, parsed: { file, manifests } };
    const text = inputs.workspace.envFile(file) && inputs.sourceOf?.(file);
    return text === undefined ? undefined : { file, text, parsed: { file, text } };
  }

  /** The overlays with containers that a file of the source, or of an image, is about. */
  function overlaysAround(file: string) {
    const { containers, initContainers } = contract.at(file);
    const shown = new Set([...containers, ...initContainers].map(({ facts }) => facts.file));
    return overlays().filter(({ sources }) => [...shown].some((one) => sources.has(one)));
  }

  function joinedOverlay(folder: string, overlay: RenderedOverlay | undefined): JoinedOverlay | undefined {
    // The kustomizations themselves are no part of what they make.
    const renamed = () => inputs.workspace.once(renamedImages);
    return (
      overlay && {
        folder,
        overlay,
        contract: joinContract({ ...inputs, workspace: overlay.workspace, renamed, ...kept }, shared),
      }
    );
  }

  function lintOf(rendered: RenderedChart, variantOf?: ChartLint) {
    const made = joinContract({ ...inputs, workspace: rendered.workspace, ...kept }, shared);
    return createChartLint(rendered, made, variantOf);
  }
}

/** What is found in a file of values, or leads to it from what it changes elsewhere in the chart. */
function inVariant(file: string, found: ReadonlyMap<string, readonly Finding[]>): readonly Finding[] {
  return [...found].flatMap(([at, findings]) =>
    at === file ? findings : findings.flatMap((finding) => movedTo(file, at, finding) ?? []),
  );
}

function movedTo(file: string, at: string, { fixes: _fixes, ...finding }: Finding): Finding | undefined {
  const { start, end, message, related = [] } = finding;
  const place = related.find((one) => one.file === file);
  if (!place) return undefined;
  const others = related.filter((one) => one !== place);
  return { ...finding, start: place.start, end: place.end, related: [{ file: at, start, end, message }, ...others] };
}

/** A template without actions is a manifest, too, and what a loop of one writes several times is wrong once. */
function once(findings: readonly Finding[]): readonly Finding[] {
  const found = new Map<string, Finding>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.rule, finding.start, finding.end, finding.message]);
    if (!found.has(key)) found.set(key, finding);
  }
  return [...found.values()].sort(byPosition);
}

/** Of the same place, or in the same words by the same rule. */
/** An error of what is written, from which follows what an overlay makes of the same place. */
function explains(error: Finding, made: Finding): boolean {
  const isSame = error.start === made.start && error.end === made.end;
  return (isSame && error.severity === 'error') || (isBeside(error, made) && goesBefore(error.rule, made.rule));
}

function isBeside(one: Finding, other: Finding): boolean {
  return one.start < other.end && other.start < one.end;
}

function saysTheSame(one: Finding, other: Finding): boolean {
  const isWorded = one.message.join(' ') === other.message.join(' ');
  return [isBeside(one, other), isWorded, one.rule === other.rule].filter(Boolean).length > 1;
}
