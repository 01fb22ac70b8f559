import { finalStage } from '../../dockerfile/stages/final.ts';
import type { Program } from '../../go/project.ts';
import { appendItem } from '../../kubernetes/edit.ts';
import { at, textAt } from '../../kubernetes/fields.ts';
import { goMemoryBytes, goMemoryFor } from '../../kubernetes/pods/go-memory.ts';
import type { Field } from '../../kubernetes/model.ts';
import { parseQuantity } from '../../kubernetes/pods/quantity.ts';
import type { Related } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { deploymentOf, serverFiles } from '../examples/example-files.ts';
import type { Fault, Repair } from '../fault.ts';
import { placesOf } from '../variables/variable-place.ts';
import type { ContractRule } from '../rule.ts';

/** From this release on, Go fits GOMAXPROCS to the CPU limit of its container: https://go.dev/doc/go1.25 */
const CONTAINER_AWARE = 25;

export const goRuntimeFitsLimits: ContractRule = {
  id: 'go-runtime-fits-limits',
  title: 'Fit the Go runtime to the limits of its container',
  severity: 'info',
  aliases: [],
  why: 'Go knows nothing of a memory limit: without `GOMEMLIMIT` it may let garbage grow until the kernel ends it. Nor do programs whose go.mod says less than 1.25 know of a CPU limit: they run a thread for every processor of the node, and are then stopped for most of each tenth of a second. Programs that set both themselves (automemlimit, automaxprocs) are left alone.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: deploymentOf('resources:\n  limits:\n    memory: «256Mi»'),
      good: deploymentOf('resources:\n  limits:\n    memory: 256Mi\nenv:\n  - name: GOMEMLIMIT\n    value: "230MiB"'),
      fixed: true,
      files: serverFiles(':8080'),
    },
    {
      file: 'deploy.yaml',
      bad: deploymentOf('resources:\n  limits:\n    cpu: «"2"»'),
      good: deploymentOf('resources:\n  limits:\n    cpu: "2"\nenv:\n  - name: GOMAXPROCS\n    value: "2"'),
      fixed: true,
      files: { ...serverFiles(':8080'), 'go.mod': 'module example.com/shop\n\ngo 1.24\n' },
    },
  ],
  about: 'container',
  *check(container, contract) {
    const { program, facts } = container;
    if (!program) return;
    yield* unreadableProcessors(container);
    const isPatched = contract.workspace.mayBePatched(facts.object, ['resources']);
    if (!contract.workspace.mayBePatched(facts.object, ['cpu'])) yield* processors(container, program, contract);
    // A chart's own values must fit each other, whatever others set.
    if (isPatched && !contract.workspace.isByDefault) return;
    yield* memory(container, program, isPatched, contract);
  },
};

function* memory(
  container: ContractContainer,
  { name, kind, runtimeLimits }: Program,
  isPatched: boolean,
  { workspace }: Contract,
): Iterable<Fault> {
  const limit = limitOf(container, 'memory');
  const bytes = limit && parseQuantity(limit.text)?.value;
  if (!limit || bytes === undefined || runtimeLimits.memory) return;
  const wanted = goMemoryFor(bytes);
  const value = container.env('GOMEMLIMIT');
  if (value === undefined) {
    if (isPatched || kind !== 'server' || wanted === undefined) return;
    const message: Message = ['`{0}` does not know of its memory limit, `{1}`', name, limit.text];
    yield {
      severity: 'hint',
      ...fault(container, limit.field, message),
      repairs: setting(container, 'GOMEMLIMIT', wanted),
    };
    return;
  }
  if (value === null) return;
  const set = goMemoryBytes(value);
  if (set === null || (set !== undefined && set <= bytes)) return;
  const message: Message =
    set === undefined
      ? ['Go does not start with `GOMEMLIMIT={0}`: it wants `MiB` or `GiB`', value]
      : ['`GOMEMLIMIT={0}` is more than the memory limit, `{1}`', value, limit.text];
  // What stands in the container itself, the rule on its manifest reports, where it is no template.
  const isOwn = workspace.isByDefault === true;
  const { start, end } = limit.field;
  const related: Related = { file: container.facts.file, start, end, message: ['`{0}` is set here', 'limits.memory'] };
  for (const one of atValue(container, 'GOMEMLIMIT', message, set === undefined ? 'error' : 'warning', wanted, isOwn))
    yield { ...one, related: [related] };
}

