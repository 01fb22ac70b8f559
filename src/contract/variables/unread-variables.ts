import { baseFacts } from '../../dockerfile/stages/base-images.ts';
import { baseImage } from '../../dockerfile/stages/final.ts';
import type { Dockerfile, Instruction } from '../../dockerfile/model.ts';
import { commandsOf } from '../../dockerfile/commands/run-commands.ts';
import type { Range } from '../../lint/rule.ts';
import type { EnvVariable } from '../../go/project.ts';
import type { Located } from '../../kubernetes/model.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { misspeltIn, prefixedIn } from './misspelt.ts';
import { arePlain } from '../images/plain-commands.ts';
import { isRunDirectly, scriptedStart } from '../images/run-directly.ts';
import { type Takers, takersIn } from '../takers.ts';
import { placesOf, type VariablePlace } from './variable-place.ts';
import { isConventional, knowsReads } from './variable-readers.ts';

/** A variable that is set, and read by nobody. */
export interface Unread {
  readonly place: VariablePlace;
  readonly name: string;
  /** What was meant, where its name is one slip away. */
  readonly wanted: EnvVariable | undefined;
  /** Those that get it. */
  readonly takers: readonly ContractContainer[];
}

export function* unreadIn(container: ContractContainer, contract: Contract): Generator<Unread> {
  if (!container.whole) return;
  const misspelt = misspeltIn(container, contract.workspace);
  const takersOf = remembered(contract);
  for (const variable of container.environment.variables.values()) {
    const { name, from } = variable;
    const wanted = misspelt.get(name);
    // What the pod knows of itself is often set for whoever comes to need it.
    if ((from === 'field' && !wanted) || !/^[A-Za-z_]\w*$/.test(name)) continue;
    for (const place of placesOf(variable, container)) {
      const { containers, single } = takersOf(place.object) ?? { containers: [container], single: NONE };
      if (single.has(place.key ?? '') || !containers.includes(container)) continue;
      if (containers.some((one) => mayRead(one, name, wanted !== undefined))) continue;
      if (wanted || containers.every(({ whole }) => whole && knowsReads(whole, name))) {
        yield { place, name, wanted: wanted ?? prefixedIn(container, name), takers: containers };
      }
    }
  }
}

const NONE: ReadonlySet<string> = new Set();
const NOBODY: Takers = { containers: [], single: NONE };

/** Whether a container, or anything else that its manifest or image starts in it, may read a variable. */
function mayRead(container: ContractContainer, name: string, isSlip = false): boolean {
  const { whole: program, facts, image } = container;
  if (!program || (isConventional(name) && !isSlip) || !isRunDirectly(container)) return true;
  if (program.env.some((variable) => variable.name === name)) return true;
  if (program.listens.some(({ configuredBy }) => configuredBy.includes(`env:${name}`))) return true;
  const { start, end } = facts.container.field;
  const uses = new RegExp(`\\$[({]?${name}(?!\\w)`);
  const texts = [image?.dockerfile.text, scriptedStart(container)?.script.text];
  return uses.test(facts.object.file.text.slice(start, end)) || texts.some((text) => text && uses.test(text));
}

/** Who takes what an object holds, looked up once an object; undefined where no object does. */
function remembered(contract: Contract): (object: Located | null) => Takers | undefined {
  const known = new Map<Located['manifest'], Takers>();
  return (object) => {
    if (!object) return undefined;
    const takers = known.get(object.manifest) ?? takersIn(object, contract) ?? NOBODY;
    known.set(object.manifest, takers);
    return takers;
  };
}

/** Commands of the build, or a script, may read what they do not name; those that make users and folders or add packages do not. */
function mayReadAny(instruction: Instruction, dockerfile: Dockerfile): boolean {
  const { keyword, heredocs } = instruction;
  if (keyword !== 'RUN') return keyword === 'ONBUILD';
  return heredocs.length > 0 || !arePlain(commandsOf(dockerfile, instruction));
}

/** What the last stage of its image sets for a container, and nothing there reads: no command of the stage, and no program. */
export function* unreadInImage(
  { image, program }: ContractContainer,
  contract: Contract,
): Generator<{ name: string; at: Range }> {
  const final = image?.dockerfile.stages.at(-1);
  if (!image || !program || !final || final.base !== null) return;
  if (final.instructions.some((one) => mayReadAny(one, image.dockerfile))) return;
  if (!baseFacts(baseImage(image.dockerfile, final)).plain) return;
  const containers = contract.containersOf(program).filter((one) => one.image?.dockerfile === image.dockerfile);
  for (const { pairs } of final.instructions.filter(({ keyword }) => keyword === 'ENV')) {
    for (const { key } of pairs) {
      const name = key.value;
      if (!/^[A-Za-z_]\w*$/.test(name) || containers.some((one) => mayRead(one, name)) || !knowsReads(program, name))
        continue;
      yield { name, at: key };
    }
  }
}
