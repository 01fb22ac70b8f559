import { entryAt, joinNames, type ListFolder } from '../../dockerfile/files/file-tree.ts';
import { lineLeavingOut } from '../../dockerfile/files/ignore-file.ts';
import type { Instruction } from '../../dockerfile/model.ts';
import { resolvePath } from '../../dockerfile/files/paths.ts';
import type { Program, RuntimeFile } from '../../go/project.ts';
import { mayHoldSecrets } from '../../go/modules/secret-files.ts';
import type { Contract, ContractImage } from '../contract.ts';
import { presenceOf } from '../images/copied-files.ts';
import { everyContract } from '../containers/every-container.ts';
import { type Fault, type Repair, type Side, sideIn } from '../fault.ts';
import { type ContextFilter, contextFilter } from '../builds/ignored-context.ts';
import { type MisplacedCopy, misplacedCopy } from '../images/misplaced-copy.ts';
import { type Given, isAsWritten } from '../ports/effective-listener.ts';
import { type ProgramRun, programsRun, startedBy } from '../images/programs-run.ts';
import type { ContractRule } from '../rule.ts';
import { workingFolder } from '../../dockerfile/stages/working-folder.ts';
import { folderOfPattern, isMounted, isWithin } from '../images/working-folder.ts';
import { lineEndOf } from '../../dockerfile/syntax/new-line.ts';

const IMAGE = (copy: string, entrypoint: string) =>
  `FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nWORKDIR /app\nCOPY --from=build /shop /shop\n${copy}ENTRYPOINT [${entrypoint}]\n`;

export const runtimeFileInImage: ContractRule = {
  id: 'runtime-file-in-image',
  title: 'Copy the files that a program reads into its image',
  severity: 'warning',
  aliases: [],
  why: 'A file that the source opens by a relative path is looked for in the working folder of the container: WORKDIR of the last stage, or `/`. The build stage has it, the last stage only what COPY brings. What is embedded with `//go:embed` needs no copy.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'Dockerfile',
      bad: IMAGE('', '«"/shop"»'),
      good: IMAGE('COPY templates /app/templates\n', '"/shop"'),
      fixed: true,
      files: {
        'go.mod': 'module example.com/shop\n\ngo 1.26\n',
        'main.go':
          'package main\n\nimport "html/template"\n\nfunc main() {\n\t_ = template.Must(template.ParseFiles("templates/index.html"))\n}\n',
        'templates/index.html': '<h1>Shop</h1>\n',
      },
    },
  ],
  about: 'image',
  *check(image, contract) {
    const told = new Set<string>();
    for (const run of programsRun(image, contract)) yield* lackingFiles(run, image, contract, told);
  },
};

function* lackingFiles(run: ProgramRun, image: ContractImage, contract: Contract, told: Set<string>): Iterable<Fault> {
  const { program } = run;
  const { list } = contract;
  const folder = workingFolder(image.dockerfile);
  // Which of the commands of a tool is run, and so what is read, only whoever runs it knows.
  if (!list || (run.isOwn && !image.run.binary) || folder === undefined || isTool(program)) return;
  const filter = contextFilter(image.file, contract);
  for (const read of program.runtimeFiles) {
    const wanted = wantedOf(read, folder, givenIn(run, image)) ?? namesakeOf(read, program, image, list);
    if (!wanted || read.isTried || told.has(wanted.path) || entryAt(list, wanted.source) === undefined) continue;
    if (isProvided(wanted.path, read, run, contract)) continue;
    told.add(wanted.path);
    const presence = presenceOf(wanted.path, image, list, filter);
    const related = startedBy(run, image, contract);
    if (presence.is === 'absent') {
      yield { ...missing(image, program.name, read, wanted, misplacedCopy(wanted.path, image, list)), related };
    } else if (presence.is === 'ignored' && filter) {
      yield { ...leftOut(image, program.name, read, wanted, presence, filter), related };
    }
  }
}

/** What says where it looks: the image for its own program, the container that starts another. */
function givenIn({ isOwn, containers: [first] }: ProgramRun, { given }: ContractImage): Given {
  return isOwn || !first ? given : first.given;
}

function isTool({ kind, hasCommands, command }: Program): boolean {
  return kind === 'cli' && hasCommands === true && command === null;
}

interface Wanted {
  /** Where the program looks for it. */
  readonly path: string;
  /** Where the repository has it. */
  readonly source: string;
  /** As from the folder of the program, where the source has it from the root. */
  readonly written?: string;
}

/** The file itself, or of a pattern its folder; none where a setting names another, or where it may hold secrets and is mounted. */
function wantedOf(read: RuntimeFile, folder: string, given: Given): Wanted | undefined {
  const { path, source = path } = read;
  if (!isAsWritten(read, given) || source === null || mayHoldSecrets(path)) return undefined;
  const plain = folderOfPattern(path) ?? '';
  if (plain === '' || path.includes('..')) return undefined;
  const absolute = resolvePath(plain, folder);
  const cut = source.length - (path.length - plain.length);
  return absolute === undefined || cut <= 0 ? undefined : { path: absolute, source: source.slice(0, cut) };
}

