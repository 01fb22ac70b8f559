import { goarchOf, runsOn } from '../builds/fixed-architecture.ts';
import { serverFiles } from '../examples/example-files.ts';
import type { ContractRule } from '../rule.ts';

const WORKFLOW = (platforms: string) =>
  `on: push\njobs:\n  image:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v6\n      - uses: docker/build-push-action@v6\n        with:\n          platforms: ${platforms}\n          tags: ghcr.io/acme/shop:1\n`;

export const builtForPlatforms: ContractRule = {
  id: 'built-for-platforms',
  title: 'Build the program for the platforms that its image is built for',
  severity: 'error',
  aliases: [],
  why: 'A build for several platforms runs the Dockerfile once for each. Where that fixes `GOARCH`, every image has the same program, and on nodes of another architecture it ends with “exec format error”. BuildKit tells the wanted architecture in `TARGETARCH`.',
  exampleOf: 'workspace',
  examples: [
    {
      file: '.github/workflows/image.yaml',
      bad: WORKFLOW('«linux/amd64,linux/arm64»'),
      good: WORKFLOW('linux/amd64'),
      files: {
        ...serverFiles(':8080'),
        Dockerfile:
          'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 GOARCH=amd64 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
      },
    },
  ],
  about: 'build',
  *check({ file, dockerfile, platforms, target }, { images, go }) {
    const image = images.find((one) => one.file === dockerfile?.path);
    if (!image || !platforms || target) return;
    const made = goarchOf(image, go);
    if (!made) return;
    const others = platforms.names.filter((name) => !runsOn(name, made.architecture));
    if (others.length === 0) return;
    yield {
      sides: [
        {
          ...{ file, start: platforms.start, end: platforms.end },
          message: ['`{0}` builds for `{1}` alone, not for `{2}`', image.file, made.architecture, others.join('`, `')],
        },
      ],
      related: [{ file: image.file, start: made.start, end: made.end, message: ['fixes the architecture'] }],
    };
  },
};
