import { items, textAt } from '../fields.ts';
import { isKustomization, isKustomizationFile } from '../kustomize/kustomization-names.ts';
import { podSpec } from '../pods/workloads.ts';
import { SCALABLE } from '../pods/replicas.ts';
import { folderOf, resolvePath } from '../paths.ts';
import type { Caret } from './caret.ts';
import type { Offer, OfferSource, Surroundings } from './offer.ts';
import { namespaces } from './offer-objects.ts';
import { beside } from './siblings.ts';

const KINDS = ['Kustomization', 'Component'];
const MANIFESTS = /\.(?:ya?ml|json)$/;

/** Paths of files and folders, and names of what the kustomization brings together. */
export const kustomizationOffers: readonly OfferSource[] = [
  paths(/^(?:resources|components|bases|crds)\/#$/, (name) => MANIFESTS.test(name) && !isKustomizationFile(name)),
  paths(
    /^(?:patches|patchesJson6902|replacements)\/#\/path$|^patchesStrategicMerge\/#$/,
    (name) => MANIFESTS.test(name) && !isKustomizationFile(name),
  ),
  paths(/^(?:configurations|generators|transformers|validators)\/#$/, (name) => MANIFESTS.test(name)),
  paths(/^(?:configMapGenerator|secretGenerator)\/#\/(?:files|envs)\/#$|Generator\/#\/env$|valuesFile$/, () => true),
  { route: /^namespace$/, place: 'value', kinds: KINDS, offers: (_, { workspace }) => namespaces(workspace) },
  { route: /^images\/#\/name$/, place: 'value', kinds: KINDS, offers: imageNames },
  {
    route: /^(?:patches|patchesJson6902)\/#\/target\/(?:kind|name)$|^replicas\/#\/name$/,
    place: 'value',
    kinds: KINDS,
    offers: targets,
  },
];

function paths(route: RegExp, takes: (name: string) => boolean): OfferSource {
  return {
    route,
    place: 'value',
    kinds: KINDS,
    *offers(caret, { list, file }) {
      const [, key = '', typed = ''] = /^([^=/]*=)?(.*)$/.exec(caret.typed) ?? [];
      const written = typed.slice(0, typed.lastIndexOf('/') + 1);
      const folder = resolvePath(folderOf(file), written);
      if (!list || /:\/\//.test(typed) || folder.startsWith('..')) return;
      const listed = new Set(items(caret.around[0]).map((one) => textAt(one)));
      for (const entry of [...list(folder)].sort((a, b) => Number(b.folder) - Number(a.folder))) {
        const text = `${key}${written}${entry.name}`;
        if (entry.folder && !entry.name.startsWith('.git')) yield { text: `${text}/`, kind: 'folder', more: true };
        else if (!entry.folder && takes(entry.name) && !listed.has(text) && resolvePath(folder, entry.name) !== file)
          yield { text, kind: 'file' };
      }
      if (written === '' || written.endsWith('../')) yield { text: `${key}${written}../`, kind: 'folder', more: true };
    },
  };
}

/** Names without tag, as `images` has them. */
function* imageNames(caret: Caret, { workspace }: Surroundings): Generator<Offer> {
  const present = new Set(items(caret.around[1]).map((one) => textAt(one, 'name')));
  for (const file of workspace.files()) {
    for (const manifest of file.manifests) {
      for (const { field } of podSpec(manifest)?.containers ?? []) {
        const text = (textAt(field, 'image') ?? '').replace(/@.*$/, '').replace(/:[^:/]*$/, '');
        if (text !== '' && !present.has(text)) yield { text, kind: 'value', detail: file.file };
      }
    }
  }
}

function* targets(caret: Caret, { workspace }: Surroundings): Generator<Offer> {
  const wantsKind = caret.route.endsWith('kind');
  const kind = caret.route.startsWith('replicas') ? undefined : beside(caret, 'kind');
  for (const file of workspace.files()) {
    for (const manifest of file.manifests) {
      if (isKustomization(manifest) || manifest.name === '') continue;
      if (wantsKind) yield { text: manifest.kind, kind: 'value' };
      else if (kind === undefined ? SCALABLE.includes(manifest.kind) : manifest.kind === kind)
        yield { text: manifest.name, kind: 'reference', detail: file.file, isText: true };
    }
  }
}
