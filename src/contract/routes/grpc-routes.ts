import { at, items, textAt } from '../../kubernetes/fields.ts';
import { replaceValue } from '../../kubernetes/edit.ts';
import type { Field, Located } from '../../kubernetes/model.ts';
import { similarWord } from '../../lint/similar-word.ts';
import type { GrpcService } from '../../go/answers.ts';
import type { Program } from '../../go/project.ts';
import type { Contract } from '../contract.ts';
import type { Fault } from '../fault.ts';
import { inSource } from '../rule.ts';
import { spokenAt } from '../ports/spoken-behind.ts';

/** Services and methods that a GRPCRoute sends to programs which answer for no such. */
export function* unservedMethods(object: Located, contract: Contract): Iterable<Fault> {
  const { kind, root } = object.manifest;
  if (kind !== 'GRPCRoute' || contract.workspace.mayBePatched(object, ['rules', 'matches', 'service', 'method']))
    return;
  for (const rule of items(at(root, 'spec', 'rules'))) {
    const programs = programsBehind(rule, object, contract);
    if (!programs) continue;
    for (const match of items(at(rule, 'matches'))) {
      const method = at(match, 'method');
      if (method && (textAt(method, 'type') ?? 'Exact') === 'Exact') yield* unserved(method, programs, object);
    }
  }
}

interface Serving {
  readonly program: Program;
  readonly services: readonly GrpcService[];
}

/** What every backend runs; undefined where one is not known, or not all that it answers for. */
function programsBehind(rule: Field, object: Located, contract: Contract): readonly Serving[] | undefined {
  const backends = at(rule, 'backendRefs');
  const references = contract.workspace.referencesOf(object.manifest, undefined).filter(({ start, via }) => {
    return backends !== undefined && via === 'backend' && backends.start <= start && start < backends.end;
  });
  const found = references.flatMap((reference): Serving[] => {
    const spoken = spokenAt(reference, object, contract);
    const services = spoken?.program.grpcServices;
    return spoken && services ? [{ program: spoken.program, services }] : [];
  });
  return found.length > 0 && found.length === items(backends).length ? found : undefined;
}

function* unserved(method: Field, programs: readonly Serving[], { file }: Located): Iterable<Fault> {
  const [first] = programs;
  const service = textAt(method, 'service');
  const name = textAt(method, 'method');
  if (!first || (service ?? name ?? '').includes('$')) return;
  const all = programs.flatMap(({ services }) => services);
  const named = service === undefined ? all : all.filter((one) => one.name === service);
  const isServed = named.some(({ methods }) => name === undefined || methods === null || methods.includes(name));
  const field = named.length === 0 ? at(method, 'service') : at(method, 'method');
  const written = named.length === 0 ? service : name;
  if (isServed || !field || written === undefined) return;
  const own = all.filter((one) => !one.name.startsWith('grpc.'));
  const wanted = likely(
    written,
    named.length === 0 ? own.map((one) => one.name) : named.flatMap(({ methods }) => methods ?? []),
  );
  const edit = wanted === undefined ? undefined : replaceValue(file.text, field, wanted);
  yield {
    sides: [
      {
        ...{ file: file.file, start: field.start, end: field.end },
        message:
          named.length === 0
            ? ['`{0}` registers no service `{1}`', first.program.name, written]
            : ['`{0}` has no method `{1}`', named[0]?.name ?? '', written],
      },
    ],
    related: (named.length === 0 ? own : named).map((one) => inSource(one, ['registers `{0}` here', one.name])),
    ...(edit && wanted !== undefined
      ? { repairs: [{ title: ['Change to `{0}`', wanted], changes: [{ file: file.file, edits: [edit] }] }] }
      : {}),
  };
}

/** The only one that there is, or the one that is a slip away. */
function likely(written: string, names: readonly string[]): string | undefined {
  const [only, second] = new Set(names);
  return only !== undefined && second === undefined ? only : similarWord(written, names);
}
