import { removeField, replaceValue, setField } from '../../kubernetes/edit.ts';
import { at, entry, isMap } from '../../kubernetes/fields.ts';
import type { MapField } from '../../kubernetes/model.ts';
import { type EditIn, editIn } from '../changes.ts';
import type { ContainerFacts, ProbeFacts } from '../containers/containers.ts';

const HANDLERS = { http: 'httpGet', tcp: 'tcpSocket', grpc: 'grpc' } as const;

/** Sets a field of what a probe asks. */
export function setInProbe(
  facts: ContainerFacts,
  probe: ProbeFacts,
  key: string,
  value: string | number,
): EditIn | undefined {
  const handler = at(probeField(facts, probe), HANDLERS[probe.asks]);
  const { file } = facts.object;
  return isMap(handler) ? editIn(file.file, setField(file.text, handler, [key], value)) : undefined;
}

/** Lets a probe ask HTTP where nothing is said of HTTPS. */
export function askPlainly(facts: ContainerFacts, probe: ProbeFacts): EditIn | undefined {
  const handler = at(probeField(facts, probe), HANDLERS[probe.asks]);
  const { file } = facts.object;
  return isMap(handler) ? editIn(file.file, removeField(file.text, handler, ['scheme'])) : undefined;
}

/** Lets a probe ask in another way; what it asked before goes. */
export function askOtherwise(
  facts: ContainerFacts,
  probe: ProbeFacts,
  asks: ProbeFacts['asks'],
  what: Readonly<Record<string, string | number>>,
): readonly (EditIn | undefined)[] {
  const present = entry(probeField(facts, probe), HANDLERS[probe.asks]);
  if (!present || present.merged) return [undefined];
  const { file } = facts.object;
  const { start, end } = present.keyRange;
  return [
    { file: file.file, edit: { start, end, text: HANDLERS[asks] } },
    editIn(file.file, replaceValue(file.text, present.value, what, end)),
  ];
}

/** As the container calls a port where it can: a probe of gRPC takes numbers only. */
export function portWord({ ports }: ContainerFacts, port: number): string | number {
  return ports.find(({ number, transport }) => number.value === port && transport === 'tcp')?.name ?? port;
}

function probeField({ container }: ContainerFacts, { kind }: ProbeFacts): MapField | undefined {
  const field = at(container.field, `${kind}Probe`);
  return isMap(field) ? field : undefined;
}
