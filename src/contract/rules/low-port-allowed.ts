import { at, items, textAt, valueAt } from '../../kubernetes/fields.ts';
import { appendItem } from '../../kubernetes/edit.ts';
import { finalStage } from '../../dockerfile/stages/final.ts';
import { ownSetting, sharedSetting } from '../../kubernetes/pods/security-context.ts';
import { editIn, repairOf } from '../changes.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { deploymentOf, serverFiles } from '../examples/example-files.ts';
import { type Fault, type Repair, sideIn } from '../fault.ts';
import { allListening, type Listening } from '../ports/listening.ts';
import { listenOn } from '../ports/listener-settings.ts';
import { movePort } from '../ports/port-edits.ts';
import type { ContractRule } from '../rule.ts';
import type { Severity } from '../../lint/rule.ts';

const SYSCTL = 'net.ipv4.ip_unprivileged_port_start';
/** The first minor version of Kubernetes that works with containerd 2 only. */
const WITH_CONTAINERD_2 = 36;

export const lowPortAllowed: ContractRule = {
  id: 'low-port-allowed',
  title: 'Listen on a port that the container’s user may open',
  severity: 'warning',
  aliases: [],
  why: 'Ports below 1024 are for root with the capability NET_BIND_SERVICE, unless the pod’s sysctl `net.ipv4.ip_unprivileged_port_start` says otherwise. Docker from 20.10 and containerd from 2.0 set it to 0 for every pod with a network of its own; containerd before that and CRI-O do not, and there the program ends with “permission denied”. A Service can give any port the number that clients expect.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: deploymentOf('securityContext:\n  runAsUser: 1000\nports:\n  - containerPort: «80»'),
      good: deploymentOf('securityContext:\n  runAsUser: 0\nports:\n  - containerPort: 80'),
      files: serverFiles(':80'),
    },
  ],
  about: 'container',
  *check(container, contract) {
    const { facts, program, listeners, image } = container;
    const listening = allListening(listeners);
    // What ends by itself may never come to listen.
    if (/Job$/.test(facts.workload.kind)) return;
    if (!program || !listening || contract.workspace.mayBePatched(facts.object, ['securityContext'])) return;
    const first = firstFreePort(container);
    // The file itself may have the capability.
    if (first === null || image?.dockerfile.commandsByName.has('setcap')) return;
    const why = whyNot(container);
    if (why === null) return;
    const said = new Set<number>();
    for (const low of listening) {
      // What only the container itself hears is no port of the manifest.
      if (low.bind === 'loopback' || low.port <= 0 || low.port >= first || said.has(low.port)) continue;
      said.add(low.port);
      yield* refused(low, container, why, contract);
    }
  },
};

function* refused(
  low: Listening,
  container: ContractContainer,
  why: 'user' | 'capability',
  contract: Contract,
): Iterable<Fault> {
  const { facts, program } = container;
  const listed = facts.ports.find(({ number }) => number.value === low.port);
  const place = listed?.number ?? facts.at;
  const name = program?.name ?? '';
  yield {
    sides: [
      {
        file: facts.file,
        start: place.start,
        end: place.end,
        message:
          why === 'user'
            ? ['`{0}` runs as a user who is not root, and may not be allowed to listen on {1}', name, low.port]
            : [
                '`{0}` runs without the capability NET_BIND_SERVICE, and may not be allowed to listen on {1}',
                name,
                low.port,
              ],
      },
      sideIn(low.listener, ['In `{0}` a port below 1024 may be refused', facts.workload.name]),
    ],
    severity: severityOf(container, contract),
    // Another port needs nobody’s leave; the sysctl opens the low ports to the whole pod.
    repairs: [...move(low, container, contract), ...allow(container)],
  };
}

/** On the node’s network nobody opens the low ports; newer nodes do for other pods. */
function severityOf({ facts }: ContractContainer, { workspace }: Contract): Severity {
  if (isOnNode(facts)) return 'error';
  return workspace.target >= WITH_CONTAINERD_2 ? 'info' : 'warning';
}

function isOnNode({ pod }: ContractContainer['facts']): boolean {
  return textAt(pod.spec, 'hostNetwork') === 'true';
}

/** The first port that anybody may open, as far as the pod says; null: it is put together elsewhere. */
function firstFreePort({ facts }: ContractContainer): number | null {
  const sysctls = items(at(facts.pod.spec, 'securityContext', 'sysctls'));
  const own = sysctls.find((one) => textAt(one, 'name') === SYSCTL);
  if (!own) return 1024;
  const value = Number(textAt(own, 'value'));
  return Number.isInteger(value) ? value : null;
}

/** Null: it may be allowed to, or nobody knows. */
function whyNot(container: ContractContainer): 'user' | 'capability' | null {
  const { container: view } = container.facts;
  const has = (list: string, names: RegExp) =>
    items(at(view.field, 'securityContext', 'capabilities', list)).some((item) => names.test(textAt(item) ?? ''));
  if (has('add', /^(?:CAP_)?(?:NET_BIND_SERVICE|ALL)$/i)) return null;
  if (String(valueAt(ownSetting(view, 'privileged'))) === 'true') return null;
  if (runsAsRoot(container) === false) return 'user';
  return has('drop', /^(?:ALL|(?:CAP_)?NET_BIND_SERVICE)$/i) ? 'capability' : null;
}

/** Null: the files do not say. */
function runsAsRoot({ facts: { container, pod }, image }: ContractContainer): boolean | null {
  const user = valueAt(ownSetting(container, 'runAsUser') ?? sharedSetting(pod, 'runAsUser'));
  if (typeof user === 'number') return user === 0;
  const nonRoot = valueAt(ownSetting(container, 'runAsNonRoot') ?? sharedSetting(pod, 'runAsNonRoot'));
  if (nonRoot === true) return false;
  const [named = ''] = (image ? finalStage(image.dockerfile)?.user?.value?.split(':') : undefined) ?? [];
  if (/^\d+$/.test(named)) return Number(named) === 0;
  return named === 'nonroot' ? false : null;
}

function allow({ facts }: ContractContainer): Repair[] {
  const { file } = facts.object;
  if (isOnNode(facts)) return [];
  const item = { name: SYSCTL, value: '0' };
  return repairOf(
    ['Open low ports to every user of the pod'],
    [editIn(file.file, appendItem(file.text, facts.pod.spec, ['securityContext', 'sysctls'], item))],
  );
}

function move(low: Listening, container: ContractContainer, contract: Contract): Repair[] {
  const port = low.port + 8000;
  const set = container.listeners.some((each) => each.port === port)
    ? undefined
    : listenOn(port, low, container, contract);
  return set ? repairOf(set.title, [set.edit, ...movePort(container, low.port, port, contract)]) : [];
}
