import { DEPENDENCIES } from '../go/dependencies.ts';
import { at, items, textAt, valueAt } from '../kubernetes/fields.ts';
import type { Field, Located } from '../kubernetes/model.ts';
import type { Contract } from './contract.ts';

/** Policies of other kinds allow and forbid, too. */
export function seesNotAll({ workspace }: Contract): boolean {
  const others = ['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy', 'GlobalNetworkPolicy', 'AdminNetworkPolicy'];
  return others.some((kind) => workspace.count(kind) > 0);
}

const WEB = [53, 80, 443];
const USUAL: ReadonlySet<number> = new Set(DEPENDENCIES.map(({ port }) => port));

export interface Allowed {
  readonly port: (port: number) => boolean;
  /** The port, or another that is none of names, the web or servers of another kind. */
  readonly unusual: (port: number) => boolean;
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
  const isOther = (field: Field, wanted: number) => {
    const port = Number(textAt(field, 'port'));
    return (WEB.includes(port) || (port !== wanted && USUAL.has(port))) && !at(field, 'endPort');
  };
  return {
    names: rules.some(allowsNames),
    port: (port) => rules.some((rule) => allows(rule, port)),
    unusual: (port) =>
      rules.some((rule) => {
        const ports = items(at(rule, 'ports'));
        const isTcp = (one: Field) => (textAt(one, 'protocol') ?? 'TCP') === 'TCP';
        return ports.length === 0 || ports.some((one) => isTcp(one) && !isOther(one, port));
      }),
  };
}

export function limitsEgress({ manifest: { root } }: Located): boolean {
  const types = items(at(root, 'spec', 'policyTypes')).map((type) => textAt(type));
  return types.length > 0 ? types.includes('Egress') : items(at(root, 'spec', 'egress')).length > 0;
}

/** By its ports alone: whom it allows them to is nobody's guess here. Names of ports may be any. */
function allows(rule: Field, port: number): boolean {
  const ports = items(at(rule, 'ports'));
  return (
    ports.length === 0 ||
    ports.some((one) => {
      if ((textAt(one, 'protocol') ?? 'TCP') !== 'TCP') return false;
      const first = valueAt(one, 'port');
      const last = valueAt(one, 'endPort');
      if (typeof first !== 'number') return true;
      return first <= port && port <= (typeof last === 'number' ? last : first);
    })
  );
}

/** `port: 53` is TCP, which Go asks only where an answer is too long. OpenShift and others listen on a port of their own. */
function allowsNames(rule: Field): boolean {
  const ports = items(at(rule, 'ports'));
  const peers = items(at(rule, 'to'));
  const isHere = (peer: Field) => at(peer, 'podSelector') !== undefined && at(peer, 'namespaceSelector') === undefined;
  const isOther = (one: Field) => {
    const port = valueAt(one, 'port');
    const isTcp = (textAt(one, 'protocol') ?? 'TCP') === 'TCP';
    return isTcp && typeof port === 'number';
  };
  return ports.length === 0 ? peers.length === 0 || !peers.every(isHere) : !ports.every(isOther);
}

/** Without `policyTypes` a policy is one for what comes in. */
export function limitsIngress({ manifest: { root } }: Located): boolean {
  const types = items(at(root, 'spec', 'policyTypes')).map((type) => textAt(type));
  return types.length === 0 || types.includes('Ingress');
}
