import { COMPOSE_FILES, composeOf } from '../compose/examples.ts';
import { rangeOf } from '../../lint/range.ts';
import type { Message } from '../../words/message.ts';
import type { ImageBuild } from '../build-files/image-builds.ts';
import { composedStart } from '../compose/composed.ts';
import type { Contract, ContractImage } from '../contract.ts';
import type { Fault } from '../fault.ts';
import { lacksCommand, lacksProgram } from '../images/command-presence.ts';
import { startsByItself } from '../images/own-start.ts';
import { isWithin } from '../images/working-folder.ts';
import type { ContractRule } from '../rule.ts';
import { flagFaults } from '../flags/flag-faults.ts';

const MAIN =
  'package main\n\nimport (\n\t"flag"\n\t"net/http"\n)\n\nfunc main() {\n\taddr := flag.String("listen-addr", ":8080", "")\n\tflag.Parse()\n\t_ = http.ListenAndServe(*addr, nil)\n}\n';

export const composeCommand: ContractRule = {
  id: 'compose-command',
  title: 'Start in a compose service what its image has, with flags that it takes',
  severity: 'error',
  aliases: [],
  why: 'What `entrypoint` starts must lie in the image. What `command` says goes to the program behind its own name. A flag that the program does not define, or a value that the flag cannot parse, ends it at once. Said only where the source shows every flag that the program takes.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'compose.yaml',
      bad: composeOf('command: [«"--listen-adr=:8080"»]'),
      good: composeOf('command: ["--listen-addr=:8080"]'),
      files: { ...COMPOSE_FILES, 'main.go': MAIN },
    },
  ],
  about: 'build',
  *check(build, contract) {
    yield* notInImage(build, contract, contract.imageOf(build));
    const run = contract.composedOf(build);
    if (!run) return;
    const { file } = build;
    const { start, end } = run.service;
    const words = run.words.map(({ value, at = { start, end } }) => ({ value, file, ...at }));
    yield* flagFaults(words, run.program, '');
  },
};

/** A path of the service's own at which its image has nothing. */
function* notInImage({ file, service }: ImageBuild, contract: Contract, image: ContractImage | null): Iterable<Fault> {
  const [first] = (service && image && composedStart(service, image).words) ?? [];
  const isMounted = service?.mounts.some((mount) => isWithin(first?.value ?? '', mount)) !== false;
  if (!first?.at || !image || service?.isOtherwise || isMounted || !first.value.startsWith('/')) return;
  if (startsByItself(image, { file, ...first.at })) return;
  const lacks = lacksCommand(first.value, image) ?? lacksProgram(first.value, image, contract);
  if (!lacks) return;
  const message: Message = [
    'The container starts `{0}`, which its image from `{1}` does not have',
    first.value,
    lacks.base,
  ];
  yield {
    sides: [{ file, ...first.at, message }],
    related: [{ file: image.file, ...rangeOf(image.run.from), message: ['is what the container runs in'] }],
  };
}
