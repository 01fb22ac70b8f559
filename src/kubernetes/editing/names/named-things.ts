import type { Located, ManifestFile } from '../../model.ts';
import type { Workspace } from '../../workspace.ts';
import type { Mention } from './mention.ts';
import { mentionsIn } from './mentions.ts';
import { idOf } from './object-mentions.ts';

export interface Occurrence extends Mention {
  /** Path of the file, relative to the workspace. */
  readonly file: string;
}

/** What is named at an offset. */
export function mentionAt(file: ManifestFile, offset: number, workspace: Workspace): Mention | undefined {
  for (const manifest of file.manifests) {
    if (offset < manifest.start || offset > manifest.end) continue;
    // The narrowest: a key is named within the word that names its object.
    const around = mentionsIn({ file, manifest }, workspace).filter(
      ({ start, end }) => start <= offset && offset <= end,
    );
    const [first] = around.sort((a, b) => a.end - a.start - (b.end - b.start));
    if (first) return first;
  }
  return undefined;
}

/** All places that mean what a mention means, by file and position; `only`: those of one file. */
export function occurrencesOf(mention: Mention, workspace: Workspace, only?: ManifestFile): Occurrence[] {
  const candidates = [...filesOf(workspace, only)].flatMap((file) =>
    file.text.includes(mention.name) && mayMean(mention, file)
      ? file.manifests.flatMap((manifest) => ofKind(mention, { file, manifest }, workspace))
      : [],
  );
  const ids = new Set(mention.ids);
  let found: Occurrence[] = [];
  // A Service in front of two workloads makes their ports one thing, and so on.
  for (let before = -1; before !== ids.size;) {
    before = ids.size;
    found = candidates.filter((one) => one.ids.some((id) => ids.has(id)));
    for (const one of found) for (const id of one.ids) ids.add(id);
  }
  return found;
}

/** A port of a Service is meant where the Service is named, or by who selects Services. */
function mayMean({ kind, ids }: Mention, { text }: ManifestFile): boolean {
  if (kind !== 'servicePort' || text.includes('ServiceMonitor')) return true;
  return ids.some((id) => text.includes(id.split(' ')[3] ?? ''));
}

function filesOf(workspace: Workspace, only: ManifestFile | undefined): Iterable<ManifestFile> {
  return only ? [only] : workspace.files();
}

function ofKind(mention: Mention, located: Located, workspace: Workspace): Occurrence[] {
  // Within a pod nobody else is meant.
  const isLocal = mention.kind === 'volume' || mention.kind === 'container';
  const own = `${mention.kind} ${idOf(located.manifest)} ${mention.name}`;
  if (isLocal && !mention.ids.includes(own)) return [];
  return mentionsIn(located, workspace, mention.kind)
    .filter(({ name }) => name === mention.name)
    .map((one) => ({ ...one, file: located.file.file }))
    .sort((a, b) => a.start - b.start);
}

/** Where it is made; of what is made nowhere in the files, nothing. */
export function definitionsOf(occurrences: readonly Occurrence[]): readonly Occurrence[] {
  return occurrences.filter(({ role }) => role === 'definition');
}
