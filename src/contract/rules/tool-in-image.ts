import { everyContainerOf } from '../containers/every-container.ts';
import { baseImage } from '../../dockerfile/stages/final.ts';
import type { Dockerfile, Stage } from '../../dockerfile/model.ts';
import { apk, apt } from '../../dockerfile/commands/package-managers.ts';
import { callsOf } from '../../dockerfile/commands/package-calls.ts';
import { wordBehind } from '../../dockerfile/commands/run-edits.ts';
import { lineage } from '../../dockerfile/stages/stages.ts';
import { installLines, toolOf } from '../../dockerfile/commands/tool-packages.ts';
import type { ChildProcess, Program } from '../../go/project.ts';
import type { TextEdit } from '../../lint/fix.ts';
import type { Message } from '../../words/message.ts';
import type { Contract, ContractImage } from '../contract.ts';
import { type Fault, type Repair, sideIn } from '../fault.ts';
import { mayBring, missingPackage, type ToolBase, toolBase } from '../images/missing-tools.ts';
import type { ContractRule } from '../rule.ts';
import { type ProgramRun, programsStarted, startedBy } from '../images/programs-run.ts';
import { runsAnother } from '../images/run-directly.ts';
import { isMounted } from '../images/working-folder.ts';
import { lineEndOf } from '../../dockerfile/syntax/new-line.ts';

const IMAGE = (base: string, run: string) =>
  `FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM ${base}\n${run}COPY --from=build /shop /shop\nUSER 65532\nENTRYPOINT ["/shop"]\n`;

export const toolInImage: ContractRule = {
  id: 'tool-in-image',
  title: 'Put the programs that a server starts into its image',
  severity: 'warning',
  aliases: [],
  why: '`exec.Command` looks for the program in the image. `scratch` and distroless have none, not even a shell; Alpine and the images of Debian and Ubuntu have few: `git`, `curl` or `ffmpeg` must be installed. What is not there fails when it is called: “executable file not found in $PATH”.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'Dockerfile',
      bad: IMAGE('«alpine:3.23»', ''),
      good: IMAGE('alpine:3.23', 'RUN apk add --no-cache git\n'),
      fixed: true,
      files: {
        'go.mod': 'module example.com/shop\n\ngo 1.26\n',
        'main.go':
          'package main\n\nimport (\n\t"net/http"\n\t"os/exec"\n)\n\nfunc main() {\n\thttp.HandleFunc("/", func(http.ResponseWriter, *http.Request) {\n\t\t_ = exec.Command("git", "fetch").Run()\n\t})\n\t_ = http.ListenAndServe(":8080", nil)\n}\n',
      },
    },
  ],
  about: 'image',
  *check(image, contract) {
    const { dockerfile } = image;
    const stage = dockerfile.stages.at(-1);
    const base = stage?.image ? baseImage(dockerfile, stage) : undefined;
    const has = toolBase(base);
    if (base === undefined || has === null) return;
    const told = new Set<string>();
    for (const run of programsStarted(image, contract)) {
      // A command-line tool starts what its user has.
      if (!/^(?:server|job)$/.test(run.program.kind) || (!run.isCertain && runsAnother(dockerfile, run.program)))
        continue;
      yield* lackingTools(run, image, { base, has, told }, contract);
    }
  },
};

interface Around {
  readonly base: string;
  readonly has: ToolBase;
  /** Each tool once. */
  readonly told: Set<string>;
}

function* lackingTools(
  run: ProgramRun,
  image: ContractImage,
  { base, has, told }: Around,
  contract: Contract,
): Iterable<Fault> {
  const { file, dockerfile } = image;
  const { program, isCertain } = run;
  const stage = dockerfile.stages.at(-1);
  if (!stage?.image) return;
  const missing = missingFrom(program, has, dockerfile, stage).filter(
    ({ process }) => !told.has(process.command) && !isMountedFor(process, program, contract),
  );
  const packages = [...new Set(missing.flatMap(({ brings }) => brings ?? []))].sort();
  const repairs = packages.length > 0 && has !== 'none' ? install(file, dockerfile, stage, has, packages) : [];
  const { start, end } = stage.image;
  for (const { process } of missing) {
    const { command } = process;
    if (told.has(command)) continue;
    told.add(command);
    yield {
      sides: [
        { file, start, end, message: missingMessage(program.name, command, base, has) },
        sideIn(process, ['`{0}` has no `{1}`: it runs in `{2}`', file, command, base]),
      ],
      ...(isCertain ? {} : { severity: 'info' }),
      related: startedBy(run, image, contract),
      repairs,
    };
  }
}

interface Missing {
  readonly process: ChildProcess & { readonly command: string };
  readonly brings: string | null;
}

function missingFrom({ processes }: Program, has: ToolBase, dockerfile: Dockerfile, stage: Stage): Missing[] {
  return processes.flatMap((process) => {
    const { command, certainty, optional, commands } = process;
    if (command === null || certainty !== 'known' || optional || commands) return [];
    const brings = missingPackage(command, has);
    if (brings === undefined || mayBring(dockerfile, stage, command)) return [];
    return [{ process: { ...process, command }, brings }];
  });
}

function isMountedFor({ command }: Missing['process'], program: Program, contract: Contract): boolean {
  const path = command.startsWith('/') ? command : `/usr/local/bin/${command}`;
  return everyContainerOf(program, contract).some(
    (container) => isMounted(path, container) || isMounted('/usr/bin/x', container),
  );
}

function missingMessage(name: string, command: string, base: string, has: ToolBase): Message {
  if (has !== 'none') return ['`{0}` starts `{1}`, which `{2}` does not have', name, command, base];
  const tool = toolOf(command);
  if (tool?.alpine === null && tool.debian === null) {
    return ['`{0}` starts `{1}`, and `{2}` has no shell and no tools; `alpine` has it', name, command, base];
  }
  const [from, brings] = tool?.alpine ? ['alpine', tool.alpine] : ['debian', tool?.debian ?? command];
  return [
    '`{0}` starts `{1}`, and `{2}` has no shell and no tools; `{3}` has it in the package `{4}`',
    name,
    command,
    base,
    from,
    brings,
  ];
}

/** By the call that installs packages already, or one of its own. */
function install(
  file: string,
  dockerfile: Dockerfile,
  stage: Stage,
  has: 'alpine' | 'debian',
  packages: readonly string[],
): Repair[] {
  const own = new Set<Stage | null>(lineage(dockerfile.stages, stage));
  const call = callsOf(dockerfile, has === 'alpine' ? apk : apt, new Set(['add', 'install'])).findLast(({ at }) =>
    own.has(at.stage),
  );
  const last = call?.operands.at(-1);
  const lineEnd = lineEndOf(dockerfile.text);
  const at = stage.from.end;
  const added: TextEdit = {
    start: at,
    end: at,
    text: installLines(has, packages)
      .map((line) => `${lineEnd}${line}`)
      .join(''),
  };
  const edit = (call && last && wordBehind(dockerfile, call.at, last, packages.join(' '))) ?? added;
  return [
    { title: ['Install {0}', packages.map((name) => `\`${name}\``).join(', ')], changes: [{ file, edits: [edit] }] },
  ];
}
