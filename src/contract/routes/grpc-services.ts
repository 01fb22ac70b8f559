import { removeField } from '../../kubernetes/edit.ts';
import { at } from '../../kubernetes/fields.ts';
import { similarName } from '../../lint/similar-word.ts';
import { editIn, repairOf } from '../changes.ts';
import type { Located, ProbeFacts } from '../containers/containers.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import type { Fault } from '../fault.ts';
import { isGrpcHealth } from './known-routes.ts';
import { setInProbe } from './probe-edits.ts';
import { inSource } from '../rule.ts';
import { sourceFilesOf } from '../source-files.ts';

/** The server answers a probe that asks for a service it was never told of with NOT_FOUND, which is a failure to the kubelet. */
export function* unknownService(
  probe: ProbeFacts,
  { value, start, end }: Located<string>,
  { program, facts }: ContractContainer,
  contract: Contract,
): Iterable<Fault> {
  if (!program || value === '') return;
  const texts = sourceFilesOf(program, contract.go).map((file) => contract.sourceOf(file));
  if (!isNamedNowhere(value, texts)) return;
  const { file, text } = facts.object.file;
  const asks = at(facts.container.field, `${probe.kind}Probe`, 'grpc');
  const whole = asks?.kind === 'map' ? editIn(file, removeField(text, asks, ['service'])) : undefined;
  const wanted = likeliest(value, texts);
  yield {
    sides: [
      {
        ...{ file: facts.file, start, end },
        message: ['`{0}` says nothing of the health of `{1}`: the probe gets NOT_FOUND', program.name, value],
      },
    ],
    related: program.health.filter(isGrpcHealth).map((one) => inSource(one, ['registers the health service here'])),
    repairs: [
      ...(wanted ? repairOf(['Ask for `{0}`', wanted], [setInProbe(facts, probe, 'service', wanted)]) : []),
      ...repairOf(['Ask for the server as a whole'], [whole]),
    ],
  };
}

/** A service that the source tells the health of, whose name is a slip away, or the same in another package. */
function likeliest(name: string, texts: readonly (string | undefined)[]): string | undefined {
  const told = texts.flatMap((text) => [...(text ?? '').matchAll(TOLD)].map(([, service = '']) => service));
  const last = name.split('.').at(-1);
  return similarName(name, told) ?? told.find((service) => service.split('.').at(-1) === last);
}

const TOLD = /SetServingStatus\(\s*"([\w.]+)"/g;

/** Its health server is the one that comes with gRPC, and whoever tells that of a service writes the name down. */
function isNamedNowhere(name: string, texts: readonly (string | undefined)[]): boolean {
  if (!texts.some((text) => text?.includes('health.NewServer()'))) return false;
  // `shop.Order` is not named by `shop.Orders`, nor `gateway` by an import of `…/grpc-gateway/v2`.
  const isNamed = (text: string) => text.includes(`"${name}"`) || text.includes(`\`${name}\``);
  return texts.every((text) => text !== undefined && !isNamed(text) && !/SetServingStatus\((?!\s*")/.test(text));
}
