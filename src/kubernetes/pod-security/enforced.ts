import { at, textAt } from '../fields.ts';
import type { Field, Manifest } from '../model.ts';

/** The level that a Namespace enforces, in the policy of a minor version. */
export interface Enforced {
  readonly level: 'baseline' | 'restricted';
  readonly minor: number;
  /** The label that says so. */
  readonly place: Field;
}

const LABEL = 'pod-security.kubernetes.io/enforce';

/** What the labels of a Namespace make the API server of a minor version refuse; undefined where they say nothing, or nothing it knows. */
export function enforcedBy({ root }: Manifest, target: number): Enforced | undefined {
  const labels = at(root, 'metadata', 'labels');
  const place = at(labels, LABEL);
  const level = textAt(place);
  if (!place || !isRefusing(level)) return undefined;
  const version = textAt(labels, `${LABEL}-version`) ?? 'latest';
  const [, number] = /^v1\.(\d{1,3})$/.exec(version) ?? [];
  if (number === undefined && version !== 'latest') return undefined;
  // A policy newer than the API server is its own newest.
  return { level, minor: Math.min(number === undefined ? target : Number(number), target), place };
}

function isRefusing(level: string | undefined): level is 'baseline' | 'restricted' {
  return level === 'baseline' || level === 'restricted';
}
