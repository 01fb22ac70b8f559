import { baseImage } from '../../dockerfile/stages/final.ts';
import type { Dockerfile, Flag, Stage } from '../../dockerfile/model.ts';
import type { Program } from '../../go/project.ts';
import type { TextEdit } from '../../lint/fix.ts';
import type { Message } from '../../words/message.ts';
import { gccWithoutHeaders } from '../../dockerfile/commands/library-packages.ts';
import { lineage } from '../../dockerfile/stages/stages.ts';
import type { Word } from '../../shell/source-text.ts';
import { fitBase, switchOn } from '../builds/c-library-repairs.ts';
import { type Fault, type Repair, type Side, sideIn } from '../fault.ts';
import { buildsOf, hasOwnTags, type ProgramBuild } from '../builds/program-builds.ts';
import type { ContractImage } from '../contract.ts';
import type { ContractRule } from '../rule.ts';

const IMAGE = (cgo: string, base: string) =>
  `FROM golang:1.26 AS build\nCOPY . .\nRUN ${cgo} go build -o /notes ./cmd/notes\nFROM ${base}\nCOPY --from=build /notes /notes\nENTRYPOINT ["/notes"]\n`;

export const cgoEnabled: ContractRule = {
  id: 'cgo-enabled',
  title: 'Build with cgo what needs C',
  severity: 'error',
  aliases: [],
  why: 'A package that needs C is left out of a build without cgo: the build stops with “build constraints exclude all Go files”, or the program ends with “requires cgo to work”. cgo is off with `CGO_ENABLED=0`, and where there is no C compiler, as in the Alpine variants of the golang images. There gcc needs musl-dev, too: without the headers of the C library it stops at “stdlib.h: No such file or directory”.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'Dockerfile',
      bad: IMAGE('«CGO_ENABLED=0»', 'gcr.io/distroless/static-debian13:nonroot'),
      good: IMAGE('CGO_ENABLED=1', 'gcr.io/distroless/base-debian13:nonroot'),
      fixed: true,
      files: {
        'go.mod': 'module example.com/notes\n\ngo 1.26\n\nrequire github.com/mattn/go-sqlite3 v1.14.32\n',
        'cmd/notes/main.go':
          'package main\n\nimport (\n\t"database/sql"\n\n\t_ "github.com/mattn/go-sqlite3"\n)\n\nfunc main() {\n\t_, _ = sql.Open("sqlite3", ":memory:")\n}\n',
      },
    },
  ],
  about: 'image',
  *check(image, { go }) {
    const { program } = image;
    if (program?.cgo.needed !== true || program.cgo.certainty !== 'known') return;
    for (const each of buildsOf(image, go)) {
      if (!each.build.isForeign && !hasOwnTags(each.build)) yield* withoutC(image, program, each);
    }
  },
};

function* withoutC({ file, dockerfile }: ContractImage, program: Program, built: ProgramBuild): Iterable<Fault> {
  const { name, cgo } = program;
  const { build, stage } = built;
  const isOff = build.cgo === 'off';
  const gcc = isOff || build.cgo === undefined ? undefined : gccWithoutHeaders(dockerfile, stage);
  if (gcc) {
    yield withoutHeaders(file, gcc, program);
    return;
  }
  if (build.cgo === 'on' && build.compiler === true) yield* builtAcross(file, dockerfile, program, built);
  if (!isOff && (build.compiler !== false || build.cgo === undefined || bringsTools(dockerfile, stage))) return;
  const { start, end } = (isOff ? build.setAt : null) ?? build.command;
  const base = baseImage(dockerfile, stage) ?? '';
  const because = cgo.because ?? '';
  const own: Side = {
    ...{ file, start, end },
    message: isOff
      ? ['`{0}` is built without cgo, but {1}', name, because]
      : ['`{0}` has no C compiler for `{1}`: {2}', base, name, because],
  };
  const source: Message = isOff
    ? ['Needs C, and `{0}` builds without cgo', file]
    : ['Needs C, and `{0}` builds without a C compiler', file];
  yield { sides: [own, ...(cgo.place ? [sideIn(cgo.place, source)] : [])], repairs: repairs(file, dockerfile, built) };
}

/** The compiler of the machine that builds makes code for that machine. */
function* builtAcross(
  file: string,
  dockerfile: Dockerfile,
  { name, cgo }: Program,
  built: ProgramBuild,
): Iterable<Fault> {
  const { build, stage } = built;
  const flag = foreignPlatform(built);
  if (!flag || bringsTools(dockerfile, stage)) return;
  const { start, end } = build.setAt ?? build.command;
  yield {
    sides: [
      {
        ...{ file, start, end },
        message: [
          'The C compiler here makes code for the machine that builds, not for that of `$TARGETARCH`: {0}',
          cgo.because ?? name,
        ],
      },
    ],
    related: [{ file, start: flag.start, end: flag.end, message: ['runs on the machine that builds'] }],
    severity: 'warning',
    repairs: [
      {
        title: ['Build on the platform of the image'],
        changes: [{ file, edits: [withoutFlag(dockerfile, flag)] }],
      },
    ],
  };
}

/** The flag that runs a stage on the machine that builds, while its binary is for another. */
function foreignPlatform({ build, stage }: ProgramBuild): Flag | undefined {
  const flag = stage.from.flags.find((one) => one.name === 'platform');
  const isAcross = /\bGOARCH=["']?\$\{?TARGETARCH\b/.test(build.instruction.source.text);
  return isAcross && /^\$\{?BUILDPLATFORM\}?$/.test(flag?.value?.value ?? '') ? flag : undefined;
}

function withoutFlag({ text }: Dockerfile, { start, end }: Flag): TextEdit {
  return { start, end: text.startsWith(' ', end) ? end + 1 : end, text: '' };
}

function withoutHeaders(file: string, { start, end }: Word, { name, cgo }: Program): Fault {
  return {
    sides: [
      {
        ...{ file, start, end },
        message: ['`gcc` has no headers of the C library for `{0}`: {1}', name, cgo.because ?? ''],
      },
    ],
    repairs: [
      { title: ['Install {0}', 'musl-dev'], changes: [{ file, edits: [{ start: end, end, text: ' musl-dev' }] }] },
    ],
  };
}

function repairs(file: string, dockerfile: Dockerfile, built: ProgramBuild): Repair[] {
  const { build, stage } = built;
  const edits = switchOn(dockerfile, stage, build);
  const base = fitBase(dockerfile, stage);
  if (!edits || !base) return [];
  // Without cgo any machine makes code for any other; with it, one for itself.
  const flag = bringsTools(dockerfile, stage) ? undefined : foreignPlatform(built);
  const native = flag ? [withoutFlag(dockerfile, flag)] : [];
  return [{ title: ['Build with cgo'], changes: [{ file, edits: [...native, ...edits, ...base] }] }];
}

/** Cross-compiling helpers and compilers that come from elsewhere than the system's packages. */
function bringsTools({ stages }: Dockerfile, stage: Stage): boolean {
  return lineage(stages, stage).some(({ instructions }) =>
    instructions.some(({ source }) => /\bxx\b|\bxx-|\bCC=|\bCC\b\s|\bzig\b|\bclang\b|\bgcc\b|cross/.test(source.text)),
  );
}
