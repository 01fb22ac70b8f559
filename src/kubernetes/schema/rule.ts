import type { Report } from '../../lint/rule.ts';
import type { ManifestSubject } from '../subject.ts';
import type { FaultRule } from './place.ts';

const NONE: readonly Report[] = [];

/** What the object's schema refuses, as far as it is one rule's matter. */
export function schemaFaults({ manifest, file, workspace }: ManifestSubject, rule: FaultRule): readonly Report[] {
  // Part of an object that is elsewhere, though no kustomization at hand says so.
  if (rule === 'required-field' && /patch/i.test(file.file)) return NONE;
  const faults = workspace.schemas.faults(manifest, file, workspace.target);
  if (faults.length === 0) return NONE;
  const own = faults.filter((fault) => fault.rule === rule);
  // kustomize makes the selectors that it puts labels into.
  return rule === 'required-field' && workspace.getsSelectors(file.file)
    ? own.filter(({ message }) => message[1] !== 'selector')
    : own;
}
