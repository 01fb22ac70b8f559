import type { Where } from '../where.ts';
import type { RenderedObject } from './render.ts';

/**
 * The objects of a build that a place means: all of it for a kustomization or a workload's *Deploy*; for an object the one of
 * its name, or that the file's object became under a prefix or suffix; for a file those that come from it.
 */
export function chosenObjects(
  rendered: readonly RenderedObject[],
  { kind, name, uri }: Where,
): readonly RenderedObject[] {
  if (kind !== 'object') return rendered;
  const here = rendered.filter((one) => one.uri.toString() === uri?.toString());
  if (name === undefined) return here;
  const [wanted, called = ''] = name.split('/');
  const same = ({ object }: RenderedObject) => object.kind === wanted && object.metadata.name === called;
  const renamed = ({ object }: RenderedObject) => object.kind === wanted && object.metadata.name.includes(called);
  const candidates = [here.filter(same), rendered.filter(same), here.filter(renamed), rendered.filter(renamed)];
  return candidates.find((found) => found.length > 0)?.slice(0, 1) ?? [];
}
