import type { Message } from '../../words/message.ts';
import type { ProbeFacts } from '../containers/containers.ts';

interface Words {
  readonly probe: Message;
  readonly of: (workload: string) => Message;
}

/** What the three probes are called. */
export const PROBE_WORDS: Readonly<Record<ProbeFacts['kind'], Words>> = {
  startup: { probe: ['startup probe'], of: (workload) => ['Startup of {0}', workload] },
  readiness: { probe: ['readiness probe'], of: (workload) => ['Readiness of {0}', workload] },
  liveness: { probe: ['liveness probe'], of: (workload) => ['Liveness of {0}', workload] },
};
