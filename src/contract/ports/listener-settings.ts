import { isLoopback, LOOPBACK } from '../../go/loopback.ts';
import type { Message } from '../../words/message.ts';
import type { EditIn } from '../changes.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import type { EffectiveListener } from './effective-listener.ts';
import { changeVariable } from '../variables/change-variable.ts';

/** A change of a variable, and the words for it. */
export interface SetTo {
  readonly title: Message;
  readonly edit: EditIn;
}

/** Lets a listener be at another port, by the one variable that it takes its address from. */
export function listenOn(
  port: number,
  listener: EffectiveListener,
  container: ContractContainer,
  contract: Contract,
): SetTo | undefined {
  return setAddress(listener, container, contract, (now, name) => {
    if (now === null) return /port$/i.test(name) ? String(port) : undefined;
    const [, host] = /^(.*:)?\d{1,5}$/.exec(now) ?? [];
    return /\d$/.test(now) ? `${host ?? ''}${String(port)}` : undefined;
  });
}

/** Lets a listener hear all addresses, by the one variable that it takes its address from. */
export function listenEverywhere(
  listener: EffectiveListener,
  container: ContractContainer,
  contract: Contract,
): SetTo | undefined {
  return setAddress(listener, container, contract, (now) => {
    const [, port] = ON_LOOPBACK.exec(now ?? '') ?? [];
    if (now === null || (port === undefined && !isLoopback(now))) return undefined;
    return port ?? '0.0.0.0';
  });
}

const ON_LOOPBACK = new RegExp(String.raw`^${LOOPBACK}(:\d{1,5})?$`, 'i');

/** The names of the variables that a listener is configured by. */
function variablesOf({ listener }: EffectiveListener): string[] {
  return listener.configuredBy.flatMap((by) => (by.startsWith('env:') ? [by.slice('env:'.length)] : []));
}

function setAddress(
  listener: EffectiveListener,
  container: ContractContainer,
  contract: Contract,
  next: (now: string | null, name: string) => string | undefined,
): SetTo | undefined {
  // A flag may win over a variable.
  if (listener.listener.configuredBy.some((by) => !by.startsWith('env:'))) return undefined;
  for (const name of variablesOf(listener)) {
    const fallback = container.program?.env.find((one) => one.name === name)?.default ?? null;
    const value = next(container.env(name) ?? fallback, name);
    const edit = value === undefined ? undefined : changeVariable(container, name, value, contract);
    if (value !== undefined && edit) return { title: ['Set `{0}` to `{1}`', name, value], edit };
  }
  return undefined;
}
