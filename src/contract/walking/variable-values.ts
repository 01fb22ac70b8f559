import type { EnvVariable, Program } from '../../go/project.ts';
import { at, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import { code } from '../../lint/markdown.ts';
import type { Message } from '../../words/message.ts';
import { hasMark } from '../../kubernetes/helm/template-values.ts';
import type { ChartContract, Contract, ContractContainer, JoinedOverlay } from '../contract.ts';
import { variableItems } from '../containers/container-fields.ts';
import type { ImageBuild } from '../build-files/image-builds.ts';
import { overlayLayers, writtenAs, writtenContainer } from './overlay-layers.ts';
import { withoutMarks } from './through-charts.ts';

/** What a variable is for one container, in one place; `where` is the folder that decides it, where several do. */
export interface VariableRow {
  readonly workload: string;
  readonly where: string;
  /** Markdown, or a sentence with Markdown in it. */
  readonly value: string | Message;
}

/** What a variable is in every container that runs the program, and in each overlay that makes it another. What is secret is never part of it. */
export function variableRows(program: Program, variable: EnvVariable, contract: Contract): VariableRow[] {
  const layers = overlayLayers(contract);
  const written = contract.containersOf(program).flatMap((container) => {
    const own = settingsIn(container, variable);
    const overlaid = layers.flatMap((layer) => overlaidSettings(layer, { container, own, variable }));
    return placedRows(workloadOf(container, contract), { own, overlaid });
  });
  const rowsIn = (one: Contract) =>
    one.containersOf(program).flatMap((container) => {
      return placedRows(workloadOf(container, one), { own: settingsIn(container, variable), overlaid: [] });
    });
  const added = layers.flatMap(({ folder, contract: made }) =>
    made.containersOf(program).flatMap((container) => {
      if (writtenContainer(container, contract)) return [];
      const rows = placedRows(workloadOf(container, made), { own: settingsIn(container, variable), overlaid: [] });
      return rows.map((row) => ({ ...row, where: folder }));
    }),
  );
  return [
    ...written,
    ...added,
    ...contract.charts.flatMap((chart) => chartRows(chart, rowsIn)),
    ...contract.builds.flatMap((build) => composeRows(build, program, variable, contract)),
  ];
}

/** What a variable is in one place. */
interface Setting {
  /** The folder of the file that says it. */
  readonly where: string;
  readonly value: VariableRow['value'];
  /** The same with what is secret: to be compared, never to be shown. */
  readonly compared: string;
}

function workloadOf({ facts }: ContractContainer, { workspace }: Contract): string {
  const { kind, name } = facts.workload;
  const places = workspace.placesOf(facts.object).filter((place) => place !== undefined && place !== 'default');
  return `${kind} ${name}${places.length > 0 ? ` (${[...new Set(places)].sort().join(', ')})` : ''}`;
}

/** Folders are named where there is more than one value. */
function placedRows(
  workload: string,
  { own, overlaid }: { readonly own: readonly Setting[]; readonly overlaid: readonly Setting[] },
): VariableRow[] {
  const all = [...own, ...overlaid];
  return all.map(({ where, value }) => ({ workload, where: all.length > 1 ? where : '', value }));
}

/** In an overlay, where it differs from what is written. */
function overlaidSettings(
  { folder, contract }: JoinedOverlay,
  { container, own, variable }: { container: ContractContainer; own: readonly Setting[]; variable: EnvVariable },
): Setting[] {
  const made = contract.at(container.facts.file).containers.find((one) => writtenAs(one, container));
  const settings = made ? settingsIn(made, variable) : [];
  const isKnown = ({ compared }: Setting) => own.some((one) => one.compared === compared);
  return settings.filter((one) => !isKnown(one)).map((one) => ({ ...one, where: folder }));
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

function settingsIn(container: ContractContainer, variable: EnvVariable): Setting[] {
  const { name } = variable;
  const { facts, environment } = container;
  const one = (value: VariableRow['value'], compared = JSON.stringify(value)): Setting[] => [
    { where: folderOf(facts.file), value, compared },
  ];
  const set = environment.variables.get(name);
  if (!set) return one(unset());
  if (set.from === 'config-map') {
    const { sources } = set;
    if (sources.length === 0) return one(['not known here']);
    return sources.map(({ file, value }) => ({
      where: folderOf(file),
      value: value === null ? ['not known here'] : shown(value, variable),
      compared: JSON.stringify(value),
    }));
  }
  const item = variableItems(facts.container.field, name).at(-1);
  if (item) return one(itemValue(item, variable), JSON.stringify(textAt(item, 'value') ?? itemValue(item, variable)));
  return one(set.from === 'secret' ? ['of a Secret: {0}', MASK] : ['not known here']);

  function unset(): VariableRow['value'] {
    if (environment.isUnseen(name)) return ['not known here'];
    // What overlays set besides has rows of their own.
    const overlaid = environment.mayBeSet(name) ? container.image : null;
    const ofImage = overlaid ? overlaid.run.env.get(name) : container.env(name);
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
