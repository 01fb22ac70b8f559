import { at, textAt } from '../kubernetes/fields.ts';
import type { Contract, ContractContainer, ContractService } from './contract.ts';
import { isTypingError } from './misspelt.ts';
import type { OutboundAddress } from './outbound-address.ts';

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

/**
 * The Service that an address misspells: none is called as its host, and one with its port nearly is, whose name stands right in
 * `beside`: the name of the variable, or the scheme.
 */
export function serviceMisspelt(
  { host, port }: OutboundAddress,
  beside: string,
  container: ContractContainer,
  contract: Contract,
): ContractService | undefined {
  if (!/^[a-z][a-z\d-]+$/.test(host) || contract.workspace.named('Service', host).length > 0) return undefined;
  const spelt = bare(beside);
  const [found, another] = contract.services.filter(
    ({ facts: { name, ports } }) =>
      ports.some((one) => one.port.value === port) &&
      spelt.includes(bare(name)) &&
      !spelt.includes(bare(host)) &&
      isNearly(host, name),
  );
  return found && !another ? serviceNamed(found.facts.name, container, contract) : undefined;
}

/** `card-api` for `cart-api`, `tracking` for `tracker`; not `postgresql` for `postgres`, which others are called. */
function isNearly(host: string, name: string): boolean {
  if (bare(host) === bare(name)) return true;
  const words = name.split('-');
  const others = host.split('-');
  const differing = words.flatMap((word, index) => (word === others[index] ? [] : [[word, others[index] ?? '']]));
  const [[word = '', other = ''] = [], second] = differing;
  if (words.length !== others.length || second) return false;
  const longer = word.length > other.length ? word : other;
  const shorter = longer === word ? other : word;
  if (longer.startsWith(shorter)) return longer.length === shorter.length + 1 && !/\d$/.test(longer);
  return isTypingError(word, other) || (word.length > STEM && word.slice(0, STEM) === other.slice(0, STEM));
}

/** So many letters are a word of their own. */
const STEM = 5;

function bare(text: string): string {
  return text.replace(/[_-]/g, '').toLowerCase();
}
