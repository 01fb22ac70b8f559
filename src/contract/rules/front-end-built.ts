import { entryAt, type ListFolder } from '../../dockerfile/files/file-tree.ts';
import type { Dockerfile } from '../../dockerfile/model.ts';
import { mountFields, mountValue } from '../../dockerfile/syntax/mount.ts';
import { commandsOf } from '../../dockerfile/commands/run-commands.ts';
import { inFolders } from '../../dockerfile/stages/working-folder.ts';
import { copyOf } from '../../dockerfile/files/copies.ts';
import { resolvePath } from '../../dockerfile/files/paths.ts';
import { isGo, subcommand } from '../../dockerfile/commands/go-commands.ts';
import type { FrontEnd } from '../../go/made-first.ts';
import { type Command, programName } from '../../shell/commands.ts';
import { contextFolder } from '../builds/build-context.ts';
import { contextFilter } from '../builds/ignored-context.ts';
import type { Contract } from '../contract.ts';
import { sideIn } from '../fault.ts';
import { buildsOf, hasOwnTags, type ProgramBuild } from '../builds/program-builds.ts';
import type { ContractRule } from '../rule.ts';

const IMAGE = (stage: string, copy: string, build: string) =>
  `${stage}FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\n${copy}RUN ${build}\nFROM scratch\nCOPY --from=build /shop /shop\nUSER 65532\nENTRYPOINT ["/shop"]\n`;

export const frontEndBuilt: ContractRule = {
  id: 'front-end-built',
  title: 'Build the front end that a program embeds before the program',
  severity: 'error',
  fails: 'build',
  aliases: [],
  why: 'What `//go:embed` names must be there when `go build` runs. A folder that the repository does not hold, as a build of the front end makes it, must be made in a stage of the Dockerfile and copied to where the source embeds it, else the build stops: “pattern dist: no matching files found”.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'Dockerfile',
      bad: IMAGE('', '', '«CGO_ENABLED=0 go build -o /shop .»'),
      good: IMAGE(
        'FROM node:24 AS web\nWORKDIR /web\nCOPY web .\nRUN npm ci && npm run build\n',
        'COPY --from=web /web/dist web/dist\n',
        'CGO_ENABLED=0 go build -o /shop .',
      ),
      files: {
        'go.mod': 'module example.com/shop\n\ngo 1.26\n',
        'main.go':
          'package main\n\nimport (\n\t"embed"\n\t"net/http"\n)\n\n//go:embed web/dist\nvar web embed.FS\n\nfunc main() {\n\t_ = http.ListenAndServe(":8080", http.FileServerFS(web))\n}\n',
        'web/package.json': '{ "scripts": { "build": "vite build" } }\n',
        'web/index.html': '<!doctype html>\n',
      },
    },
  ],
  about: 'image',
  *check(image, contract) {
    const { file, dockerfile, program } = image;
    const { go, list } = contract;
    const wanted =
      program?.frontEnds.filter((one) => isLeftOut(one, file, contract) || (list && isMadeHereOnly(one, list))) ?? [];
    if (!program || wanted.length === 0) return;
    for (const build of buildsOf(image, go)) {
      if (hasOwnTags(build.build)) continue;
      const { start, end } = build.build.command;
      for (const { folder, output, manager, script, ...place } of wanted) {
        if (mayHold(output, dockerfile, build)) continue;
        const call = `${manager} run ${script}`;
        yield {
          sides: [
            {
              ...{ file, start, end },
              message: [
                '`{0}` embeds `{1}`, which is not there when it is built: `{2}` in `{3}` makes it',
                program.name,
                output,
                call,
                folder,
              ],
            },
            sideIn(place, ['`{0}` builds without `{1}`, which is embedded here', file, output]),
          ],
        };
      }
    }
  },
};

/** Names of what runs builds and is not read here. */
const OTHER_BUILDERS =
  /^(?:Jenkinsfile|\.circleci|\.travis\.ya?ml|azure-pipelines.*|\.drone\.ya?ml|\.woodpecker.*|Earthfile|magefiles?(?:\.go)?|\.buildkite|cloudbuild.*|bitbucket-pipelines\.ya?ml|\.gitea|\.forgejo|\.tekton|mise\.toml|BUILD(?:\.bazel)?|.*\.sh|.*\.ps1|.*\.bat|scripts?|hack|tools)$/;

/** Whoever makes it before the build does so in vain: the build gets none of it. */
function isLeftOut({ embedded, output }: FrontEnd, file: string, contract: Contract): boolean {
  if (!embedded || contextFolder(file, contract) !== '') return false;
  const filter = contextFilter(file, contract);
  const present = [...(contract.list?.(output)?.keys() ?? [])].map((name) => `${output}/${name}`);
  return filter !== undefined && [output, ...present].every((path) => filter.leavesOut(path));
}

/** Not on disk, and nothing but a Dockerfile would make it before an image is built. */
function isMadeHereOnly({ embedded, calledIn = [], output, folder }: FrontEnd, list: ListFolder): boolean {
  if (!embedded || calledIn.length > 0 || entryAt(list, output) !== undefined) return false;
  return ['', folder === '.' ? '' : folder].every((at) =>
    [...(list(at)?.keys() ?? [])].every((name) => !OTHER_BUILDERS.test(name)),
  );
}

/** Whether the stage may have a folder before the build: from elsewhere than the repository, or by what it runs. */
function mayHold(output: string, dockerfile: Dockerfile, { build, stage }: ProgramBuild): boolean {
  let root: string | undefined;
  for (const { instruction, folder } of inFolders(dockerfile, stage)) {
    const { keyword, flags, start, heredocs } = instruction;
    if (start > build.command.start) return false;
    if (keyword === 'ADD' || heredocs.length > 0) return true;
    const copy = copyOf(instruction);
    const to = copy && resolvePath(copy.destination, folder);
    if (copy?.from === undefined) {
      if (copy?.sources.join() === '.') root = to;
    } else if (!isBeside(to, root && resolvePath(output, root))) return true;
    if (keyword !== 'RUN') continue;
    const isMounted = flags.some((flag) => mountValue(mountFields(flag), 'from') !== undefined);
    if (isMounted || !commandsOf(dockerfile, instruction).every(isHarmless)) return true;
  }
  return false;
}

/** Both are known, and neither is the other or around it. */
function isBeside(path: string | undefined, other: string | undefined): boolean {
  if (path === undefined || other === undefined || path === other) return false;
  return path !== '/' && !other.startsWith(`${path}/`) && !path.startsWith(`${other}/`);
}

function isHarmless(command: Command): boolean {
  const name = programName(command);
  if (isGo(name)) return /^(?:build|install|vet|test|version|env|mod|list|fmt)\b/.test(subcommand(command));
  return /^(?:apk|apt|apt-get|echo|export|set|cd|rm|chmod|chown|ls|pwd|true|update-ca-certificates|addgroup|adduser|useradd|groupadd)$/.test(
    name,
  );
}
