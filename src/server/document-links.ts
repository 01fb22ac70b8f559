import type { DocumentLink } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { entryAt } from '../dockerfile/files/file-tree.ts';
import { linksOf as linksOfDockerfile, pageOf } from '../dockerfile/editing/links.ts';
import { linksOf as linksOfManifests, type ManifestLink } from '../kubernetes/editing/links.ts';
import { KUSTOMIZATION_NAMES } from '../kubernetes/kustomize/kustomization-names.ts';
import { dockerfileOf } from './dockerfile-of.ts';
import { type ManifestPlace, manifestsOf } from './manifests-of.ts';
import type { Session } from './session.ts';
import { toRange } from './to-lsp.ts';

/** Links from images to their pages, and from the paths of a kustomization to what lies there. */
export async function documentLinks(session: Session, document: TextDocument): Promise<DocumentLink[] | null> {
  const dockerfile = await dockerfileOf(session, document, 'links');
  if (dockerfile) {
    return linksOfDockerfile(dockerfile).map(({ url, ...range }) => ({ range: toRange(document, range), target: url }));
  }
  const place = await manifestsOf(session, document, 'links');
  if (!place) return null;
  return linksOfManifests(place.manifests).flatMap((link) => {
    const target = targetOf(place, link);
    return target === undefined ? [] : [{ range: toRange(document, link), target }];
  });
}

function targetOf({ project, root }: ManifestPlace, link: ManifestLink): string | undefined {
  if ('url' in link) return link.url;
  if ('image' in link) return pageOf(link.image);
  const { path } = link;
  const candidates = [path, ...KUSTOMIZATION_NAMES.map((name) => (path === '' ? name : `${path}/${name}`))];
  const file = candidates.find(
    (candidate) => project.text(candidate) !== undefined || entryAt(project.list, candidate) === 'file',
  );
  return file === undefined ? undefined : URI.file(`${root}/${file}`).toString();
}
