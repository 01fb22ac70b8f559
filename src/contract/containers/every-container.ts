import type { Program } from '../../go/project.ts';
import type { Composed, Contract, ContractContainer } from '../contract.ts';

/** The containers that run a program, those that charts make among them: their places are of what was rendered. */
export function everyContainerOf(program: Program, contract: Contract): ContractContainer[] {
  return everyContract(contract).flatMap(({ containersOf }) => containersOf(program));
}

/** The services of compose files that run a program. */
export function composedOf(program: Program, { builds, composedOf: run }: Contract): Composed[] {
  return builds.flatMap((build) => run(build) ?? []).filter(({ whole }) => whole === program);
}

/** That of the manifests, and those of what charts make by default. */
export function everyContract(contract: Contract): Contract[] {
  return [contract, ...contract.charts.map((chart) => chart.contract)];
}
