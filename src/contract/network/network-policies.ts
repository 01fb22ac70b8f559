import { DEPENDENCIES } from '../../go/libraries/dependencies.ts';
import { at, items, textAt, valueAt } from '../../kubernetes/fields.ts';
import type { Field, Located } from '../../kubernetes/model.ts';
import { podSelectorOf } from '../../kubernetes/selectors/selector-index.ts';
import type { Contract } from '../contract.ts';

/** The pods that a policy of this kind decides on, as far as they are all known; none where policies of other kinds may, too. */
export function podsUnder(
  object: Located,
  limits: (policy: Located) => boolean,
  contract: Contract,
): readonly Located[] {
  if (object.manifest.kind !== 'NetworkPolicy' || !limits(object) || seesNotAll(contract)) return [];
  const selector = podSelectorOf(object.manifest);
  const pods = selector && contract.workspace.podsOf(selector, object);
  return pods?.state === 'found' ? pods.objects : [];
}

/** Policies of other kinds allow and forbid, too. */
function seesNotAll({ workspace }: Contract): boolean {
  const others = ['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy', 'GlobalNetworkPolicy', 'AdminNetworkPolicy'];
  return others.some((kind) => workspace.count(kind) > 0);
}

/** Of names, the web, and the API server. */
const WEB = [53, 80, 443, 6443];
/** Policies count the port behind the Service `kubernetes`, or that of the Service itself. */
export const API_SERVER: readonly number[] = [443, 6443];
const USUAL: ReadonlySet<number> = new Set(DEPENDENCIES.map(({ port }) => port));

export interface Allowed {
  readonly port: (port: number) => boolean;
  /** The port, or another that is none of names, the web, servers of another kind, or what is `known` to be for something else. */
  readonly unusual: (port: number, known: ReadonlySet<number>) => boolean;
  /** The API server may be asked, which is behind 443 on 6443 or on a port that clusters choose; `known` as above. */
  readonly apiServer: (known: ReadonlySet<number>) => boolean;
  /** Names may be asked for; nameservers stand outside the pod's namespace, on whatever port a cluster maps 53 to. */
  readonly names: boolean;
}

/** What the policies of a pod allow, of which `first` is the first that limits egress; undefined where that is open. */
export function allowedFor(pod: Located, first: Located, { workspace }: Contract): Allowed | undefined {
  const { objects, isAll } = workspace.selecting('NetworkPolicy', pod);
  const policies = objects.filter(limitsEgress);
  const isOpen = policies.some((one) => workspace.mayBePatched(one, ['egress', 'policyTypes', 'podSelector']));
  if (!isAll || isOpen || policies[0]?.manifest !== first.manifest) return undefined;
  const rules = policies.flatMap(({ manifest }) => items(at(manifest.root, 'spec', 'egress')));
  const isOther = (field: Field, wanted: number, known: ReadonlySet<number>) => {
    const port = Number(textAt(field, 'port'));
    const isKnown = port !== wanted && (USUAL.has(port) || known.has(port));
    return (WEB.includes(port) || isKnown) && !at(field, 'endPort');
  };
  const unusual = (among: readonly Field[], port: number, known: ReadonlySet<number>) =>
    among.some((rule) => {
      const ports = items(at(rule, 'ports'));
      return ports.length === 0 || ports.some((one) => isTcp(one) && !isOther(one, port, known));
    });
  // The API server is no pod beside this one.
  const outwards = rules.filter((rule) => !isForOwnNamespace(rule));
  return {
    names: rules.some(allowsNames),
    port: (port) => rules.some((rule) => allows(rule, port)),
    unusual: (port, known) => unusual(rules, port, known),
    apiServer: (known) =>
      API_SERVER.some((port) => outwards.some((rule) => allows(rule, port)) || unusual(outwards, port, known)),
  };
}

export function limitsEgress({ manifest: { root } }: Located): boolean {
  const types = typesOf(root);
  return types.length > 0 ? types.includes('Egress') : items(at(root, 'spec', 'egress')).length > 0;
}

/** By its ports alone: whom it allows them to is nobody's guess here. Names of ports may be any. */
function allows(rule: Field, port: number): boolean {
  const ports = items(at(rule, 'ports'));
  return ports.length === 0 || ports.some((one) => isTcp(one) && meansPort(one, port) !== false);
}

/** `port: 53` is TCP, which Go asks only where an answer is too long. OpenShift and others listen on a port of their own. */
function allowsNames(rule: Field): boolean {
  const ports = items(at(rule, 'ports'));
  const isOther = (one: Field) => isTcp(one) && typeof valueAt(one, 'port') === 'number';
  return ports.length === 0 ? !isForOwnNamespace(rule) : !ports.every(isOther);
}

function isForOwnNamespace(rule: Field): boolean {
  const peers = items(at(rule, 'to'));
  const isHere = (peer: Field) => at(peer, 'podSelector') !== undefined && at(peer, 'namespaceSelector') === undefined;
  return peers.length > 0 && peers.every(isHere);
}

/** Without `policyTypes` a policy is one for what comes in. */
export function limitsIngress({ manifest: { root } }: Located): boolean {
  const types = typesOf(root);
  return types.length === 0 || types.includes('Ingress');
}

function typesOf(root: Field): (string | undefined)[] {
  return items(at(root, 'spec', 'policyTypes')).map((type) => textAt(type));
}

export function isTcp(port: Field): boolean {
  return (textAt(port, 'protocol') ?? 'TCP') === 'TCP';
}

/** Whether an item of `ports` means a number: without any port, or in a range; undefined: it names one. */
export function meansPort(port: Field, number: number): boolean | undefined {
  const first = valueAt(port, 'port');
  const last = valueAt(port, 'endPort');
  if (first === undefined || first === null) return true;
  if (typeof first !== 'number') return undefined;
  return first <= number && number <= (typeof last === 'number' ? last : first);
}
