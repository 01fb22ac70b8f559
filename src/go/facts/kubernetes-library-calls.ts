import type { Site, Use } from '../code/code-index.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { compositesOf } from '../code/typed-composites.ts';
import { callsOf } from '../file-use/file-calls.ts';
import type { KubernetesCall } from '../project.ts';
import { placeOf } from '../syntax/source-file.ts';
import type { Expression } from '../syntax/syntax.ts';

/** A call, and where its code is. */
export interface FoundCall extends KubernetesCall {
  readonly site: Site;
}

/** What a library asks the API server for by itself. */
interface Asked {
  readonly verbs: readonly string[];
  readonly group: string;
  readonly resource: string;
}

const LEASES: Asked = { verbs: ['get', 'create', 'update'], group: 'coordination.k8s.io', resource: 'leases' };
const EVENTS: Asked = { verbs: ['create', 'patch'], group: '', resource: 'events' };

const LOCKS = 'k8s.io/client-go/tools/leaderelection/resourcelock';

/** What is filled to make the library ask. */
const LITERALS: Readonly<Record<string, Asked>> = {
  [`${LOCKS}.LeaseLock`]: LEASES,
  'k8s.io/client-go/kubernetes/typed/core.EventSinkImpl': EVENTS,
  'k8s.io/client-go/tools/events.EventSinkImpl': { ...EVENTS, group: 'events.k8s.io' },
};

/** `resourcelock.New(resourcelock.LeasesResourceLock, …)` */
const NEW_LOCK: ReadonlySet<string> = new Set([`${LOCKS}.New`, `${LOCKS}.NewFromKubeconfig`]);

/** The election of a leader, and the events that a program records. */
export function* libraryCalls(code: LinkedCode): Generator<FoundCall> {
  for (const [type, asked] of Object.entries(LITERALS)) {
    const [first] = compositesOf(type, code);
    // A sink that nothing is recorded to stays empty.
    if (first && (asked.resource !== 'events' || recordsEvents(code))) yield* askedAt(first, asked);
  }
  for (const { call, site } of callsOf(code, NEW_LOCK)) {
    if (isLease(call.args[0])) yield* askedAt({ expression: call, site }, LEASES);
  }
}

/** What records is often kept behind an interface of the program's own. */
function recordsEvents(code: LinkedCode): boolean {
  return (
    ['Event', 'Eventf', 'AnnotatedEventf', 'EventRecorder'].some(
      (name) => code.calls(name).length > 0 || code.fieldAssignments(name).length > 0,
    ) || compositesOf(`${LOCKS}.ResourceLockConfig`, code).length > 0
  );
}

function* askedAt({ expression, site }: Pick<Use, 'expression' | 'site'>, { verbs, ...asked }: Asked) {
  for (const verb of verbs) yield { verb, ...asked, ...placeOf(site.file, expression), site };
}

function isLease(kind: Expression | undefined): boolean {
  if (kind?.kind === 'string') return kind.value === 'leases';
  return kind?.kind === 'select' && kind.name === 'LeasesResourceLock';
}
