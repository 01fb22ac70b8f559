import type { ManifestFile } from '../../kubernetes/model.ts';
import type { Finding } from '../../lint/finding.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { transportOf } from './listening.ts';
import { targetNumber } from './service-target.ts';

const RULE = 'no-ssh';

/** Without findings about ports of SSH that the program itself opens: it is what people deploy, and no server beside it. */
export function withoutOwnSsh(
  findings: readonly Finding[],
  { file }: ManifestFile,
  contract: () => Contract,
): readonly Finding[] {
  if (!findings.some(({ rule }) => rule === RULE)) return findings;
  return findings.filter(({ rule, start }) => rule !== RULE || !isOwn(file, start, contract()));
}

function isOwn(file: string, offset: number, { containers, services }: Contract): boolean {
  return (
    containers.some((one) =>
      one.facts.ports.some(
        ({ number }) => one.facts.file === file && number.start === offset && listensOn(one, number.value),
      ),
    ) ||
    services.some((service) =>
      service.facts.ports.some(
        (port) =>
          service.facts.file === file &&
          [port.target.start, port.port.start].includes(offset) &&
          service.containers.some((one) => listensOn(one, targetNumber(port, one))),
      ),
    )
  );
}

function listensOn({ listeners }: ContractContainer, number: number | undefined): boolean {
  return listeners.some((one) => one.port !== null && one.port === number && transportOf(one) === 'tcp');
}
