import { changesOf } from './changes.ts';
import type { Contract, ContractContainer } from './contract.ts';
import type { EffectiveListener } from './effective-listener.ts';
import { type Fault, type FilePlace, type Repair, type Side, sideIn } from './fault.ts';
import { listenOnAllAddresses } from './go-edits/listen-address.ts';
import { listenEverywhere } from './listener-settings.ts';

/** The listener of a port that hears the container itself only; undefined where another hears all, or none is known. */
export function loopbackAt(port: number, listeners: readonly EffectiveListener[]): EffectiveListener | undefined {
  const here = listeners.filter((each) => each.port === port);
  return here.every(({ bind }) => bind === 'loopback') ? here[0] : undefined;
}

/** A port that is declared to the outside while what listens on it hears the container itself only. */
export function onLoopback(
  { file, start, end }: FilePlace,
  local: EffectiveListener,
  program: string,
  contract: Contract,
  container?: ContractContainer,
): Fault & { readonly sides: readonly [Side, Side] } {
  const port = local.port ?? 0;
  return {
    sides: [
      {
        file,
        start,
        end,
        message: ['`{0}` listens on loopback only: nothing outside the container reaches {1}', program, port],
      },
      sideIn(local.listener, ['In a container nothing outside reaches {0} on loopback', port]),
    ],
    repairs: repairsOf(local, contract, container),
  };
}

function repairsOf(local: EffectiveListener, contract: Contract, container: ContractContainer | undefined): Repair[] {
  const { listener } = local;
  const set = container && listenEverywhere(local, container, contract);
  const setting = changesOf([set?.edit]);
  const source = changesOf([listenOnAllAddresses(listener, contract.sourceOf(listener.file))]);
  return [
    ...(set && setting ? [{ title: set.title, changes: setting }] : []),
    ...(source ? [{ title: ['Listen on all addresses'] as const, changes: source }] : []),
  ];
}