function* processors(container: ContractContainer, program: Program, { go }: Contract): Iterable<Fault> {
  const limit = limitOf(container, 'cpu');
  const cores = limit && parseQuantity(limit.text)?.value;
  if (!limit || cores === undefined || cores <= 0 || program.runtimeLimits.processors) return;
  const version = go.modules.find(({ dir }) => dir === program.moduleDir)?.go ?? null;
  const minor = Number(/^1\.(\d+)/.exec(version ?? '')?.[1] ?? NaN);
  const wanted = String(Math.max(1, Math.ceil(cores)));
  const value = container.env('GOMAXPROCS');
  if (value === undefined) {
    if (!(minor < CONTAINER_AWARE) || program.kind !== 'server') return;
    const message: Message = ['Go {0} does not know of the CPU limit, `{1}`', version ?? '', limit.text];
    yield { ...fault(container, limit.field, message), repairs: setting(container, 'GOMAXPROCS', wanted) };
  } else if (value !== null && /^\d+$/.test(value) && Number(value) > Math.ceil(cores)) {
    const message: Message = ['`GOMAXPROCS={0}` is more than the CPU limit, `{1}`', value, limit.text];
    yield* atValue(container, 'GOMAXPROCS', message, 'info', wanted, true);
  }
}

/** Go takes nothing but a whole number for it, and says nothing of the rest. */
function* unreadableProcessors(container: ContractContainer): Iterable<Fault> {
  const value = container.env('GOMAXPROCS');
  if (typeof value !== 'string' || value === '' || /^[1-9]\d*$/.test(value)) return;
  const cores = parseQuantity(value)?.value ?? 0;
  const wanted = cores > 0 ? String(Math.ceil(cores)) : undefined;
  const message: Message = ['`GOMAXPROCS={0}` is no whole number: Go ignores it', value];
  yield* atValue(container, 'GOMAXPROCS', message, 'warning', wanted, true);
}

function limitOf({ facts }: ContractContainer, name: 'cpu' | 'memory') {
  const field = at(facts.container.field, 'resources', 'limits', name);
  const text = textAt(field);
  return field && text !== undefined ? { field, text } : undefined;
}

function fault({ facts }: ContractContainer, { start, end }: Field, message: Message): Pick<Fault, 'sides'> {
  return { sides: [{ file: facts.file, start, end, message }] };
}

function setting({ facts }: ContractContainer, name: string, value: string): Repair[] {
  const edit = appendItem(facts.object.file.text, facts.container.field, ['env'], { name, value });
  return edit ? [{ title: ['Set `{0}` to `{1}`', name, value], changes: [{ file: facts.file, edits: [edit] }] }] : [];
}

/** Where a value is written: in a ConfigMap, the image, or (`inContainer`) the container itself. */
function* atValue(
  container: ContractContainer,
  name: string,
  message: Message,
  severity: 'error' | 'warning' | 'info',
  wanted: string | undefined,
  inContainer: boolean,
): Iterable<Fault> {
  const set = container.environment.variables.get(name);
  const repairs = (edit: { start: number; end: number; text: string } | undefined, file: string): Repair[] =>
    edit && wanted !== undefined ? [{ title: ['Change to `{0}`', wanted], changes: [{ file, edits: [edit] }] }] : [];
  for (const { file, value, rewrite, object } of set ? placesOf(set, container) : []) {
    if (object === null && !inContainer) continue;
    const edit = wanted === undefined ? undefined : rewrite(wanted);
    yield { severity, sides: [{ file, ...value, message }], repairs: repairs(edit, file) };
  }
  const range = set || !container.image ? undefined : finalStage(container.image.dockerfile)?.env.get(name)?.range;
  if (!range || !container.image) return;
  const { file } = container.image;
  yield { severity, sides: [{ file, ...range, message }], repairs: repairs({ ...range, text: wanted ?? '' }, file) };
}
