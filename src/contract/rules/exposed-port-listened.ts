import type { ExposedPort } from '../../dockerfile/stages/final.ts';
import type { Message } from '../../words/message.ts';
import type { ContractImage } from '../contract.ts';
import { composedOf, everyContainerOf } from '../containers/every-container.ts';
import { serverFiles } from '../examples/example-files.ts';
import type { Fault } from '../fault.ts';
import { runsProgram } from '../images/image-run.ts';
import { allListening, type Listening, transportOf } from '../ports/listening.ts';
import type { Contract } from '../contract.ts';
import { type ContractRule, inSource } from '../rule.ts';
import { mismatch } from '../ports/port-mismatch.ts';

const IMAGE = (port: string) =>
  `FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nEXPOSE ${port}\nENTRYPOINT ["/shop"]\n`;

export const exposedPortListened: ContractRule = {
  id: 'exposed-port-listened',
  title: 'Expose the port that the program listens on',
  severity: 'warning',
  aliases: [],
  why: 'EXPOSE tells people and tools which port to publish: `docker run -P`, compose files and whoever writes the manifest. The Go source says where the program listens, after the variables that the image sets.',
  exampleOf: 'workspace',
  examples: [{ file: 'Dockerfile', bad: IMAGE('«80»'), good: IMAGE('8080'), fixed: true, files: serverFiles(':8080') }],
  about: 'image',
  check: exposed,
};

function* exposed(image: ContractImage, contract: Contract): Iterable<Fault> {
  const { file, run, program, listeners } = image;
  const listening = allListening(listeners);
  // A script before the program may set where it listens.
  if (!program || !listening || (run.binary && !runsProgram(run))) return;
  // A manifest or a compose file may move the port with a variable: then both are right.
  const running = [...everyContainerOf(program, contract), ...composedOf(program, contract)];
  const others = [...running, ...sharing(image, contract)].map((one) => allListening(one.listeners));
  if (others.includes(null)) return;
  const anywhere = others.flatMap((each) => each ?? []);
  for (const exposed of run.exposes) {
    const { port, protocol, start, end } = exposed;
    const there = anywhere.filter((each) => each.port === port);
    if (there.length > 0) {
      const isOther = there.every((each) => transportOf(each) !== protocol);
      const wanted = listening.find((each) => each.port === port);
      if (isOther && wanted) yield* otherProtocol(image, program.name, exposed, wanted);
      continue;
    }
    const declared = run.exposes.filter((each) => each.protocol === protocol).map((each) => each.port);
    const own = listening.filter((each) => transportOf(each) === protocol);
    yield* mismatch({ file, start, end }, port, program.name, declared, own);
  }
}

/** A port that is exposed for both may be one that a library opens, too, as HTTP/3 does. */
function* otherProtocol(
  { file, run }: ContractImage,
  program: string,
  { port, lastPort, protocol, start, end }: ExposedPort,
  wanted: Listening,
): Iterable<Fault> {
  const right = transportOf(wanted);
  if (lastPort !== undefined || run.exposes.some((each) => each.port === port && each.protocol === right)) return;
  const message: Message = ['`{0}` listens on {1}/{2}, not on {1}/{3}', program, port, right, protocol];
  const text = right === 'tcp' ? String(port) : `${port}/${right}`;
  yield {
    sides: [{ file, start, end, message }],
    related: [inSource(wanted.listener, ['listens on {0} here', port])],
    repairs: [{ title: ['Change to `{0}`', text], changes: [{ file, edits: [{ start, end, text }] }] }],
  };
}

/** What the arguments of builds make of the same Dockerfile: its one EXPOSE is for all of them. */
function sharing({ file, dockerfile }: ContractImage, contract: Contract): readonly ContractImage[] {
  return contract.at(file).images.filter((one) => one.dockerfile === dockerfile && one.program !== null);
}
