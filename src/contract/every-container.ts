import type { Program } from '../go/project.ts';
import type { Contract, ContractContainer } from './contract.ts';

/** The containers that run a program, those that charts make among them: their places are of what was rendered. */
export function everyContainerOf(program: Program, { charts, containersOf }: Contract): ContractContainer[] {
  return [...containersOf(program), ...charts.flatMap((chart) => chart.contract.containersOf(program))];
}
