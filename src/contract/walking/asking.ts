import type { Program } from '../../go/project.ts';
import type { ProbeFacts } from '../containers/containers.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { mayServe } from '../routes/route-match.ts';
import { withoutMarks } from './through-charts.ts';

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

/** `Deployment shop (dev, prod)`: a workload of one name with the namespaces that files and builds put it in, where they say any. */
export function workloadName({ facts, whole }: ContractContainer, { workspace, containersOf }: Contract): string {
  const { kind, name } = facts.workload;
  const same = (whole ? containersOf(whole) : []).filter(
    ({ facts: other }) => other.workload.kind === kind && other.workload.name === name,
  );
  const places = new Set(same.flatMap((one) => workspace.placesOf(one.facts.object)));
  const named = [...places].filter((place) => place !== undefined && place !== 'default').sort();
  const called = withoutMarks(name);
  return named.length > 0 ? `${kind} ${called} (${named.join(', ')})` : `${kind} ${called}`;
}
