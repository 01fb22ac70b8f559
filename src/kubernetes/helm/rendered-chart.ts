import type { Range } from '../../lint/rule.ts';
import { at, entries, textAt } from '../fields.ts';
import type { Field, Manifest, ManifestFile } from '../model.ts';
import { parseFields, parseManifests } from '../parse.ts';
import { createWorkspace, type Workspace } from '../workspace.ts';
import { hooksOf, kindsOfMore, type ObjectHooks } from './hooks.ts';
import type { Decision, Printed } from './printer.ts';
import { editsOf, placeOf, type SourceEdit, type SourcePlace } from './rendered-places.ts';
import { hasMark, type Span } from './template-values.ts';
import { type ChartFiles, renderStatically } from './static-render.ts';

/** What a chart makes by default, as a workspace of its own. */
export interface RenderedChart {
  /** With the objects of each template under the template's path; offsets are those of what was rendered. */
  readonly workspace: Workspace;
  readonly manifests: readonly ManifestFile[];
  /** Other values bring ConfigMaps or Secrets that are not there by default. */
  readonly mayHoldMoreConfig: boolean;
  /** Where a range of what a template made is written. */
  readonly placeOf: (template: string, range: Range) => SourcePlace;
  /** The file of values that goes before those of the chart. */
  readonly overrides?: string;
  /** What that file writes into what a template makes. */
  readonly overridden: (template: string) => readonly Span[];
  /** The branches of a template that this file decides. */
  readonly decisionsIn: (template: string) => readonly Decision[];
  readonly editsOf: (edits: Parameters<typeof editsOf>[0]) => SourceEdit[] | undefined;
}

const CONFIG: ReadonlySet<string> = new Set(['ConfigMap', 'Secret', 'SealedSecret', 'ExternalSecret']);

/** No other object selects them, or names them to work. */
const NAMED_BY_NOBODY: ReadonlySet<string> = new Set([
  'Ingress',
  'HTTPRoute',
  'GRPCRoute',
  'VirtualService',
  'DestinationRule',
  'HorizontalPodAutoscaler',
  'VerticalPodAutoscaler',
  'PodDisruptionBudget',
  'NetworkPolicy',
  'ServiceMonitor',
  'PodMonitor',
  'PrometheusRule',
]);

export function renderedChart(files: ChartFiles): RenderedChart {
  const rendered = renderStatically(files);
  const printed = new Map<string, Printed>();
  const manifests: ManifestFile[] = [];
  const workspace = createWorkspace();
  const unread: string[] = [];
  const more = new Set<string | null>(bringsOthers(files.chart) ? [null] : []);
  for (const [file, one] of rendered) {
    const parsed = one && parseManifests(one.text);
    if (!parsed || parsed.helmTemplate) {
      more.add(null);
      unread.push(files.templates.get(file) ?? '');
      continue;
    }
    for (const kind of kindsOfMore(one)) more.add(kind);
    printed.set(file, one);
    const known = parsed.manifests.filter(({ root }) => !isShapedByUnknown(root));
    if (known.length < parsed.manifests.length) {
      more.add(null);
      unread.push(one.text);
    }
    const own = { ...parsed, file, manifests: known.filter((manifest) => !isTest(manifest)) };
    manifests.push(own);
    workspace.set(file, own);
  }
  const isOpen = [...more].some((kind) => kind === null || !(CONFIG.has(kind) || NAMED_BY_NOBODY.has(kind)));
  if (isOpen) workspace.set('', { ...parseManifests(''), text: unread.join('\n'), helmTemplate: true });
  workspace.setComplete(true);
  const { folder, overrides } = files;
  const values = new Map([[`${folder}values.yaml`, files.values]]);
  if (overrides) values.set(overrides.file, overrides.text);
  return {
    workspace: withHooks(workspace, printed),
    manifests,
    mayHoldMoreConfig: [...more].some((kind) => kind !== null && CONFIG.has(kind)),
    placeOf(template, range) {
      const one = printed.get(template);
      return one ? placeOf(one, template, range) : { file: template, ...range };
    },
    ...(overrides ? { overrides: overrides.file } : {}),
    overridden: (template) =>
      printed.get(template)?.spans.filter(({ origin }) => overrides && origin.file === overrides.file) ?? [],
    decisionsIn: (template) => printed.get(template)?.decisions ?? [],
    editsOf: (edits) => editsOf(edits, printed, values),
  };
}

/** What values may change in an object counts as what a patch may change. */
function withHooks(workspace: Workspace, printed: ReadonlyMap<string, Printed>): Workspace {
  const known = new WeakMap<Manifest, ObjectHooks>();
  const hooks = (file: string, manifest: Manifest) => {
    const one = printed.get(file);
    const found = known.get(manifest) ?? (one && hooksOf(one, manifest));
    if (found) known.set(manifest, found);
    return found;
  };
  return {
    ...workspace,
    isByDefault: true,
    mayBePatched: ({ file, manifest }, words) => hooks(file.file, manifest)?.mention(words) ?? false,
    patchTextsOf: ({ file, manifest }) => [...(hooks(file.file, manifest)?.patches() ?? [])],
  };
}

/** Ports and paths that nobody knows are not there, and rules would miss them. */
function isShapedByUnknown(field: Field, key = ''): boolean {
  if (field.kind === 'scalar') return /[pP]ort$|^path$/.test(key) && hasMark(String(field.value));
  if (field.kind === 'list') return field.items.some((item) => isShapedByUnknown(item, key));
  return field.entries.some((entry) => isShapedByUnknown(entry.value, entry.key));
}

function isTest({ root }: Manifest): boolean {
  return entries(at(root, 'metadata', 'annotations')).some(
    ({ key, value }) => key === 'helm.sh/hook' && /\btest/.test(textAt(value) ?? ''),
  );
}

/** Charts within make objects that nobody sees here. */
function bringsOthers(chart: string): boolean {
  const [root] = parseFields(chart);
  return at(root, 'dependencies') !== undefined;
}
