import type { Report } from '../../lint/rule.ts';
import type { Word } from '../../shell/source-text.ts';
import { copyOf } from '../files/copies.ts';
import type { Dockerfile, Instruction, Stage } from '../model.ts';
import type { RunCommand } from '../commands/run-commands.ts';
import { lineage } from '../stages/stages.ts';
import type { DockerfileRule } from '../subject.ts';

/** Flags of the go command whose value may be the next word. */
const TAKING = new Set(
  '-C -asmflags -buildmode -compiler -covermode -coverpkg -coverprofile -exec -gccgoflags -gcflags -installsuffix -ldflags -mod -modfile -o -overlay -p -pgo -pkgdir -tags -toolexec'.split(
    ' ',
  ),
);

export const pinnedGoTools: DockerfileRule = {
  id: 'pinned-go-tools',
  title: 'Name versions of Go tools',
  severity: 'info',
  aliases: ['hadolint:DL3062'],
  why: 'Without a version, or with `@latest`, every build takes the newest release, and the same Dockerfile builds different images on different days. In a module `go install` and `go run` take the version from go.mod; `go get` goes up to the newest all the same.',
  differs: {
    'hadolint:DL3062':
      'Files (`go run main.go`), packages of the standard library and, where the stage copies a go.mod, packages that it resolves need no version; nothing is said where only the build’s call decides a variable.',
  },
  exampleOf: 'dockerfile',
  about: ['go'],
  examples: [
    {
      bad: 'FROM golang:1.26 AS build\nRUN go install «golang.org/x/vuln/cmd/govulncheck@latest»\nFROM scratch',
      good: 'FROM golang:1.26 AS build\nRUN go install golang.org/x/vuln/cmd/govulncheck@v1.1.4\nFROM scratch',
    },
    {
      bad: 'FROM golang:1.26 AS build\nRUN go install «github.com/air-verse/air»\nFROM scratch',
      good: 'FROM golang:1.26 AS build\nCOPY go.mod go.sum ./\nRUN go install github.com/air-verse/air\nFROM scratch',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const inModule = modules(dockerfile);
    for (const at of dockerfile.commandsByName.get('go') ?? []) {
      const [subcommand, ...packages] = packagesOf(at.command.words);
      for (const { value, start, end } of packages) {
        const [path, version] = value.split(/@(.*)/s, 2) as [string, string?];
        if (!isRemote(path)) continue;
        if (version === undefined) {
          if (subcommand?.value !== 'get' && inModule(at)) continue;
          yield { start, end, message: ['`{0}` names no version', value] };
        } else if (version === 'latest') {
          yield { start, end, message: ['`{0}` does not say which version it means', value] };
        }
      }
    }
  },
};

/** The subcommand and the packages behind it; what `go run` passes on is not among them. */
function packagesOf(words: readonly Word[]): Word[] {
  const found: Word[] = [];
  for (let index = 1; index < words.length; index++) {
    const word = words[index] as Word;
    const flag = word.value.replace(/^--/, '-');
    if (flag.startsWith('-')) {
      if (TAKING.has(flag)) index++;
      continue;
    }
    if (found.length === 0 && !/^(?:install|get|run)$/.test(word.value)) return [];
    found.push(word);
    if (found[0]?.value === 'run' && found.length > 1) break;
  }
  return found;
}

/** A path that begins with a host: `example.com/tool`; not a file, a folder or a package of the standard library. */
function isRemote(path: string): boolean {
  return /^[\w-]+(?:\.[\w-]+)+(?::\d+)?\/./.test(path) && !path.endsWith('.go');
}

/** Answers whether a go.mod may be there that decides versions: copied before, or bound by a mount. */
function modules({ stages }: Dockerfile): (at: RunCommand) => boolean {
  const firstCopies = new Map<Stage, number>();
  return ({ stage, run }) => {
    if (stage === null || run.flags.some(({ name }) => name === 'mount')) return stage !== null;
    const first = firstCopies.get(stage) ?? firstCopy(stages, stage);
    firstCopies.set(stage, first);
    return first < run.start;
  };
}

function firstCopy(stages: readonly Stage[], stage: Stage): number {
  const copies = lineage(stages, stage).flatMap(({ instructions }) => instructions.filter(mayCopyModule));
  return copies.reduce((first, { start }) => Math.min(first, start), Infinity);
}

function mayCopyModule(instruction: Instruction): boolean {
  const sources = copyOf(instruction)?.sources ?? [];
  return sources.some((source) => /(?:^|\/)(?:go\.(?:mod|work|\*)|[\w-]*|\.|\*)\/?$/.test(source));
}
