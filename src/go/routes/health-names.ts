import type { HealthRoute } from '../answers.ts';
import type { Expression } from '../syntax/syntax.ts';

type Purpose = HealthRoute['purpose'];

/** Last parts of a path that say what it is for, wherever it hangs. */
const PLAIN: ReadonlyMap<string, Purpose> = words({
  liveness: 'livez liveness livenessz livenessprobe liveness_probe livenesscheck livecheck is_alive isalive',
  readiness: 'readyz readiness readinessz readinessprobe readiness_probe readinesscheck readycheck is_ready isready',
  health: 'health healthz healthy healthcheck healthchecks health_check healthprobe ishealthy startupz',
});
/** Words that mean other things, too, below other words. */
const AMBIGUOUS: ReadonlyMap<string, Purpose> = words({
  liveness: 'live alive',
  readiness: 'ready',
  health: 'ping pingz startup started heartbeat lbheartbeat',
});
/** Words that only count where a program has no better ones. */
const WEAK: ReadonlyMap<string, Purpose> = words({ health: 'status up' });

/** Parts of a path that lead to a health check without being about something else. */
const NEUTRAL =
  /^(?:|-|_|v\d+|apis?|rest|internal|sys(?:tem)?|admin|debug|k8s|kubernetes|kube|probez?|probes|checks?|healthz?|healthchecks?|live|livez|ready|readyz|liveness|readiness|status|monitor(?:ing)?|manage(?:ment)?|mgmt|actuator|services?|servers?|public|ops|infra|meta|metrics|\.well-known)$/;

/** What a health check's handler is called: `healthz`, `s.handleReadiness`, `HealthCheckHandler`. */
const HANDLER =
  /^(?:new|get|handle|serve|http|api|do|_)*_?(health|liveness|readiness|livez|readyz)[sz]?_?(?:check|probe|status|z)?s?_?(?:handle|handler|handlerfunc|func|fn|endpoint|action|controller|http)?$/i;

export interface HealthName {
  readonly purpose: Purpose;
  readonly weak: boolean;
}

/** Whether a path, or else the handler behind it, is a health check by its name; `own` is what the program is called. */
export function healthName(
  path: string,
  handlers: readonly Expression[],
  own: readonly string[] = [],
): HealthName | null {
  const parts = path
    .toLowerCase()
    .split('/')
    .filter((part) => part !== '');
  const last = (parts.at(-1) ?? '')
    .replace(/^_+|_+$/g, '')
    .replaceAll('-', '_')
    .replace(/\.(?:json|txt|html?|php)$/, '');
  const plain = PLAIN.get(last);
  if (plain) return { purpose: plain, weak: false };
  // `/shop/admin/ready` of the shop; `/shop/ready` may be about goods.
  const above = parts.length > 2 && own.includes(parts[0] ?? '') ? parts.slice(1, -1) : parts.slice(0, -1);
  const isNeutral = above.every((part) => NEUTRAL.test(part));
  const ambiguous = isNeutral ? AMBIGUOUS.get(last) : undefined;
  if (ambiguous) return { purpose: ambiguous, weak: false };
  // `/health/check`: the part before says it.
  const before = /^(?:check|probe|self|full|all|basic|simple|status)$/.test(last)
    ? PLAIN.get(parts.at(-2) ?? '')
    : undefined;
  if (before) return { purpose: before, weak: false };
  const handled = handlers.map(handlerPurpose).find((purpose) => purpose !== null);
  if (handled) return { purpose: handled, weak: false };
  // `/monitor/up`: the part before leaves no other meaning.
  const isMonitored = /^(?:monitor(?:ing)?|probes?|health|checks?)$/.test(parts.at(-2) ?? '');
  const weak = isNeutral || isMonitored ? WEAK.get(last) : undefined;
  return weak ? { purpose: weak, weak: !isMonitored } : null;
}

function handlerPurpose(handler: Expression): Purpose | null {
  const named = handler.kind === 'call' ? handler.callee : handler;
  if (named.kind !== 'name' && named.kind !== 'select') return null;
  const word = HANDLER.exec(named.name)?.[1]?.toLowerCase();
  if (word === undefined) return null;
  return word.startsWith('live') ? 'liveness' : word.startsWith('read') ? 'readiness' : 'health';
}

function words(lists: Partial<Record<Purpose, string>>): ReadonlyMap<string, Purpose> {
  return new Map(
    Object.entries(lists).flatMap(([purpose, list]) =>
      list.split(' ').map((word) => [word, purpose as Purpose] as const),
    ),
  );
}
