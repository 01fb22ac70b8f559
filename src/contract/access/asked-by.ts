import type { KubernetesCall } from '../../go/project.ts';
import type { ContractContainer } from '../contract.ts';
import { isSettingOn } from '../flags/switch-given.ts';
import { everyArguments } from '../images/run-directly.ts';

/** Whether the container makes the program ask it: unknown is no. */
export function isMade({ when }: KubernetesCall, container: ContractContainer): boolean {
  return !when || isSettingOn(when.by, when.isOn, container) === true;
}

/** Whether nothing gives the program another configuration for the API server than the token of its pod. */
export function asksWithToken(container: ContractContainer): boolean {
  const { program } = container;
  const unless = program?.kubernetes?.inCluster?.unless ?? [];
  return unless.every((by) =>
    by.startsWith('flag:') ? !mayGive(by, container) : container.env(nameOf(by)) === undefined,
  );
}

/** A flag of a library need not be among the program's own, and a word that is filled in later may be it. */
function mayGive(by: string, container: ContractContainer): boolean {
  const name = nameOf(by);
  const words = everyArguments(container)?.flat();
  return words?.some((word) => word.startsWith('$') || word.replace(/^-+/, '').split('=')[0] === name) ?? true;
}

function nameOf(by: string): string {
  return by.slice(by.indexOf(':') + 1);
}
