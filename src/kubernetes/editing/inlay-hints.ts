import type { Hint } from '../../lint/editing.ts';
import type { Range } from '../../lint/rule.ts';
import { at, entries, items, textAt } from '../fields.ts';
import { isClusterScoped } from '../cluster-scoped.ts';
import { isKustomization } from '../kustomize/kustomization-names.ts';
import type { Located, ManifestFile } from '../model.ts';
import { referencesOf } from '../references/references.ts';
import { selectedPods } from '../selectors/selected-pods.ts';
import { podSpec } from '../pods/workloads.ts';
import type { Workspace } from '../workspace.ts';
import { decodedSize, sizeText } from './base64-size.ts';
import { probePorts } from './names/port-mentions.ts';

/** What is hinted at in manifests, each with a switch of its own. */
export type HintFamily = 'secretSizes' | 'references' | 'namespaces';

export const HINT_FAMILIES: Readonly<Record<HintFamily, true>> = {
  secretSizes: true,
  references: true,
  namespaces: true,
};

/** Notes behind values in a range of a file. */
export function hintsOf(
  file: ManifestFile,
  range: Range,
  workspace: Workspace,
  wanted: Readonly<Record<HintFamily, boolean>>,
): Hint[] {
  const hints = file.manifests
    .filter(({ start, end }) => start <= range.end && range.start <= end)
    .flatMap((manifest) => {
      const located = { file, manifest };
      return [
        ...(wanted.secretSizes ? secretSizes(located) : []),
        ...(wanted.references ? references(located, workspace) : []),
        ...(wanted.namespaces ? namespaces(located, workspace) : []),
      ];
    });
  return hints.filter(({ offset }) => range.start <= offset && offset <= range.end).sort((a, b) => a.offset - b.offset);
}

/** How long the values of a Secret are, never what they are. */
function secretSizes({ manifest: { kind, root } }: Located): Hint[] {
  if (kind !== 'Secret') return [];
  return entries(at(root, 'data')).flatMap(({ value, merged }): Hint[] => {
    const text = textAt(value);
    const bytes = merged || text === undefined ? undefined : decodedSize(text);
    return bytes === undefined
      ? []
      : [{ offset: value.end, label: sizeText(bytes), markdown: [['The size of the value when decoded']] }];
  });
}

/** Numbers behind named ports, values behind keys of ConfigMaps, workloads behind the selector of a Service. */
function references(located: Located, workspace: Workspace): Hint[] {
  const { file, manifest } = located;
  const parts = referencesOf(manifest).flatMap((reference): Hint[] => {
    const { part } = reference;
    if (!part) return [];
    const found = workspace.resolvePart(reference, located);
    if (found.state !== 'found') return [];
    const value = valueOf(found.object, part.kind, String(part.name));
    return value === undefined ? [] : [hint(part.end, value, found.object.file.file)];
  });
  return [
    ...parts,
    ...ports(located, workspace).map(({ end, number }) => hint(end, number, file.file)),
    ...selected(located, workspace),
  ];
}

function hint(offset: number, value: string, file: string): Hint {
  return { offset, label: `= ${value}`, markdown: [['As it is defined in `{0}`', file]] };
}

const LONGEST = 40;

/** Of a key of a ConfigMap its value, of a named port of a Service its number. */
function valueOf({ manifest }: Located, kind: 'key' | 'port', name: string): string | undefined {
  if (kind === 'port') {
    const port = items(at(manifest.root, 'spec', 'ports')).find((one) => textAt(one, 'name') === name);
    return textAt(port, 'port');
  }
  const text = manifest.kind === 'ConfigMap' ? textAt(manifest.root, 'data', name) : undefined;
  if (text === undefined) return undefined;
  const [first = ''] = text.split('\n', 1);
  return first.length > LONGEST || text.includes('\n') ? `${first.slice(0, LONGEST)}…` : first;
}

/** Ports of containers that are meant by name, of probes and of a Service. */
function ports(located: Located, workspace: Workspace): { end: number; number: string }[] {
  const { manifest } = located;
  const own = podSpec(manifest);
  const pods = own ? [own] : manifest.kind === 'Service' ? selectedPods(workspace, located).map(({ pod }) => pod) : [];
  const numbers = new Map<string, string>();
  for (const port of pods.flatMap(({ containers }) => containers.flatMap(({ field }) => items(at(field, 'ports'))))) {
    const name = textAt(port, 'name');
    const number = textAt(port, 'containerPort');
    if (name !== undefined && number !== undefined && !numbers.has(name)) numbers.set(name, number);
  }
  const meant = own
    ? own.containers.flatMap(({ field }) => [...probePorts(field)])
    : items(at(manifest.root, 'spec', 'ports')).map((port) => at(port, 'targetPort'));
  return meant.flatMap((field) => {
    const number = numbers.get(textAt(field) ?? '');
    return field && number !== undefined ? [{ end: field.end, number }] : [];
  });
}

function selected(located: Located, workspace: Workspace): Hint[] {
  const { manifest } = located;
  const selector = manifest.kind === 'Service' ? at(manifest.root, 'spec', 'selector') : undefined;
  if (selector?.kind !== 'map' || selector.entries.length === 0) return [];
  const pods = selectedPods(workspace, located).map((one) => `${one.manifest.kind}/${one.manifest.name}`);
  const [first] = pods;
  if (first === undefined) return [];
  const label = pods.length > 1 ? `→ ${first} +${pods.length - 1}` : `→ ${first}`;
  return [{ offset: selector.end, label, markdown: [['Selects the pods of {0}', pods.slice(0, 6).join(', ')]] }];
}

/** The namespaces that kustomizations put the object in, where they are not the one that it says. */
function namespaces(located: Located, workspace: Workspace): Hint[] {
  const { manifest } = located;
  const name = at(manifest.root, 'metadata', 'name');
  if (!name || isKustomization(manifest) || isClusterScoped(manifest.kind)) return [];
  const places = workspace.placesOf(located);
  const known = [...new Set(places)].filter((place) => place !== undefined);
  if (known.length < places.length && known.length === 0) return [];
  if (known.every((place) => place === (manifest.namespace || 'default'))) return [];
  const field = at(manifest.root, 'metadata', 'namespace') ?? name;
  return [
    {
      offset: field.end,
      label: `→ ${known.join(', ')}`,
      markdown: [['The namespace that kustomizations put it in']],
    },
  ];
}