/** Of a path from the root that ends as one of the repository does, `/app/templates/list.html`: that is what it is copied from. */
function namesakeOf(
  { path, source, certainty }: RuntimeFile,
  { moduleDir }: Program,
  { dockerfile }: ContractImage,
  list: ListFolder,
): Wanted | undefined {
  const home = workingFolder(dockerfile);
  if (source !== null || certainty !== 'known' || !path.startsWith('/') || /[*?[{$]|\.\./.test(path)) return undefined;
  if (mayHoldSecrets(path) || home === undefined || home === '/' || !path.startsWith(`${home}/`)) return undefined;
  const inner = path.slice(home.length + 1);
  const base = moduleDir === '.' ? '' : moduleDir;
  const found = inner.includes('/') ? [joinNames(base, inner), inner].find((one) => entryAt(list, one)) : undefined;
  return found === undefined ? undefined : { path, source: found, written: inner };
}

/** By a volume, or by a container that runs in another folder or may name another file; by a service of compose, too. */
function isProvided(path: string, read: RuntimeFile, { program, containers }: ProgramRun, contract: Contract): boolean {
  const byService = contract.builds.some((build) => {
    const run = contract.composedOf(build);
    if (run?.program !== program && run?.whole !== program) return false;
    return !isAsWritten(read, run.given) || run.service.mounts.some((mount) => isWithin(path, mount));
  });
  if (byService) return true;
  return everyContract(contract).some(({ containersOf, workspace }) =>
    [...containersOf(program), ...containers].some((container) => {
      const { object, container: view } = container.facts;
      return (
        !isAsWritten(read, container.given) ||
        isMounted(path, container) ||
        view.field.entries.some(({ key }) => key === 'workingDir') ||
        workspace.mayBePatched(object, ['volumeMounts', 'workingDir'])
      );
    }),
  );
}

function missing(
  { file, dockerfile, run }: ContractImage,
  name: string,
  read: RuntimeFile,
  wanted: Wanted,
  misplaced: MisplacedCopy | undefined,
): Fault {
  const inSource = sideIn(read, ['`{0}` copies no `{1}` into the image', file, wanted.source]);
  if (misplaced) return { sides: [misplaced.side, inSource], repairs: [misplaced.repair] };
  const entry = dockerfile.instructions.findLast(({ keyword, start }) => {
    return (keyword === 'ENTRYPOINT' || keyword === 'CMD') && start <= (run.binary?.start ?? 0);
  });
  const { start, end } = run.binary ?? run.from;
  const top = topOf(wanted, read);
  const lineEnd = lineEndOf(dockerfile.text);
  const at = entry?.start ?? start;
  const repair: Repair = {
    title: ['Copy `{0}` into the image', top.source],
    changes: [{ file, edits: [{ start: at, end: at, text: `COPY ${top.source} ${top.path}${lineEnd}` }] }],
  };
  return {
    sides: [
      { ...{ file, start, end }, message: ['`{0}` reads `{1}`, which the image does not have', name, wanted.path] },
      inSource,
    ],
    ...(/\s/.test(top.source + top.path) || file.includes('/') ? {} : { repairs: [repair] }),
  };
}

/** The first folder of the path as the program writes it: what belongs together is copied together. */
function topOf({ path, source, written }: Wanted, read: RuntimeFile): Wanted {
  const names = (written ?? read.path).split('/').filter((part) => part !== '' && part !== '.');
  const magic = names.findIndex((part) => /[*?[{]/.test(part));
  const inner = names.slice(0, magic < 0 ? undefined : magic).length - 1;
  const cut = (text: string) =>
    text
      .split('/')
      .slice(0, inner > 0 ? -inner : undefined)
      .join('/');
  return { path: cut(path), source: cut(source) };
}

function leftOut(
  { file }: ContractImage,
  name: string,
  read: RuntimeFile,
  wanted: Wanted,
  { copy, source }: { readonly copy: Instruction; readonly source: string },
  filter: ContextFilter,
): Fault {
  const line = lineLeavingOut(filter.text, source);
  const { length } = filter.text;
  const gap = length === 0 || filter.text.endsWith('\n') ? '' : '\n';
  const inImage: Side = {
    ...{ file, start: copy.start, end: copy.end },
    message: ['`{0}` leaves `{1}` out, which the program reads', filter.file, source],
  };
  const inSource = sideIn(read, ['`{0}` keeps `{1}` out of the image', filter.file, wanted.source]);
  const here: Side | undefined = line && {
    ...{ file: filter.file, start: line.start, end: line.end },
    message: ['`{0}` reads `{1}`, which this leaves out', name, source],
  };
  return {
    sides: here ? [here, inImage, inSource] : [inImage, inSource],
    repairs: [
      {
        title: ['Take `{0}` back in with `{1}`', source, filter.file],
        changes: [{ file: filter.file, edits: [{ start: length, end: length, text: `${gap}!${source}\n` }] }],
      },
    ],
  };
}
