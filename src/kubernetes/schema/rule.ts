import type { Report } from '../../lint/rule.ts';
import type { ManifestSubject } from '../subject.ts';
import type { FaultRule } from './place.ts';

const NONE: readonly Report[] = [];

/** What the object's schema refuses, as far as it is one rule's matter. */
export function schemaFaults({ manifest, file, workspace }: ManifestSubject, rule: FaultRule): readonly Report[] {
  // Part of an object that is elsewhere, though no kustomization at hand says so.
  if (rule === 'required-field' && /patch/i.test(file.file)) return NONE;
  const faults = workspace.schemas.faults(manifest, file, workspace.target);
  return faults.length === 0 ? NONE : faults.filter((fault) => fault.rule === rule);
}
