import { at, textAt } from '../kubernetes/fields.ts';
import type { Contract, ContractContainer, ContractService } from './contract.ts';

/** The one Service that a host names from where a container runs, with an address of its own; undefined where patches may change it. */
export function serviceNamed(
  host: string,
  { facts }: ContractContainer,
  { services, workspace }: Contract,
): ContractService | undefined {
  const [name = '', namespace, ...rest] = host.split('.');
  if (rest.length > 0 && rest[0] !== 'svc') return undefined;
  const [found, another] = services.filter((one) => one.facts.name === name);
  if (!found || another) return undefined;
  const { object } = found.facts;
  const spec = at(object.manifest.root, 'spec');
  const own = textAt(object.manifest.root, 'metadata', 'namespace');
  const wanted = namespace ?? textAt(facts.object.manifest.root, 'metadata', 'namespace');
  if (own !== wanted && (namespace !== undefined || own !== undefined)) return undefined;
  if (textAt(spec, 'clusterIP') === 'None' || textAt(spec, 'type') === 'ExternalName') return undefined;
  return workspace.mayBePatched(object, ['port', 'clusterIP', 'type']) ? undefined : found;
}
