import type { Program } from '../../go/project.ts';
import { removeField } from '../../kubernetes/edit.ts';
import { at } from '../../kubernetes/fields.ts';
import type { Located, ProbeFacts } from '../containers/containers.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import type { Fault } from '../fault.ts';
import { isGrpcHealth } from './known-routes.ts';
import { inSource } from '../rule.ts';
import { sourceFilesOf } from '../source-files.ts';

/** The server answers a probe that asks for a service it was never told of with NOT_FOUND, which is a failure to the kubelet. */
export function* unknownService(
  { kind }: ProbeFacts,
  { value, start, end }: Located<string>,
  { program, facts }: ContractContainer,
  contract: Contract,
): Iterable<Fault> {
  if (!program || value === '' || !isNamedNowhere(value, program, contract)) return;
  const asks = at(facts.container.field, `${kind}Probe`, 'grpc');
  const edit = asks?.kind === 'map' ? removeField(facts.object.file.text, asks, ['service']) : undefined;
  yield {
    sides: [
      {
        ...{ file: facts.file, start, end },
        message: ['`{0}` says nothing of the health of `{1}`: the probe gets NOT_FOUND', program.name, value],
      },
    ],
    related: program.health.filter(isGrpcHealth).map((one) => inSource(one, ['registers the health service here'])),
    repairs: edit ? [{ title: ['Ask for the server as a whole'], changes: [{ file: facts.file, edits: [edit] }] }] : [],
  };
}

/** Its health server is the one that comes with gRPC, and whoever tells that of a service writes the name down. */
function isNamedNowhere(name: string, program: Program, { go, sourceOf }: Contract): boolean {
  const texts = sourceFilesOf(program, go).map((file) => sourceOf(file));
  if (!texts.some((text) => text?.includes('health.NewServer()'))) return false;
  return texts.every((text) => text !== undefined && !text.includes(name) && !/SetServingStatus\((?!\s*")/.test(text));
}
