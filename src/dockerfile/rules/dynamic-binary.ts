import type { Fix } from '../../lint/fix.ts';
import type { Report } from '../../lint/rule.ts';
import { baseFacts } from '../stages/base-images.ts';
import { originsOf } from '../files/copies.ts';
import { baseImage } from '../stages/final.ts';
import { dynamicBuilds, type GoBuild, mayWrite } from '../commands/go-builds.ts';
import { bringsLibrary } from '../commands/library-packages.ts';
import type { DockerfileRule } from '../subject.ts';

export const dynamicBinary: DockerfileRule = {
  id: 'dynamic-binary',
  title: 'Build a static binary for an image without a C library',
  severity: 'warning',
  aliases: [],
  why: 'With cgo on, which it is where a C compiler is found, a Go program that uses `net` or `os/user` is linked against the C library of the build stage. In `scratch` or distroless static there is none, on Alpine there is another: the container fails with “no such file or directory”. `CGO_ENABLED=0` makes a binary that runs anywhere.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM golang:1.26 AS build\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN «go build -o /app .»\nFROM scratch\nCOPY --from=build /app /app\nUSER 65532',
      good: 'FROM golang:1.26 AS build\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\nFROM scratch\nCOPY --from=build /app /app\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM golang:1.26 AS build\nRUN «go build -o /out/app .»\nFROM alpine:3.23\nCOPY --from=build /out/ /\nUSER 65532',
      good: 'FROM golang:1.26-alpine AS build\nRUN go build -o /out/app .\nFROM alpine:3.23\nCOPY --from=build /out/ /\nUSER 65532',
    },
    {
      bad: 'FROM golang:1.26 AS build\nRUN «GOOS=linux go build -o /app .»\nFROM gcr.io/distroless/static-debian13:nonroot\nCOPY --from=0 /app /app',
      good: 'FROM golang:1.26 AS build\nENV CGO_ENABLED=0\nRUN GOOS=linux go build -o /app .\nFROM gcr.io/distroless/static-debian13:nonroot\nCOPY --from=0 /app /app',
    },
    {
      bad: 'FROM golang:1.26-alpine AS build\nRUN apk add --no-cache build-base && «go build -o /app .»\nFROM debian:12-slim\nCOPY --from=build /app /app\nUSER 65532',
      good: 'FROM golang:1.26-alpine AS build\nRUN apk add --no-cache build-base && go build -ldflags "-extldflags -static" -o /app .\nFROM debian:12-slim\nCOPY --from=build /app /app\nUSER 65532',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const target = dockerfile.stages.at(-1);
    const image = target && baseImage(dockerfile, target);
    const there = baseFacts(image).libc;
    if (!target || image === undefined || there === null || bringsLibrary(dockerfile, target)) return;
    const reported = new Set<number>();
    for (const { stage, path } of originsOf(dockerfile, target)) {
      const from = baseImage(dockerfile, stage);
      const here = baseFacts(from).libc;
      if (from === undefined || here === null || here === 'none' || here === there) continue;
      for (const build of dynamicBuilds(dockerfile, stage)) {
        const { start, end } = build.command;
        if (reported.has(start) || !mayWrite(build, path)) continue;
        reported.add(start);
        const fix = switchOff(build);
        yield {
          start,
          end,
          message:
            there === 'none'
              ? ['The binary may need the C library of `{0}`, and `{1}` has none', from, image]
              : ['The binary may need the C library of `{0}`, and `{1}` has another', from, image],
          ...(fix ? { fixes: [fix] } : {}),
        };
      }
    }
  },
};

/** None where cgo was switched on by hand (it is wanted), or where there is no shell to read the assignment. */
function switchOff({ command, instruction, cgo }: GoBuild): Fix | undefined {
  const [first] = command.words;
  if (!first || cgo === 'on' || instruction.json) return undefined;
  return {
    title: ['Build with `CGO_ENABLED=0` (the program must not need cgo)'],
    safe: false,
    edits: [{ start: first.start, end: first.start, text: 'CGO_ENABLED=0 ' }],
  };
}
