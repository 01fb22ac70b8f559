import { composedOf, everyContainerOf } from '../containers/every-container.ts';
import { serverFiles } from '../examples/example-files.ts';
import { loopbackAt, onLoopback } from '../ports/on-loopback.ts';
import { type ContractRule, inSource } from '../rule.ts';

const IMAGE = (lines: string) =>
  `FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\n${lines}ENTRYPOINT ["/shop"]\n`;

export const exposesLoopback: ContractRule = {
  id: 'exposes-loopback',
  title: 'Expose only what listens on all addresses',
  severity: 'error',
  aliases: [],
  why: 'A container has a loopback of its own. What listens on 127.0.0.1 is reached by nothing outside of it, however the port is published. Where a manifest or a compose file sets the address, nothing is said.',
  exampleOf: 'workspace',
  examples: [
    { file: 'Dockerfile', bad: IMAGE('EXPOSE «8080»\n'), good: IMAGE(''), files: serverFiles('127.0.0.1:8080') },
  ],
  about: 'image',
  *check({ file, run, program, listeners }, contract) {
    if (!program) return;
    const containers = everyContainerOf(program, contract);
    const running = [...containers, ...composedOf(program, contract)];
    if (running.some(({ listeners: moved }) => moved.every(({ bind }) => bind !== 'loopback'))) return;
    // So it is for what runs beside it in a pod: it hears the loopback of the pod.
    if (containers.some(({ facts }) => facts.pod.containers.length > 1)) return;
    // A port beside others may be for whoever is in the container.
    if (listeners.some(({ bind }) => bind !== 'loopback')) return;
    for (const { port, start, end } of run.exposes) {
      const local = loopbackAt(port, listeners);
      if (!local) continue;
      const fault = onLoopback({ file, start, end }, local, program, contract);
      const [image, { message }] = fault.sides;
      // With a manifest, what is said of the source is said of that.
      yield containers.length === 0
        ? fault
        : { ...fault, sides: [image], related: [inSource(local.listener, message)] };
    }
  },
};
