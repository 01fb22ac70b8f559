import { textAt, valueAt } from '../fields.ts';
import type { Field } from '../model.ts';
import type { ContainerView, PodSpecView } from '../pods/workloads.ts';

/** Levels of the Pod Security Standards; `privileged` refuses nothing. */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** What a check refuses: a value, or that of a container (or of the pod) one is missing. */
export interface Violation {
  readonly container?: ContainerView;
  readonly field?: Field;
}

/** A check of the Pod Security Standards as the API server's admission evaluates it (k8s.io/pod-security-admission). */
export interface PodSecurityCheck {
  /** As in `psa:runAsNonRoot`. */
  readonly id: string;
  readonly level: 'baseline' | 'restricted';
  /** The minor version of the policy that it came with; absent: older than any that is known here. */
  readonly since?: number;
  /** The check of the level below that it replaces. */
  readonly replaces?: string;
  /** What the policy of a minor version refuses, ephemeral containers included. */
  readonly violations: (pod: PodSpecView, minor: number) => readonly Violation[];
}

export const NONE: readonly Violation[] = [];

/** Since 1.35 a pod in a user namespace of its own may be root in it. */
export function hasOwnUsers({ spec }: PodSpecView, minor: number): boolean {
  return minor >= 35 && valueAt(spec, 'hostUsers') === false;
}

/** Since 1.25 settings of Linux are not asked of a pod that says `os: { name: windows }`. */
export function isExemptWindows({ spec }: PodSpecView, minor: number): boolean {
  return minor >= 25 && textAt(spec, 'os', 'name') === 'windows';
}

/** The violations of all containers: a field that is at fault, `true` where one is missing, undefined where nothing is wrong. */
export function inContainers(
  { containers }: PodSpecView,
  check: (container: ContainerView) => Field | true | undefined,
): readonly Violation[] {
  let found: Violation[] | undefined;
  for (const container of containers) {
    const fault = check(container);
    if (fault === undefined) continue;
    (found ??= []).push(fault === true ? { container } : { container, field: fault });
  }
  return found ?? NONE;
}

/** A field as the API server decodes it: `null` says nothing. */
export function given(field: Field | undefined): Field | undefined {
  return field?.kind === 'scalar' && field.value === null ? undefined : field;
}

/** What a check refuses in the policy of a minor version; nothing where it did not exist yet. */
export function violationsOf(check: PodSecurityCheck, pod: PodSpecView, minor: number): readonly Violation[] {
  return minor >= (check.since ?? 0) ? check.violations(pod, minor) : NONE;
}
