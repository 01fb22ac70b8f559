import type { Program } from '../../go/project.ts';
import type { Message } from '../../words/message.ts';
import { decide } from '../decision.ts';
import type { Decision } from '../plan-types.ts';

/** Time in which Services and load balancers stop sending, before SIGTERM. */
const PRE_STOP_SECONDS = 5;
/** What Kubernetes grants where nothing is said. */
const USUAL_GRACE_SECONDS = 30;
/** Between the program's own deadline and SIGKILL, so that it still says what it did. */
const MARGIN_SECONDS = 5;

export interface Ending {
  /** Null where nobody sends requests. */
  readonly preStopSeconds: number | null;
  readonly graceSeconds: number;
  readonly decision: Decision;
}

/** What an image says of a program that ends gracefully, but not by SIGTERM; null: nothing. */
export function stopSignal({ graceful, signals }: Program['shutdown']): string | null {
  return graceful === true && signals.includes('SIGINT') && !signals.includes('SIGTERM') ? 'SIGINT' : null;
}

/** How a Pod ends: a pause for those that still send, then SIGTERM, and time for what the program does with it. */
export function planEnding({ shutdown }: Program, isServed: boolean): Ending {
  const { graceful, signals, timeoutSeconds, place } = shutdown;
  const preStopSeconds = isServed ? PRE_STOP_SECONDS : null;
  const needed = (preStopSeconds ?? 0) + (timeoutSeconds ?? 0) + MARGIN_SECONDS;
  const graceSeconds = timeoutSeconds === null ? USUAL_GRACE_SECONDS : Math.max(USUAL_GRACE_SECONDS, Math.ceil(needed));
  const signal = stopSignal(shutdown) ?? signals.find((name) => name === 'SIGTERM') ?? signals[0] ?? 'SIGTERM';
  const because: Message =
    preStopSeconds === null
      ? ['Nobody sends to it, so it needs no pause before {0}', signal]
      : graceful === true && timeoutSeconds !== null
        ? [
            'The pause (Kubernetes 1.30 or newer) lets Services stop sending, then {0} ends it in up to {1} s as the source says',
            signal,
            String(timeoutSeconds),
          ]
        : graceful === true
          ? ['The pause lets Services stop sending, then {0} ends it gracefully', signal]
          : graceful === false
            ? [
                'The pause lets Services stop sending; requests in flight are lost, because the program has no graceful shutdown',
              ]
            : ['The pause lets Services stop sending; whether the program shuts down gracefully is unknown'];
  const chosen: Message =
    preStopSeconds === null
      ? ['grace {0} s', graceSeconds]
      : ['preStop {0} s, grace {1} s', preStopSeconds, graceSeconds];
  return {
    preStopSeconds,
    graceSeconds,
    decision: decide(['shutdown'], chosen, because, { evidence: place }),
  };
}
