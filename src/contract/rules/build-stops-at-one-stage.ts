import { serverFiles } from '../examples/example-files.ts';
import { imageFullName } from '../images/image-name.ts';
import type { ImageBuild } from '../build-files/image-builds.ts';
import type { ContractRule } from '../rule.ts';

const WORKFLOW = (target: string) =>
  `on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          file: «Dockerfile»\n          tags: ghcr.io/example/shop:1.2.3\n${target}`;

export const buildStopsAtOneStage: ContractRule = {
  id: 'build-stops-at-one-stage',
  title: 'Build an image up to the same stage everywhere',
  severity: 'warning',
  aliases: [],
  why: 'A build without a target makes the last stage of its Dockerfile. Where another file builds the image of the same name up to an earlier stage that runs another program, one of the two makes something else than its name says.',
  exampleOf: 'workspace',
  examples: [
    {
      file: '.github/workflows/image.yaml',
      bad: WORKFLOW(''),
      good: WORKFLOW('          target: shop\n').replace(/[«»]/g, ''),
      files: {
        ...serverFiles(':8080'),
        'move/main.go': 'package main\n\nfunc main() { println("moved") }\n',
        'docker-bake.hcl':
          'target "shop" {\n  context = "."\n  dockerfile = "Dockerfile"\n  target = "shop"\n  tags = ["ghcr.io/example/shop:dev"]\n}\n',
        Dockerfile:
          'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop . && CGO_ENABLED=0 go build -o /move ./move\nFROM scratch AS shop\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\nFROM scratch AS move\nCOPY --from=build /move /move\nENTRYPOINT ["/move"]\n',
      },
    },
  ],
  about: 'build',
  *check(build, contract) {
    const { dockerfile, target, file } = build;
    const program = target || !dockerfile ? undefined : contract.imageOf(build)?.program;
    if (!dockerfile || !program) return;
    for (const other of contract.builds) {
      if (!other.target || other.dockerfile?.path !== dockerfile.path || !isSameImage(build, other)) continue;
      const made = contract.imageOf(other)?.program;
      if (!made || made === program) continue;
      const { name, start, end } = other.target;
      yield {
        sides: [
          {
            ...{ file, start: dockerfile.start, end: dockerfile.end },
            message: ['Without a target this builds `{0}`, and elsewhere the image is `{1}`', program.name, made.name],
          },
        ],
        related: [{ file: other.file, start, end, message: ['stops at `{0}` here', name] }],
      };
      return;
    }
  },
};

function isSameImage({ images }: ImageBuild, other: ImageBuild): boolean {
  const names = new Set(images.map(imageFullName));
  return other.images.some((name) => names.has(imageFullName(name)));
}
