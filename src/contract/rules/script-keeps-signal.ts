import { copiedProgram } from '../images/copied-program.ts';
import type { ContractImage } from '../contract.ts';
import { inSource, type ContractRule } from '../rule.ts';
import { baseName } from '../images/image-name.ts';
import { waitsForEnd } from '../images/kept-signal.ts';
import { childAtEnd } from '../images/script-end.ts';
import { gracefulFiles } from '../examples/shutdown-examples.ts';
import { startedScript } from '../images/started-script.ts';
import { programName } from '../../shell/commands.ts';

const DOCKERFILE =
  'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM alpine:3.23\nCOPY --from=build /shop /shop\nCOPY entrypoint.sh /entrypoint.sh\nUSER 65532\nENTRYPOINT ["/entrypoint.sh"]\n';

export const scriptKeepsSignal: ContractRule = {
  id: 'script-keeps-signal',
  title: 'End a script that starts a program with `exec`',
  severity: 'warning',
  aliases: [],
  why: 'The first process of a container gets SIGTERM. Where that is a script, the shell runs the program as its child, waits for it and passes nothing on. What the program does at SIGTERM never happens: it is killed after the grace period. `exec` puts it in the shell’s place.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'entrypoint.sh',
      bad: '#!/bin/sh\nset -e\n«/shop "$@"»\n',
      good: '#!/bin/sh\nset -e\nexec /shop "$@"\n',
      fixed: true,
      files: { ...gracefulFiles(10), Dockerfile: DOCKERFILE },
    },
  ],
  about: 'image',
  *check(image, contract) {
    const { program } = image;
    if (!program || !waitsForEnd(program)) return;
    const script = startedScript(image, contract);
    const last = script && childAtEnd(script.text, script.shell);
    if (!script || !last || !isProgram(programName(last), image)) return;
    const { start, end } = last;
    const { file, entry } = script;
    const { place } = program.shutdown;
    const at = last.node?.words[0]?.start ?? start;
    yield {
      sides: [
        {
          ...{ file, start, end },
          message: ['The shell of this script gets SIGTERM, and `{0}`, which waits for it, does not', program.name],
        },
      ],
      related: [
        { file: image.file, start: entry.start, end: entry.end, message: ['starts the script'] },
        ...(place ? [inSource(place, ['`{0}` waits for SIGTERM here', program.name])] : []),
      ],
      repairs: [
        { title: ['Start it with `exec`'], changes: [{ file, edits: [{ start: at, end: at, text: 'exec ' }] }] },
      ],
    };
  },
};

/** By its own name, or by the one that it is copied as. */
function isProgram(name: string, { program, dockerfile }: ContractImage): boolean {
  return name === program?.name || name === baseName(copiedProgram(dockerfile) ?? '');
}
