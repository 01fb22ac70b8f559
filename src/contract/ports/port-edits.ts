import { replaceValue, setField } from '../../kubernetes/edit.ts';
import { at, isMap, items } from '../../kubernetes/fields.ts';
import type { Range } from '../../lint/rule.ts';
import { type EditIn, editIn } from '../changes.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import type { ServiceFacts, ServicePortFacts } from '../containers/containers.ts';

/** The edits that put another number for a container's port, in all that its manifest and its Services say of it. */
export function movePort(
  { facts }: ContractContainer,
  from: number,
  to: number,
  contract: Contract,
): (EditIn | undefined)[] {
  const own = [
    ...facts.ports.filter(({ number }) => number.value === from).map(({ number }) => number),
    ...facts.probes.flatMap(({ port }) => (port?.value === from ? [port] : [])),
  ];
  const services = contract.services.filter(({ containers }) => containers.some((one) => one.facts === facts));
  return [
    ...own.map((range) => number(facts.file, range, to)),
    ...services.flatMap((service) =>
      service.facts.ports
        .filter(({ target }) => target.value === from)
        .map((port) => setTargetPort(service.facts, port, to)),
    ),
  ];
}

export function number(file: string, { start, end }: Range, to: number): EditIn {
  return { file, edit: { start, end, text: String(to) } };
}

/** The port itself stays: clients ask it. */
export function setTargetPort(
  { object }: ServiceFacts,
  { port, target }: ServicePortFacts,
  to: number,
): EditIn | undefined {
  const { file, manifest } = object;
  const field = items(at(manifest.root, 'spec', 'ports')).find((one) => at(one, 'port')?.start === port.start);
  if (!isMap(field)) return undefined;
  const present = at(field, 'targetPort');
  const edit =
    present?.start === target.start
      ? replaceValue(file.text, present, to)
      : setField(file.text, field, ['targetPort'], to);
  return editIn(file.file, edit);
}
