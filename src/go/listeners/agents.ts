import type { Use } from '../code/code-index.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { Setting } from '../values/setting.ts';
import { placeOf } from '../syntax/source-file.ts';
import type { Call } from '../syntax/syntax.ts';
import { readAddress } from './address.ts';
import { goZeroAgents } from './go-zero.ts';
import { gofrMetrics } from './gofr.ts';

/** What a framework opens beside a service, by itself or because its configuration file says so. */
export interface Agent {
  /** The call that sets the service up. */
  readonly use: Use<Call>;
  readonly address: Setting;
  /** Paths that it answers; null where it does not. */
  readonly metrics: string | null;
  readonly health: string | null;
  readonly profiles: string | null;
}

const NO_AGENTS: readonly Agent[] = [];

export function agentsOf(code: LinkedCode): readonly Agent[] {
  return code.once(allAgents, NO_AGENTS);
}

function allAgents(code: LinkedCode): readonly Agent[] {
  return [...goZeroAgents(code), ...gofrMetrics(code)];
}

/** What they answer of one kind. */
export function agentRoutes(code: LinkedCode, kind: 'metrics' | 'health' | 'profiles') {
  return agentsOf(code).flatMap(({ use, address, ...paths }) => {
    const path = paths[kind];
    if (path === null) return [];
    const { port } = readAddress(address);
    return [{ ...placeOf(use.site.file, use.expression), path, port, certainty: 'default' as const }];
  });
}
