import { appendItem, replaceValue } from '../../kubernetes/edit.ts';
import { at, entries, items, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import { type EditIn, editIn } from '../changes.ts';
import type { ConfigEntry } from './config-entries.ts';
import type { Contract, ContractContainer } from '../contract.ts';

/**
 * The edit that gives a variable of a container another value: where the value is written now, else in `env`.
 * Undefined where that is no place that everybody sees, or several.
 */
export function changeVariable(
  { facts, environment }: ContractContainer,
  name: string,
  value: string,
  contract: Contract,
): EditIn | undefined {
  const { text, file } = facts.object.file;
  const known = environment.variables.get(name);
  if (known?.literal) return editIn(file, replaceValue(text, known.literal, value));
  if (known) {
    const [source, second] = known.sources;
    return source && !second && known.from === 'config-map' ? inConfigMap(source, value, contract) : undefined;
  }
  if (environment.mayBeSet(name)) return undefined;
  return editIn(file, appendItem(text, facts.container.field, ['env'], { name, value }));
}

/** Where a ConfigMap, or a kustomization that generates one, has the value. */
function inConfigMap(source: ConfigEntry, value: string, { workspace }: Contract): EditIn | undefined {
  if (source.value === null) return undefined;
  if (source.file !== source.object.file.file) {
    return editIn(source.file, { start: source.start, end: source.end, text: `${source.key}=${value}` });
  }
  const file = workspace.file(source.file);
  if (!file) return undefined;
  for (const { root } of file.manifests) {
    const own = entries(at(root, 'data')).find(({ keyRange }) => keyRange.start === source.start);
    if (own) return editIn(file.file, replaceValue(file.text, own.value, value));
    const literal = generated(root).find(({ start }) => start === source.start);
    const [name = ''] = (textAt(literal) ?? '').split('=', 1);
    if (literal) return editIn(file.file, replaceValue(file.text, literal, `${name}=${value}`));
  }
  return undefined;
}

function generated(root: Field): Field[] {
  return items(at(root, 'configMapGenerator')).flatMap((one) => [...items(at(one, 'literals'))]);
}
