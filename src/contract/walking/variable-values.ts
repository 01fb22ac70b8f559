import type { EnvVariable, Program } from '../../go/project.ts';
import { at, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import { code } from '../../lint/markdown.ts';
import type { Message } from '../../words/message.ts';
import { hasMark } from '../../kubernetes/helm/template-values.ts';
import type { ChartContract, Contract, ContractContainer } from '../contract.ts';
import { variableItems, writtenParts } from '../containers/container-fields.ts';
import type { ImageBuild } from '../build-files/image-builds.ts';
import { withoutMarks } from './through-charts.ts';

/** What a variable is for one container, in one place; `where` is the folder that decides it, where several do. */
export interface VariableRow {
  readonly workload: string;
  readonly where: string;
  /** Markdown, or a sentence with Markdown in it. */
  readonly value: string | Message;
}

/** What a variable is in every container that runs the program. What is secret is never part of it. */
export function variableRows(program: Program, variable: EnvVariable, contract: Contract): VariableRow[] {
  const rowsIn = (one: Contract) => one.containersOf(program).flatMap((container) => rowsOf(container, variable, one));
  return [
    ...rowsIn(contract),
    ...contract.charts.flatMap((chart) => chartRows(chart, rowsIn)),
    ...contract.builds.flatMap((build) => composeRows(build, program, variable, contract)),
  ];
}

/** Only what a compose file says itself. */
function composeRows(
  build: ImageBuild,
  program: Program,
  variable: EnvVariable,
  { composedOf }: Contract,
): VariableRow[] {
  const run = build.service && composedOf(build);
  if (run?.whole !== program) return [];
  return run.service.environment.flatMap(({ name, value }): VariableRow[] => {
    if (name.value !== variable.name) return [];
    const workload = `compose ${run.service.name}`;
    return [{ workload, where: '', value: value ? shown(value.value, variable) : ['not known here'] }];
  });
}

/** By default, and for each file of values that makes it another one. */
function chartRows(chart: ChartContract, rowsIn: (contract: Contract) => VariableRow[]): VariableRow[] {
  const made = (layer: ChartContract) =>
    rowsIn(layer.contract).map(({ workload, value }): VariableRow => {
      const isUnknown = typeof value === 'string' && hasMark(value);
      const where = layer.overrides ?? layer.folder.slice(0, -1);
      return { workload: withoutMarks(workload), where, value: isUnknown ? ['not known here'] : value };
    });
  const known = made(chart);
  const isOther = ({ workload, value }: VariableRow) =>
    !known.some((one) => one.workload === workload && JSON.stringify(one.value) === JSON.stringify(value));
  return [...known, ...chart.variants().flatMap((variant) => made(variant).filter(isOther))];
}

function rowsOf(container: ContractContainer, variable: EnvVariable, contract: Contract): VariableRow[] {
  const { name } = variable;
  const { workspace } = contract;
  const { facts, environment } = container;
  const { kind, name: called } = facts.workload;
  const places = workspace.placesOf(facts.object).filter((place) => place !== undefined && place !== 'default');
  const workload = `${kind} ${called}${places.length > 0 ? ` (${[...new Set(places)].sort().join(', ')})` : ''}`;
  const parts = writtenParts(container, workspace).slice(1);
  const inFiles = parts.flatMap(({ file, field }) =>
    variableItems(field, name).map((item) => ({
      workload,
      where: folderOf(file.file),
      value: itemValue(item, variable),
    })),
  );
  const patches = [...inFiles, ...inKustomizations()];
  return [...own(), ...patches];

  /** By operations, and by patches that kustomizations hold themselves. */
  function inKustomizations(): VariableRow[] {
    return environment.patched.flatMap(({ name: set, value, patch }): VariableRow[] => {
      if (set !== name || !patch || parts.some(({ file }) => file === patch)) return [];
      const where = folderOf(patch.file);
      return [{ workload, where, value: value === null ? ['not known here'] : shown(value, variable) }];
    });
  }

  function own(): VariableRow[] {
    const set = environment.variables.get(name);
    const item = variableItems(facts.container.field, name).at(-1);
    const one = (value: VariableRow['value']) => [
      { workload, where: patches.length > 0 ? folderOf(facts.file) : '', value },
    ];
    if (!set) return one(unset());
    if (set.from === 'config-map') {
      const { sources } = set;
      if (sources.length === 0) return one(['not known here']);
      const isOne = sources.length === 1 && patches.length === 0;
      return sources.map(({ file, value }) => ({
        workload,
        where: isOne ? '' : folderOf(file),
        value: value === null ? ['not known here'] : shown(value, variable),
      }));
    }
    if (item) return one(itemValue(item, variable));
    return one(set.from === 'secret' ? ['of a Secret: {0}', MASK] : ['not known here']);
  }

  function unset(): VariableRow['value'] {
    if (environment.isOpen(name)) return ['not known here'];
    const ofImage = container.env(name);
    if (ofImage === undefined) return variable.default === null ? ['not set'] : ['not set: the default'];
    return ofImage === null ? ['not known here'] : ['{0}, of the image', shown(ofImage, variable)];
  }
}

/** Instead of whatever is secret. */
export const MASK = '`••••••`';

/** A value as Markdown; of secrets, and of passwords in addresses, only that they are there. */
export function shown(value: string, { secret }: EnvVariable): string {
  return secret ? MASK : code(value.replace(/(:\/\/[^/\s:@]*):[^/\s@]+@/g, '$1:•••@'));
}

function itemValue(item: Field, variable: EnvVariable): VariableRow['value'] {
  const literal = at(item, 'value');
  if (literal) return shown(textAt(literal) ?? '', variable);
  const from = at(item, 'valueFrom');
  const secret = at(from, 'secretKeyRef');
  if (secret) return ['of Secret {0}: {1}', code(textAt(secret, 'name') ?? ''), MASK];
  const map = at(from, 'configMapKeyRef');
  if (map) return ['key {0} of ConfigMap {1}', code(textAt(map, 'key') ?? ''), code(textAt(map, 'name') ?? '')];
  const field = textAt(from, 'fieldRef', 'fieldPath') ?? textAt(from, 'resourceFieldRef', 'resource');
  return field === undefined ? ['not set'] : code(field);
}

function folderOf(file: string): string {
  const slash = file.lastIndexOf('/');
  return slash < 0 ? '.' : file.slice(0, slash);
}
