import type { TextEdit } from '../../lint/fix.ts';
import { replaceValue, setField } from '../edit.ts';
import { at, entry, textMap } from '../fields.ts';
import type { ManifestSubject } from '../subject.ts';
import { upgradeAutoscaler } from './upgrade-autoscaler.ts';
import { upgradeIngress } from './upgrade-ingress.ts';
import { validate } from './validate.ts';

/** What makes an object one of another API version; `same`: it means the same there. */
export interface Upgrade {
  readonly edits: readonly TextEdit[];
  readonly same: boolean;
}

/** Undefined where the new version has another shape that nobody moves the fields into here. */
export function upgrade({ manifest, file, workspace }: ManifestSubject, to: string): Upgrade | undefined {
  const { root, kind, apiVersion } = manifest;
  const { text } = file;
  const written = entry(root, 'apiVersion');
  if (!written || written.merged) return undefined;
  const version = replaceValue(text, written.value, to);
  const schema = workspace.schemas.find(to, kind, workspace.target);
  if (!version || !schema) return undefined;
  if (kind === 'Ingress') {
    const edits = upgradeIngress(text, root);
    return edits && { edits: [version, ...edits], same: true };
  }
  if (apiVersion === 'autoscaling/v2beta1') {
    const edits = upgradeAutoscaler(text, root);
    return edits && { edits: [version, ...edits], same: true };
  }
  const faults = validate(manifest, schema, text, manifest);
  const selector = faults.length > 0 ? missingSelector(text, root) : undefined;
  // What the new version refuses may have been right in the old one.
  const open = selector
    ? faults.filter(({ rule, message }) => rule !== 'required-field' || message[1] !== 'selector')
    : faults;
  if (open.length > 0) return undefined;
  // A budget without selector meant no pod, and now means all.
  const isBudget = kind === 'PodDisruptionBudget' && textMap(at(root, 'spec', 'selector', 'matchLabels')).size === 0;
  return { edits: selector ? [version, selector] : [version], same: !isBudget };
}

/** Workloads took the labels of their pods where no selector was written. */
function missingSelector(text: string, root: ManifestSubject['manifest']['root']): TextEdit | undefined {
  if (at(root, 'spec', 'selector')) return undefined;
  const labels = textMap(at(root, 'spec', 'template', 'metadata', 'labels'));
  if (labels.size === 0) return undefined;
  return setField(text, root, ['spec', 'selector', 'matchLabels'], Object.fromEntries(labels));
}
