import { appendItem } from '../../kubernetes/edit.ts';
import { at, entry, items, textAt, valueAt } from '../../kubernetes/fields.ts';
import { selectsAll } from '../../kubernetes/selectors/label-selector.ts';
import type { Located } from '../../kubernetes/model.ts';
import { podSelectorOf } from '../../kubernetes/selectors/selector-index.ts';
import type { Contract } from '../contract.ts';
import { type Dependency, serversOf } from '../network/dependencies-of.ts';
import { databaseFiles } from '../examples/example-files.ts';
import type { Fault } from '../fault.ts';
import { allowedFor, limitsEgress, podsUnder } from '../network/network-policies.ts';
import type { ContractRule } from '../rule.ts';

const policy = (egress: string, more: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: shop\nspec:\n  podSelector:\n    matchLabels:\n      app: shop\n  policyTypes:\n    - Egress\n  ${egress}:\n    - ports:\n        - protocol: TCP\n          port: 5432\n${more}`;

export const egressToNames: ContractRule = {
  id: 'egress-to-names',
  title: 'Let pods look up the names that their program connects to',
  severity: 'warning',
  aliases: [],
  why: 'A policy for egress that forgets DNS cuts the pod off from names, so that it reaches none of the servers that the policy does allow: every lookup hangs until it times out. Go asks nameservers over UDP, and a port without `protocol` is one of TCP. Where some policies cannot be seen, or the program connects to no name that the files show, nothing is said; it is a note where neither the namespace nor a policy for all its pods is in the workspace, because another repository may allow DNS.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'policy.yaml',
      bad: policy('«egress»', ''),
      good: policy(
        'egress',
        '    - ports:\n        - protocol: UDP\n          port: 53\n        - protocol: TCP\n          port: 53\n',
      ),
      fixed: true,
      files: databaseFiles(),
    },
  ],
  about: 'object',
  *check(object, contract) {
    for (const pod of podsUnder(object, limitsNames, contract)) {
      const allowed = allowedFor(pod, object, contract);
      const named = allowed && !allowed.names ? namedIn(pod, allowed.port, contract) : undefined;
      if (!named) continue;
      yield { ...fault(object, named), ...(isGoverned(pod, contract) ? {} : { severity: 'info' as const }) };
      return;
    }
  },
};

/** Who forbids all in one policy allows names in another, perhaps one of the whole cluster. */
function limitsNames(policy: Located): boolean {
  return limitsEgress(policy) && items(at(policy.manifest.root, 'spec', 'egress')).length > 0;
}

/** The namespace is made here, or has a policy here for all its pods: no other repository is likely to bring one that allows names to all. */
function isGoverned(pod: Located, { workspace }: Contract): boolean {
  if (workspace.count('Namespace') > 0) return true;
  return workspace.selecting('NetworkPolicy', pod).objects.some(({ manifest }) => {
    const selector = podSelectorOf(manifest);
    return selector !== undefined && selectsAll(selector);
  });
}

/** A server that the pod connects to by its name, on a port that is allowed. */
function namedIn(pod: Located, isAllowed: (port: number) => boolean, contract: Contract): Dependency | undefined {
  return contract
    .containersIn(pod)
    .filter(({ facts: { pod: own } }) => {
      const { spec } = own;
      const isOwn = at(spec, 'dnsConfig') === undefined && at(spec, 'hostAliases') === undefined;
      return isOwn && textAt(spec, 'dnsPolicy') !== 'None' && valueAt(spec, 'hostNetwork') !== true;
    })
    .flatMap((container) => [...serversOf(container, contract)])
    .find(({ host, port }) => host !== null && /[a-z]/i.test(host) && !host.includes(':') && isAllowed(port));
}

function fault({ manifest, file }: Located, { host, taker, program }: Dependency): Fault {
  const spec = at(manifest.root, 'spec');
  const { start, end } = entry(spec, 'egress')?.keyRange ?? manifest;
  const ports = ['UDP', 'TCP'].map((protocol) => ({ protocol, port: 53 }));
  const edit = appendItem(file.text, manifest.root, ['spec', 'egress'], { ports });
  return {
    sides: [
      {
        file: file.file,
        start,
        end,
        message: [
          '`{0}` connects to `{1}`, and no egress rule allows DNS (UDP to port 53) to look that name up',
          program.name,
          host ?? '',
        ],
      },
    ],
    related: taker ? [taker.taking] : [],
    repairs: edit ? [{ title: ['Allow DNS'], changes: [{ file: file.file, edits: [edit] }] }] : [],
  };
}
