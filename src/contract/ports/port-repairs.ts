import type { Related } from '../../lint/rule.ts';
import { repairOf } from '../changes.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import type { EffectiveListener } from './effective-listener.ts';
import type { FilePlace, Repair } from '../fault.ts';
import { flagWords } from '../flags/flag-words.ts';
import { listenOn } from './listener-settings.ts';
import type { Listening } from './listening.ts';
import { movePort } from './port-edits.ts';

/** What joins a port of the manifest with a listener: another number there, or a variable that moves the listener. */
export function portRepairs(
  container: ContractContainer,
  port: number,
  wanted: Listening,
  contract: Contract,
): Repair[] {
  const places = movePort(container, port, wanted.port, contract);
  const move = repairOf(['Change {0} to {1}', port, wanted.port], places);
  const set = moveListener(container, port, wanted, contract);
  // Several places agree, and one variable does not.
  const isVariable = places.length > 1 && settingsOf(container, wanted).length > 0;
  return isVariable ? [...set, ...move] : [...move, ...set];
}

/** Lets the listener be where the manifest says that it is. */
export function moveListener(
  container: ContractContainer,
  port: number,
  wanted: EffectiveListener,
  contract: Contract,
): Repair[] {
  const set = listenOn(port, wanted, container, contract);
  return set ? repairOf(set.title, [set.edit]) : [];
}

/** Where the manifest, or a ConfigMap that it takes, sets what the listener is configured by. */
export function settingsOf(container: ContractContainer, { listener }: EffectiveListener): Related[] {
  const { environment, facts } = container;
  return listener.configuredBy.flatMap((by): Related[] => {
    const name = by.slice(by.indexOf(':') + 1);
    if (by.startsWith('flag:')) return flagWords(name, container).map(isSet);
    const variable = by.startsWith('env:') ? environment.variables.get(name) : undefined;
    return variable ? [isSet({ ...(variable.sources[0] ?? { file: facts.file, ...variable.at }), name })] : [];
  });
}

function isSet({ name, file, start, end }: FilePlace & { readonly name: string }): Related {
  return { file, start, end, message: ['`{0}` is set here', name] };
}
