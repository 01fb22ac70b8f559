import type { ContractRule } from '../rule.ts';
import { containerPortListened } from './container-port-listened.ts';
import { listensOnLoopback } from './listens-on-loopback.ts';
import { probePathExists } from './probe-path-exists.ts';

export const contractRules: readonly ContractRule[] = [containerPortListened, listensOnLoopback, probePathExists];
