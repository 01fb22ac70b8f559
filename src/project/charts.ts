import { lazily } from '../go/incremental/lazily.ts';
import { fileKind } from '../config/file-kind.ts';
import { type RenderedChart, renderedChart } from '../kubernetes/helm/rendered-chart.ts';
import { isChartFile } from '../kubernetes/kustomize/kustomization-names.ts';

/** The charts of a folder as they are rendered by default; each is rendered anew only when one of its own files changes. */
export interface Charts {
  readonly set: (file: string, text: string) => void;
  readonly remove: (file: string) => void;
  readonly all: () => readonly FoundChart[];
}

export interface FoundChart {
  /** With `/` at the end; '' for the workspace itself. */
  readonly folder: string;
  readonly rendered: RenderedChart;
  /** With each of the files beside its values that go before those. */
  readonly variants: readonly ChartVariant[];
}

export interface ChartVariant {
  readonly file: string;
  readonly rendered: () => RenderedChart;
}

interface Kept extends FoundChart {
  readonly texts: readonly string[];
}

/** Of more charts, nobody waits for the findings. */
const MOST_CHARTS = 40;
const MOST_VARIANTS = 6;

export function createCharts(): Charts {
  /** What charts may be made of, by path: all other files cost nothing. */
  const texts = new Map<string, string>();
  let kept = new Map<string, Kept>();
  let isCurrent = true;
  return {
    set(file, text) {
      if (!isPartOfChart(file)) return;
      texts.set(file, text);
      isCurrent = false;
    },
    remove(file) {
      if (texts.delete(file)) isCurrent = false;
    },
    all() {
      if (!isCurrent) kept = rendered(texts, kept);
      isCurrent = true;
      return [...kept.values()];
    },
  };
}

/** `before`: what was rendered of earlier texts. */
function rendered(texts: ReadonlyMap<string, string>, before: ReadonlyMap<string, Kept>): Map<string, Kept> {
  const found = new Map<string, Kept>();
  for (const [folder, templates] of templatesOf(texts)) {
    const chart = texts.get(`${folder}Chart.yaml`) ?? '';
    const values = texts.get(`${folder}values.yaml`) ?? '';
    const overrides = [...texts].filter(([file]) => isVariant(file, folder)).slice(0, MOST_VARIANTS);
    const own = [chart, values, ...[...overrides, ...templates].flat()];
    const known = before.get(folder);
    const isSame = known?.texts.length === own.length && known.texts.every((text, index) => text === own[index]);
    const files = { folder, chart, values, templates: new Map(templates) };
    // Rendered when somebody asks for what is found in the file.
    const variants = overrides.map(([file, text]) => ({
      file,
      rendered: lazily(() => renderedChart({ ...files, overrides: { file, text } })),
    }));
    found.set(folder, isSame ? known : { folder, texts: own, rendered: renderedChart(files), variants });
  }
  return found;
}

/** `values-prod.yaml`, `values.prod.yaml` or `prod-values.yaml` beside the values of a chart. */
function isVariant(file: string, folder: string): boolean {
  return file.startsWith(folder) && !file.slice(folder.length).includes('/') && VARIANT.test(file);
}

const VARIANT = /(?:^|\/)(?:values[-_.][\w.-]+|[\w.-]+[-_.]values)\.ya?ml$/;

function isPartOfChart(file: string): boolean {
  if (isChartFile(file) || /(?:^|\/)values\.yaml$/.test(file) || VARIANT.test(file)) return true;
  if (!/(?:^|\/)templates\//.test(file)) return false;
  const kind = fileKind(file);
  return kind === 'yaml' || kind === 'template';
}

/** By folder, the templates of the charts that stand for themselves. */
function templatesOf(
  texts: ReadonlyMap<string, string>,
): Map<string, readonly (readonly [file: string, text: string])[]> {
  const folders = new Set<string>();
  for (const [file, text] of texts) {
    if (isChartFile(file) && !/^type:\s*["']?library/m.test(text)) folders.add(file.slice(0, -'Chart.yaml'.length));
  }
  const found = new Map<string, (readonly [string, string])[]>();
  for (const folder of [...folders].filter((one) => !isWithin(one, folders)).slice(0, MOST_CHARTS))
    found.set(folder, []);
  for (const [file, text] of texts) {
    const at = [...file.matchAll(/(?:^|\/)templates\//g)].map(
      ({ index, 0: { length } }) => index + length - 'templates/'.length,
    );
    const own = at.map((end) => file.slice(0, end)).find((one) => found.has(one));
    // What charts within define, the chart around them can include, and defines before it.
    const folder = own ?? (isHelper(file) ? within(file).find((one) => found.has(one)) : undefined);
    if (folder !== undefined && !isChartFile(file)) found.get(folder)?.push([file, text]);
  }
  for (const templates of found.values()) templates.sort(([a], [b]) => (a < b ? -1 : 1));
  return found;
}

/** A part of another chart, which is rendered only with that; or what tests render. */
function isWithin(folder: string, folders: ReadonlySet<string>): boolean {
  return /(?:^|\/)testdata\//.test(folder) || within(folder).some((one) => folders.has(one));
}

/** The folders whose `charts` a path lies in, the outermost first. */
function within(path: string): string[] {
  return [...path.matchAll(/(?:^|\/)charts\//g)].map(({ index, 0: found }) =>
    path.slice(0, index + found.length - 'charts/'.length),
  );
}

/** Prints nothing by itself. */
function isHelper(file: string): boolean {
  return /(?:^|\/)_[^/]*$/.test(file);
}
