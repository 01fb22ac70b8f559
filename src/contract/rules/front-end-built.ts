import { entryAt, type ListFolder } from '../../dockerfile/files/file-tree.ts';
import type { Dockerfile } from '../../dockerfile/model.ts';
import { mountFields, mountValue } from '../../dockerfile/syntax/mount.ts';
import { commandsOf } from '../../dockerfile/commands/run-commands.ts';
import { lineage } from '../../dockerfile/stages/stages.ts';
import { isGo, subcommand } from '../../dockerfile/commands/go-commands.ts';
import type { FrontEnd } from '../../go/project.ts';
import { type Command, programName } from '../../shell/commands.ts';
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
  *check(image, { go, list }) {
    const { file, dockerfile, program } = image;
    const wanted = program?.frontEnds.filter((one) => list && isMadeHereOnly(one, list)) ?? [];
    if (!program || wanted.length === 0) return;
    for (const build of buildsOf(image, go)) {
      if (hasOwnTags(build.build) || mayHoldOthers(dockerfile, build)) continue;
      const { start, end } = build.build.command;
      for (const { folder, output, manager, script, ...place } of wanted) {
        const call = `${manager} run ${script}`;
        yield {
          sides: [
            {
              ...{ file, start, end },
              message: [
                '`{0}` embeds `{1}`, which no stage makes: `{2}` in `{3}` would',
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

/** Not on disk, and nothing but a Dockerfile would make it before an image is built. */
function isMadeHereOnly({ embedded, calledIn = [], output, folder }: FrontEnd, list: ListFolder): boolean {
  if (!embedded || calledIn.length > 0 || entryAt(list, output) !== undefined) return false;
  return ['', folder === '.' ? '' : folder].every((at) =>
    [...(list(at)?.keys() ?? [])].every((name) => !OTHER_BUILDERS.test(name)),
  );
}

/** Whether the stage has, before the build, what comes from elsewhere than the repository, or runs what may make files. */
function mayHoldOthers(dockerfile: Dockerfile, { build, stage }: ProgramBuild): boolean {
  return lineage(dockerfile.stages, stage).some(({ instructions }) =>
    instructions.some((instruction) => {
      const { keyword, flags, start, heredocs } = instruction;
      if (start > build.command.start) return false;
      if (keyword === 'ADD' || heredocs.length > 0) return true;
      if (keyword === 'COPY') return flags.some(({ name }) => name === 'from');
      if (keyword !== 'RUN') return false;
      const isMounted = flags.some((flag) => mountValue(mountFields(flag), 'from') !== undefined);
      return isMounted || !commandsOf(dockerfile, instruction).every(isHarmless);
    }),
  );
}

function isHarmless(command: Command): boolean {
  const name = programName(command);
  if (isGo(name)) return /^(?:build|install|vet|test|version|env|mod|list|fmt)\b/.test(subcommand(command));
  return /^(?:apk|apt|apt-get|echo|export|set|cd|rm|chmod|chown|ls|pwd|true|update-ca-certificates|addgroup|adduser|useradd|groupadd)$/.test(
    name,
  );
}
