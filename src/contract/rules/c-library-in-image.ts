import { baseFacts } from '../../dockerfile/stages/base-images.ts';
import { baseImage } from '../../dockerfile/stages/final.ts';
import { type GoBuild, isDynamic } from '../../dockerfile/commands/go-builds.ts';
import { bringsLibrary } from '../../dockerfile/commands/library-packages.ts';
import type { Dockerfile } from '../../dockerfile/model.ts';
import type { Place, Program } from '../../go/project.ts';
import type { Message } from '../../words/message.ts';
import { fitBase } from '../builds/c-library-repairs.ts';
import { debianRelease, onRelease } from '../builds/debian-release.ts';
import type { ContractImage } from '../contract.ts';
import { type Fault, type Repair, sideIn } from '../fault.ts';
import { copiesRoot } from '../images/image-content.ts';
import { buildsOf, type ProgramBuild } from '../builds/program-builds.ts';
import { type ContractRule, inSource } from '../rule.ts';

const BUILT: Message = ['it is linked here'];

const IMAGE = (build: string) =>
  `FROM golang:1.26 AS build\nCOPY . .\nRUN ${build}\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n`;

export const cLibraryInImage: ContractRule = {
  id: 'c-library-in-image',
  title: 'Run what is linked against a C library where that library is',
  severity: 'error',
  aliases: [],
  insteadOf: ['dynamic-binary'],
  why: 'With cgo on, which it is where a C compiler is found, a program that uses the network or C code is linked against the C library of its build stage. `scratch` and distroless static have none, Alpine has another: the container ends with “no such file or directory”, although the binary is there. An older one than it was linked against may lack symbols: the container ends with “version GLIBC_… not found”.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'Dockerfile',
      bad: IMAGE('«go build -o /shop .»'),
      good: IMAGE('CGO_ENABLED=0 go build -o /shop .'),
      fixed: true,
      files: {
        'go.mod': 'module example.com/shop\n\ngo 1.26\n',
        'main.go': 'package main\n\nimport "net/http"\n\nfunc main() {\n\t_ = http.ListenAndServe(":8080", nil)\n}\n',
      },
    },
  ],
  about: 'image',
  *check(image, { go }) {
    const { file, dockerfile, program } = image;
    const final = dockerfile.stages.at(-1);
    const base = final && baseImage(dockerfile, final);
    const there = baseFacts(base).libc;
    const cause = program && linkedBecause(program);
    if (!final || !cause || base === undefined || there === null) return;
    if (bringsLibrary(dockerfile, final) || copiesRoot(dockerfile, final)) return;
    for (const each of buildsOf(image, go)) {
      const from = baseImage(dockerfile, each.stage);
      const here = baseFacts(from).libc;
      if (from === undefined || here === null || here === 'none' || !isDynamic(each.build)) continue;
      if (here === 'glibc' && there === 'glibc' && cause.needsC) yield* olderLibrary(image, each, from, base);
      if (here === there) continue;
      // Without C code it is the build that is to change, else the image that it runs in.
      const runs = cause.needsC ? final.image : null;
      const { start, end } = runs ?? each.build.command;
      const other = runs ? each.build.command : final.image;
      const args = [program.name, from, base] as const;
      yield {
        sides: [
          {
            ...{ file, start, end },
            message:
              there === 'none'
                ? ['`{0}` is linked against the C library of `{1}`, and `{2}` has none', ...args]
                : ['`{0}` is linked against the C library of `{1}`, and `{2}` has another', ...args],
          },
          ...(cause.needsC ? [sideIn(cause.place, ['Needs a C library that `{0}` does not have', base])] : []),
        ],
        related: [
          ...(other
            ? [
                {
                  file,
                  start: other.start,
                  end: other.end,
                  message: runs ? BUILT : (['it runs in `{0}`', base] as const),
                },
              ]
            : []),
          ...(cause.needsC
            ? []
            : [inSource(cause.place, ['uses the network, which links the C library where cgo is on'])]),
        ],
        repairs: repairs(file, dockerfile, each, cause.needsC),
      };
    }
  },
};

/** From this release of Debian on, whatever is linked with cgo asks for symbols that no earlier C library has. */
const FIRST_OF_ALL = 12;

function* olderLibrary(
  { file, dockerfile, program }: ContractImage,
  { build }: ProgramBuild,
  from: string,
  base: string,
): Iterable<Fault> {
  const [linked, there] = [debianRelease(from), debianRelease(base)];
  const word = dockerfile.stages.at(-1)?.image;
  if (!program || !word || linked === undefined || there === undefined || there >= linked) return;
  const { start, end } = word;
  const changed = word.text === base ? onRelease(base, linked) : undefined;
  yield {
    sides: [
      {
        ...{ file, start, end },
        message: [
          '`{0}` is linked against the C library of Debian {1}, and `{2}` has that of Debian {3}',
          program.name,
          linked,
          base,
          there,
        ],
      },
    ],
    related: [{ file, start: build.command.start, end: build.command.end, message: BUILT }],
    // What C code asks for beyond that, only the linker knows.
    severity: there < FIRST_OF_ALL ? 'error' : 'warning',
    ...(changed
      ? {
          repairs: [
            { title: ['Run it in `{0}`', changed], changes: [{ file, edits: [{ start, end, text: changed }] }] },
          ],
        }
      : {}),
  };
}

/** Why it is linked against the C library if cgo is on; undefined where that is not certain. */
function linkedBecause({ cgo, listens, outboundTls, calls }: Program): { place: Place; needsC: boolean } | undefined {
  if (cgo.needed === true)
    return cgo.certainty === 'known' && cgo.place ? { place: cgo.place, needsC: true } : undefined;
  const [listener] = listens;
  const place = listener ?? (outboundTls === true ? calls?.outboundTls : null);
  return place ? { place, needsC: false } : undefined;
}

function repairs(file: string, dockerfile: Dockerfile, { build, stage }: ProgramBuild, needsC: boolean): Repair[] {
  const [first] = build.command.words;
  const base = fitBase(dockerfile, stage) ?? [];
  const other = base.map((edit): Repair => ({
    title: ['Run it in `{0}`', edit.text],
    changes: [{ file, edits: [edit] }],
  }));
  if (needsC || !first) return other;
  return [...switchOff(file, dockerfile, build, first.start), ...other];
}

function switchOff(file: string, { text }: Dockerfile, { setAt, instruction }: GoBuild, start: number): Repair[] {
  if (instruction.json) return [];
  const edit = setAt
    ? { ...setAt, text: text.slice(setAt.start, setAt.end).replace(/\w+(?=["']?$)/, '0') }
    : { start, end: start, text: 'CGO_ENABLED=0 ' };
  return [{ title: ['Build with `CGO_ENABLED=0`'], changes: [{ file, edits: [edit] }] }];
}
