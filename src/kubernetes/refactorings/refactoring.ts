import type { TextEdit } from '../../lint/fix.ts';
import type { Range } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import type { Manifest, ManifestFile } from '../model.ts';
import { type ContainerView, podSpec } from '../pods/workloads.ts';

/** A change that the user asks for where no rule need speak. */
export interface Refactored {
  /** An imperative sentence for the light bulb, no full stop. */
  readonly title: Message;
  readonly edits: readonly TextEdit[];
}

/** What is known beyond the file. */
export interface RefactoringFacts {
  /** Where the Go program answers health checks. */
  readonly health: readonly HealthFact[];
}

export interface HealthFact {
  readonly path: string;
  readonly port: number | null;
  /** `health`: it says nothing in particular. */
  readonly purpose: 'liveness' | 'readiness' | 'health';
}

export interface Refactoring {
  readonly id: string;
  /** `extract`: a part becomes a thing of its own. */
  readonly kind: 'rewrite' | 'extract';
  /** Undefined where it does not apply to the place. */
  readonly apply: (file: ManifestFile, at: Range, facts: RefactoringFacts) => Refactored | undefined;
}

export interface ContainerAt {
  readonly manifest: Manifest;
  readonly container: ContainerView;
}

/** The container that a range begins in. */
export function containerAt({ manifests }: ManifestFile, { start }: Range): ContainerAt | undefined {
  const manifest = manifests.find((one) => one.start <= start && start <= one.end);
  const container = (manifest && podSpec(manifest)?.containers)?.find(
    ({ field }) => field.start <= start && start <= field.end,
  );
  return manifest && container ? { manifest, container } : undefined;
}
