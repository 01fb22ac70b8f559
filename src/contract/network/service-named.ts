import { at, textAt } from '../../kubernetes/fields.ts';
import type { Contract, ContractContainer, ContractService } from '../contract.ts';
import { isTypingError } from '../variables/misspelt.ts';
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
 * The Service that an address misspells: none is called as its host, and one with its port nearly is, whose name, or the word of
 * it that differs, stands right in `beside`: the name of the variable, or the scheme. `called`: what the source calls it by default.
 */
export function serviceMisspelt(
  { host, port }: OutboundAddress,
  beside: string,
  called: string | undefined,
  container: ContractContainer,
  contract: Contract,
): ContractService | undefined {
  if (!/^[a-z][a-z\d-]+$/.test(host) || contract.workspace.named('Service', host).length > 0) return undefined;
  const spelt = bare(beside);
  const isRight = (name: string, other: string) => spelt.includes(bare(name)) && !spelt.includes(bare(other));
  const [found, another] = contract.services.filter(({ facts: { name, ports } }) => {
    const slip = ports.some((one) => one.port.value === port) ? slipOf(name, host) : undefined;
    return slip !== undefined && (name === called || isRight(name, host) || isRight(...slip));
  });
  return found && !another ? serviceNamed(found.facts.name, container, contract) : undefined;
}

/** The one word that differs, right and wrong: `card-api` for `cart-api`, `tracking` for `tracker`; not `postgresql` for `postgres`, which others are called. */
function slipOf(name: string, host: string): readonly [right: string, wrong: string] | undefined {
  if (bare(host) === bare(name)) return [name, host];
  const words = name.split('-');
  const others = host.split('-');
  const differing = words.flatMap((word, index) =>
    word === others[index] ? [] : [[word, others[index] ?? ''] as const],
  );
  const [slip, second] = differing;
  if (!slip || words.length !== others.length || second) return undefined;
  const [word, other] = slip;
  const longer = word.length > other.length ? word : other;
  const shorter = longer === word ? other : word;
  const isNearly = longer.startsWith(shorter)
    ? longer.length === shorter.length + 1 && !/\d$/.test(longer)
    : isTypingError(word, other) || (word.length > STEM && word.slice(0, STEM) === other.slice(0, STEM));
  return isNearly ? slip : undefined;
}

/** So many letters are a word of their own. */
const STEM = 5;

function bare(text: string): string {
  return text.replace(/[_-]/g, '').toLowerCase();
}
