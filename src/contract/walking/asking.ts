import type { Program } from '../../go/project.ts';
import type { ProbeFacts } from '../containers.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { mayServe } from '../route-match.ts';

/** A probe that asks for a path of a program. */
export interface Asking {
  readonly container: ContractContainer;
  readonly probe: ProbeFacts;
}

/** The probes that a route of a program answers. */
export function probesAsking(program: Program, route: string, contract: Contract): Asking[] {
  return contract
    .containersOf(program)
    .flatMap((container) =>
      container.facts.probes
        .filter(({ path }) => path !== null && (path.value === route || (route !== '/' && mayServe(route, path.value))))
        .map((probe) => ({ container, probe })),
    );
}

/** `Deployment shop (dev, prod)`: a workload with the namespaces that builds put it in, where they say any. */
export function workloadName({ facts }: ContractContainer, { workspace }: Contract): string {
  const { kind, name } = facts.workload;
  const places = new Set(
    workspace.placesOf(facts.object).filter((place) => place !== undefined && place !== 'default'),
  );
  return places.size > 0 ? `${kind} ${name} (${[...places].sort().join(', ')})` : `${kind} ${name}`;
}
