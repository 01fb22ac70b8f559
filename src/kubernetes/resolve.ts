import { at } from './fields.ts';
import type { Located } from './model.ts';
import { partId, partsOf } from './parts.ts';
import type { PartResolution, Reference, Resolution } from './reference.ts';

/** What a resolver asks of the workspace. */
export interface Candidates {
  /** Objects that the reference of `from` may mean, those that make such an object in the cluster included. */
  readonly meant: (reference: Reference, from: Located) => readonly Located[];
  /** Whether what is not among them may come from elsewhere all the same. */
  readonly mayComeFromElsewhere: (reference: Reference, from: Located) => boolean;
}

export function resolve(candidates: Candidates, reference: Reference, from: Located): Resolution {
  const [object] = candidates.meant(reference, from);
  if (object) return { state: 'found', object, at: nameOf(object) };
  return { state: candidates.mayComeFromElsewhere(reference, from) ? 'unknown' : 'missing' };
}

/** `unknown` for a reference without part, and where the target itself is not there. */
export function resolvePart(candidates: Candidates, reference: Reference, from: Located): PartResolution {
  const { part } = reference;
  const objects = part ? candidates.meant(reference, from) : [];
  const [first] = objects;
  if (!part || !first) return { state: 'unknown' };
  const names: string[] = [];
  let isKnown = true;
  for (const object of objects) {
    const parts = partsOf(object.manifest, part.kind);
    const place = parts?.get(partId(part));
    if (place) return { state: 'found', object, at: place };
    isKnown &&= parts !== undefined && !object.manifest.broken;
    names.push(...(parts?.keys() ?? []));
  }
  if (!isKnown) return { state: 'unknown' };
  return { state: 'missing', object: first, names };
}

function nameOf({ manifest }: Located) {
  return at(manifest.root, 'metadata', 'name') ?? { start: manifest.start, end: manifest.start };
}
